import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { deepStrictEqual } from 'node:assert';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import autocannon, { type Result } from 'autocannon';
import { postAs } from '../testkit/http-client.ts';
import { median, report, rounded } from './figures.ts';
import { makeQueueWorld } from './queue-world.ts';
import { onStage } from './stage.ts';

/** The approver queue as the dashboard asks for it, beside a bare server that runs one hand-written statement. */
const QUERY = `{ approvals(first: 25) { nodes { id order openedAt decideBy request { id type justification
  target { id name email department } requester { id name } accessPackage { id name } answers { question { id text } value } } } } }`;
const SIZE = { history: 10_000, queue: 500 };
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const CONNECTIONS = 16;

interface Contender {
  name: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  rounds: Result[];
}

await onStage(async (stage) => {
  const { approver } = await makeQueueWorld(stage, SIZE);
  const bare = spawn(
    process.execPath,
    [fileURLToPath(new URL('bare-queue-server.ts', import.meta.url)), stage.databaseUrl, approver.id],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  try {
    const [bareUrl] = (await once(createInterface(bare.stdout), 'line')) as [string];
    const [ours, theirs] = [
      await postAs(stage.server.url, approver.token, QUERY),
      await fetch(bareUrl).then((answer) => answer.json()),
    ];
    // The same work is measured: the answers are equal, and full.
    deepStrictEqual(ours.body, theirs);
    if (ours.body.data.approvals.nodes.length !== 25) throw new Error('The queue is not full.');

    const body = JSON.stringify({ query: QUERY });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${approver.token}` };
    const contenders: Contender[] = [
      { name: 'Gatehouse', url: `${stage.server.url}/graphql`, headers, body, rounds: [] },
      { name: 'bare Node and pg', url: bareUrl, headers, body, rounds: [] },
    ];
    for (const contender of contenders) await fire(contender, 2);
    for (let round = 0; round < ROUNDS; round += 1) {
      // In turn, so that whatever else the machine does meets both alike.
      for (const contender of contenders) contender.rounds.push(await fire(contender, SECONDS));
    }
    tell(contenders as [Contender, Contender]);
  } finally {
    bare.kill();
  }
});

async function fire({ url, headers, body, name }: Contender, duration: number): Promise<Result> {
  const result = await autocannon({ url, method: 'POST', connections: CONNECTIONS, duration, headers, body });
  if (result.non2xx + result.errors > 0) throw new Error(`${name}: ${result.non2xx} refusals, ${result.errors} errors`);
  return result;
}

function tell(contenders: [Contender, Contender]): void {
  const [ours, bare] = contenders;
  const ratios = ours.rounds.map((round, at) => round.requests.average / bare.rounds[at]!.requests.average);
  report(
    `The approver queue: 25 of ${SIZE.queue} open approvals with request, target, package, justification and answers; ${SIZE.history} requests of history; ` +
      `${CONNECTIONS} connections; medians of ${ROUNDS} rounds of ${SECONDS} s in turn`,
    contenders.map(({ name, rounds }) => ({
      server: name,
      'requests/s': rounded(median(rounds.map(({ requests }) => requests.average))),
      'p50 ms': median(rounds.map(({ latency }) => latency.p50)),
      'p97.5 ms': median(rounds.map(({ latency }) => latency.p97_5)),
      ratio: name === bare.name ? 1 : rounded(median(ratios)),
    })),
  );
  console.log(`Ratio to the bare server, round by round: ${ratios.map((ratio) => ratio.toFixed(3)).join(' ')}`);
}
