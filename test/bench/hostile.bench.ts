import { getIntrospectionQuery } from 'graphql';
import { postAs } from '../testkit/http-client.ts';
import { median, report, rounded } from './figures.ts';
import { makeQueueWorld } from './queue-world.ts';
import { onStage } from './stage.ts';

/** What somebody can do to everybody else with one request, or with all that one person may have under way at once. */
const SIZE = { history: 20_000, queue: 100 };
const TIMES = 7;
/** What the bystander asks for, one question after the other. */
const BYSTANDER = '{ viewer { user { name } } catalogs(first: 5) { nodes { name } } }';

interface Attack {
  name: string;
  /** Null: nobody is signed in. */
  token: string | null;
  query: string;
  variables?: object;
  /** How many at once. */
  times?: number;
}

const repeat = (count: number, make: (at: number) => string) => Array.from({ length: count }, (_, at) => make(at)).join(' ');
const keys = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`key${at}`, at]));
const LIST = 'query ($filter: CatalogFilter) { catalogs(filter: $filter) { totalCount } }';
const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
const FORTY_NODES = `query ($ids: [ID!]!) { ${repeat(40, (at) => `a${at}: nodes(ids: $ids) { id }`)} }`;
const WIDE = `{ accessRequests(first: 100) { totalCount nodes { id type target { id name department } accessPackage { id name }
  stages { state decisions { decision at by { name } } } timeline(first: 20) { nodes { id at action actor { name } } } } } }`;
/** The packages of whoever shares a package with one whose name has these letters: as deep as a filter may be. */
const shared = (letters: string): object => ({
  assignments: { some: { target: { assignments: { some: { accessPackage: { name: { contains: letters } } } } } } },
});
/** As much as goes into one filter. */
const MANY_LISTS = {
  or: Array.from({ length: 16 }, (_, at) => ({
    assignments: { none: { target: { name: { contains: `${at}x` } } } },
  })),
};
const DEEP = 'query ($filter: AccessPackageFilter) { accessPackages(first: 100, filter: $filter) { totalCount nodes { id } } }';

await onStage(async (stage) => {
  const { approver, auditor } = await makeQueueWorld(stage, SIZE);
  const { url } = stage.server;
  const { body } = await postAs(url, auditor.token, '{ accessRequests(first: 100) { nodes { stages { id } } } }');
  const rows: { stages: { id: string }[] }[] = body.data.accessRequests.nodes;
  const stages = rows.flatMap((row) => row.stages.map(({ id }) => id)).slice(0, 100);

  const attacks: Attack[] = [
    { name: 'unsigned: 20,000 keys in a variable', token: null, query: LIST, variables: { filter: keys } },
    { name: 'unsigned: 600 keys, as many as go in', token: null, query: LIST, variables: { filter: first(keys, 600) } },
    {
      name: 'unsigned: 40 times the whole schema',
      token: null,
      query: `{ ${repeat(40, (at) => `a${at}: __schema { types { name description fields { name description } } }`)} }`,
    },
    { name: 'unsigned: the introspection query of graphql-js', token: null, query: getIntrospectionQuery() },
    { name: 'unsigned: one name of 15,000 characters', token: null, query: `{ ${'x'.repeat(15_000)} }` },
    {
      name: 'unsigned: 180 overlapping fragments',
      token: null,
      query: `{ viewer { user { ${repeat(180, (at) => `...F${at}`)} } } } ${repeat(180, (at) => `fragment F${at} on User { id name }`)}`,
    },
    { name: 'signed in: 20,000 keys in a variable', token: approver.token, query: LIST, variables: { filter: keys } },
    { name: 'signed in: nodes, 100 stages', token: auditor.token, query: NODES, variables: { ids: stages } },
    { name: 'signed in: 40 times nodes, 100 stages', token: auditor.token, query: FORTY_NODES, variables: { ids: stages } },
    { name: 'signed in: the widest page that is allowed', token: auditor.token, query: WIDE },
    { name: 'signed in: twenty of those at once', token: auditor.token, query: WIDE, times: 20 },
    { name: 'signed in: a filter as deep as it may be', token: approver.token, query: DEEP, variables: { filter: shared('e') } },
    {
      name: 'signed in: as many lists as go into one',
      token: approver.token,
      query: DEEP,
      variables: { filter: MANY_LISTS },
    },
    { name: 'auditor: as many lists as go into one', token: auditor.token, query: DEEP, variables: { filter: MANY_LISTS } },
  ];

  const quiet: number[] = [];
  await watched(() => new Promise((resolve) => setTimeout(resolve, 3_000)), quiet);
  const worstQuiet = Math.max(...quiet);
  const told = [
    {
      what: 'nothing',
      answer: '',
      'ms until answered': 0,
      'longest wait of somebody else, ms': rounded(worstQuiet),
      'ratio to nothing': 1,
    },
  ];
  for (const attack of attacks) {
    const [took, waits]: [number[], number[]] = [[], []];
    let answer = '';
    for (let time = 0; time < TIMES; time += 1) {
      const others: number[] = [];
      await watched(async () => {
        const began = performance.now();
        const answers = await Promise.all(
          Array.from({ length: attack.times ?? 1 }, () => postAs(url, attack.token, attack.query, attack.variables)),
        );
        took.push(performance.now() - began);
        const [{ status, body: said }] = answers as [Awaited<ReturnType<typeof postAs>>];
        answer = [status, said.errors?.[0]?.extensions?.code, said.errors?.[0]?.extensions?.limit].filter(Boolean).join(' ');
      }, others);
      waits.push(Math.max(...others));
    }
    told.push({
      what: attack.name,
      answer,
      'ms until answered': rounded(median(took)),
      'longest wait of somebody else, ms': rounded(Math.max(...waits)),
      'ratio to nothing': rounded(Math.max(...waits) / worstQuiet),
    });
  }
  report(
    `What one can do to everybody: medians of ${TIMES} times, and the longest that somebody else waited in all of them`,
    told,
  );

  /** Somebody else asks all the while. */
  async function watched(work: () => Promise<unknown>, waits: number[]): Promise<void> {
    let over = false;
    const bystander = (async () => {
      do {
        const began = performance.now();
        const { status } = await postAs(url, approver.token, BYSTANDER);
        if (status !== 200) throw new Error(`Somebody else was answered ${status}.`);
        waits.push(performance.now() - began);
      } while (!over);
    })();
    await work();
    over = true;
    await bystander;
  }
});

function first(of: Record<string, number>, count: number): object {
  return Object.fromEntries(Object.entries(of).slice(0, count));
}
