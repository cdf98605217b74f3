import { GROWN, growCompany, nth } from '../testkit/grown-company.ts';
import { postAs } from '../testkit/http-client.ts';
import { tokenFor } from '../testkit/token.ts';
import { median, quantile, report, rounded } from './figures.ts';
import { onStage } from './stage.ts';

/** Lists in a company with a million requests behind it, as somebody without a role reads them, beside an auditor. */
const TIMES = 60;
const EVENTS = 'nodes { id at action actor { name } subjectId }';
const PACKAGES = '{ accessPackages(first: 50) { totalCount nodes { id name description catalog { name } } } }';
const TIMELINES = (first: number) =>
  `{ accessRequests(first: ${first}) { nodes { id timeline(first: 20) { nodes { id at action } } } } }`;

await onStage(async (stage) => {
  await growCompany(stage.adminUrl, GROWN, new Date());
  const auditor = await stage.world.admin({ name: 'Bench Auditor', roles: ['AUDITOR'] });
  const tokens = {
    auditor: await tokenFor(stage.app, auditor),
    asker: await tokenFor(stage.app, { id: nth('user', 50_000) }),
    approver: await tokenFor(stage.app, { id: nth('user', 7) }),
  };
  const did = (id: string) => `{ auditEvents(first: 50, filter: { actor: { id: { eq: "${id}" } } }) { ${EVENTS} } }`;
  const cases = [
    { list: 'packages: 50 of 5,000, counted', by: 'auditor', document: PACKAGES },
    { list: 'packages: 50 of 5,000, counted', by: 'asker', document: PACKAGES },
    { list: 'packages: 50 of 5,000, counted', by: 'approver', document: PACKAGES },
    { list: 'timelines of ten requests', by: 'auditor', document: TIMELINES(10) },
    { list: 'timelines of ten requests', by: 'asker', document: TIMELINES(10) },
    { list: 'what one person did', by: 'auditor', document: did(nth('user', 50_000)) },
    { list: 'what one person did', by: 'asker', document: did(nth('user', 50_000)) },
  ].map((one) => ({ ...one, ms: [] as number[], rows: 0 }));
  for (let time = -10; time < TIMES; time += 1) {
    // In turn, so that whatever else the machine does meets all alike.
    for (const one of cases) {
      const began = performance.now();
      const { body } = await postAs(stage.server.url, tokens[one.by as keyof typeof tokens], one.document);
      if (body.errors) throw new Error(`${one.list}, ${one.by}: ${JSON.stringify(body.errors)}`);
      one.rows = (Object.values(body.data) as { nodes: unknown[] }[])[0]!.nodes.length;
      if (time >= 0) one.ms.push(performance.now() - began);
    }
  }
  report(
    `Lists behind which stand ${GROWN.requests} requests, one client; medians of ${TIMES}`,
    cases.map(({ list, by, ms, rows }) => ({
      list,
      by,
      rows,
      'p50 ms': rounded(median(ms)),
      'p95 ms': rounded(quantile(ms, 0.95)),
      'ratio to the auditor': rounded(median(ms) / median(cases.find((one) => one.list === list && one.by === 'auditor')!.ms)),
    })),
  );
});
