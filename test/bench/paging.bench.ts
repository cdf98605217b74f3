import { queryAs } from '../testkit/http-client.ts';
import { median, quantile, report, rounded } from './figures.ts';
import { makeQueueWorld } from './queue-world.ts';
import { onStage } from './stage.ts';

/** A reporting tool's list: page after page of requests with a filter and an order, the last page as fast as the first. */
const SIZE = { history: 20_000, queue: 100 };
const DEPTH = 15_000;
const TIMES = 120;
const FIELDS =
  'nodes { id type state createdAt target { id name department } accessPackage { id name } stages { state decisions { decision at } } }';
const ORDER = 'orderBy: [{ field: CREATED_AT, direction: DESC }]';
const FILTER = 'filter: { state: { eq: DENIED }, target: { department: { in: ["Department 3", "Department 4"] } } }';
const LIST = (filter: string, fields: string) =>
  `query ($after: String, $first: Int = 25) { accessRequests(first: $first, after: $after, ${ORDER} ${filter}) { ${fields} } }`;
const WALK = 'pageInfo { endCursor }';

interface Page {
  accessRequests: { nodes: unknown[]; pageInfo: { endCursor: string } };
}

await onStage(async (stage) => {
  const { auditor } = await makeQueueWorld(stage, SIZE);
  const ask = (document: string, variables: object = {}) => queryAs<Page>(stage.server.url, auditor.token, document, variables);
  const deep = async (filter: string, depth: number): Promise<string> => {
    let after: string | null = null;
    for (let passed = 0; passed < depth; passed += 100) {
      after = (await ask(LIST(filter, WALK), { first: 100, after })).accessRequests.pageInfo.endCursor;
    }
    return after!;
  };
  const [deepPage, deepFiltered] = [await deep('', DEPTH), await deep(FILTER, 3_000)];
  const cases = [
    { list: 'first page', run: () => ask(LIST('', FIELDS)) },
    { list: `page after ${DEPTH} rows`, run: () => ask(LIST('', FIELDS), { after: deepPage }) },
    { list: 'filtered, first page', run: () => ask(LIST(FILTER, FIELDS)) },
    { list: 'filtered, page after 3000 rows', run: () => ask(LIST(FILTER, FIELDS), { after: deepFiltered }) },
    { list: 'first page with totalCount', run: () => ask(LIST('', `totalCount ${FIELDS}`)) },
    { list: 'filtered, first page with totalCount', run: () => ask(LIST(FILTER, `totalCount ${FIELDS}`)) },
  ].map((one) => ({ ...one, ms: [] as number[] }));
  for (let time = -10; time < TIMES; time += 1) {
    // In turn, so that whatever else the machine does meets all alike.
    for (const one of cases) {
      const began = performance.now();
      const { nodes } = (await one.run()).accessRequests;
      if (nodes.length !== 25) throw new Error(`${one.list}: ${nodes.length} rows`);
      if (time >= 0) one.ms.push(performance.now() - began);
    }
  }
  const [first] = cases;
  report(
    `accessRequests, 25 of ${SIZE.history + SIZE.queue} with target, package, stages and decisions, newest first, one client; medians of ${TIMES}`,
    cases.map(({ list, ms }) => ({
      list,
      'p50 ms': rounded(median(ms)),
      'p95 ms': rounded(quantile(ms, 0.95)),
      'ratio to the first page': rounded(median(ms) / median(first!.ms)),
    })),
  );
});
