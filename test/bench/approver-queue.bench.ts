import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { deepStrictEqual } from 'node:assert';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import autocannon, { type Request } from 'autocannon';
import { GROWN, growCompany, nth, SMALL, type CompanySize } from '../testkit/grown-company.ts';
import { postAs } from '../testkit/http-client.ts';
import { tokenFor } from '../testkit/token.ts';
import { median, quantile, report, rounded } from './figures.ts';
import { onStage, type BenchStage } from './stage.ts';

/** The approver queue as the dashboard asks for it, at two sizes, each beside a bare server that runs one hand-written statement. */
const QUERY = `{ approvals(first: 50) { nodes { id order openedAt decideBy request { id type justification
  target { id name email department } requester { id name } accessPackage { id name } answers { question { id text } value } } } } }`;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const CONNECTIONS = 16;
/** So many of the approvers ask, in turn: no page is the one just read. */
const ASKING = 200;

interface Round {
  perSecond: number;
  latencies: number[];
}

interface Contender {
  name: string;
  size: CompanySize;
  url: string;
  requests: Request[];
  rounds: Round[];
}

await onStage(async (small) => {
  await onStage(async (grown) => {
    const bare: ChildProcess[] = [];
    try {
      const contenders = [...(await contendersOn(small, SMALL, bare)), ...(await contendersOn(grown, GROWN, bare))];
      for (const contender of contenders) await fire(contender, 2);
      for (let round = 0; round < ROUNDS; round += 1) {
        // In turn, so that whatever else the machine does meets all alike.
        for (const contender of contenders) contender.rounds.push(await fire(contender, SECONDS));
      }
      tell(contenders);
    } finally {
      for (const child of bare) child.kill();
    }
  });
});

/** A company of this size, with Gatehouse and a bare server on it. */
async function contendersOn(stage: BenchStage, size: CompanySize, bare: ChildProcess[]): Promise<Contender[]> {
  const began = Date.now();
  await growCompany(stage.adminUrl, size, new Date());
  console.log(`${size.requests} requests were made in ${rounded((Date.now() - began) / 1000)} s.`);
  const child = spawn(process.execPath, [fileURLToPath(new URL('bare-queue-server.ts', import.meta.url)), stage.databaseUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  bare.push(child);
  const [bareUrl] = (await once(createInterface(child.stdout!), 'line')) as [string];
  const ids = Array.from({ length: Math.min(ASKING, size.approvers) }, (_, at) => nth('user', at + 1));
  const tokens: string[] = [];
  for (const id of ids) tokens.push(await tokenFor(stage.app, { id }));
  // The same work is measured: the answers are equal, and full.
  const [ours, theirs] = [
    await postAs(stage.server.url, tokens[0]!, QUERY),
    await fetch(bareUrl, { headers: { 'x-approver': ids[0]! } }).then((answer) => answer.json()),
  ];
  deepStrictEqual({ data: ours.body.data }, theirs);
  if (ours.body.data.approvals.nodes.length !== 50) throw new Error('The queue is not full.');
  const body = JSON.stringify({ query: QUERY });
  return [
    {
      name: 'Gatehouse',
      size,
      url: `${stage.server.url}/graphql`,
      requests: tokens.map((token) => ({
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body,
      })),
      rounds: [],
    },
    {
      name: 'bare Node and pg',
      size,
      url: bareUrl,
      requests: ids.map((id) => ({ method: 'GET', headers: { 'x-approver': id } })),
      rounds: [],
    },
  ];
}

async function fire({ url, requests, name }: Contender, duration: number): Promise<Round> {
  const latencies: number[] = [];
  const shots = autocannon({ url, connections: CONNECTIONS, duration, requests });
  shots.on('response', (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds));
  const result = await shots;
  if (result.non2xx + result.errors > 0) throw new Error(`${name}: ${result.non2xx} refusals, ${result.errors} errors`);
  return { perSecond: result.requests.average, latencies };
}

function tell(contenders: readonly Contender[]): void {
  const [small, smallBare, grown, grownBare] = contenders as [Contender, Contender, Contender, Contender];
  const p95 = ({ rounds }: Contender) => rounds.map(({ latencies }) => quantile(latencies, 0.95));
  const throughput = ({ rounds }: Contender) => rounds.map(({ perSecond }) => perSecond);
  const each = (above: readonly number[], below: readonly number[]) => above.map((value, at) => value / below[at]!);
  const row = (one: Contender, other: Contender) => ({
    server: one.name,
    'requests in all': one.size.requests,
    'requests/s': rounded(median(throughput(one))),
    'p50 ms': rounded(median(one.rounds.map(({ latencies }) => quantile(latencies, 0.5)))),
    'p95 ms': rounded(median(p95(one))),
    'ratio to bare': rounded(median(each(throughput(one), throughput(other)))),
  });
  report(
    `The approver queue: the 50 approvals that wait, with request, target, package, justification and answers; ${CONNECTIONS} connections, ` +
      `${ASKING} approvers in turn; medians of ${ROUNDS} rounds of ${SECONDS} s in turn`,
    [row(small, smallBare), row(smallBare, smallBare), row(grown, grownBare), row(grownBare, grownBare)],
  );
  const ratios = each(p95(grown), p95(small));
  console.log(
    `p95 at ${GROWN.requests} requests is ${rounded(median(ratios))} times that at ${SMALL.requests} (round by round ${ratios.map((one) => one.toFixed(2)).join(' ')}).`,
  );
}
