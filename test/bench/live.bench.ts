import { type User } from '@gatehouse/schema/identity/user.entity';
import { buildUser } from '@gatehouse/server/app/builders/user';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { queryAs } from '../testkit/http-client.ts';
import { tokenFor } from '../testkit/token.ts';
import { median, quantile, report, rounded } from './figures.ts';
import { inHands } from './queue-world.ts';
import { onStage, type BenchStage } from './stage.ts';

/** How long it takes until an approver's open page knows of a new request, from the answer that whoever asked got. */
const ASKS = 60;
const MANY = 200;
const ASK = `mutation ($id: ID!) { submitAccessRequest(input: { accessPackageId: $id }) { accessRequest { stages { id } } errors { code } } }`;
const QUEUE = `subscription { approvalQueueChanged { kind approvalStage { id request { id justification target { name } accessPackage { name } } } } }`;

interface Asked {
  submitAccessRequest: { accessRequest: { stages: { id: string }[] } };
}

/** When each stage reached each of the subscribers. */
class Arrivals {
  readonly #at = new Map<string, number[]>();

  note(stageId: string): void {
    const known = this.#at.get(stageId);
    if (known) known.push(performance.now());
    else this.#at.set(stageId, [performance.now()]);
  }

  /** Waits until all have it. */
  async of(stageId: string, count: number): Promise<number[]> {
    for (const deadline = Date.now() + 20_000; Date.now() < deadline; await delay(2)) {
      const known = this.#at.get(stageId);
      if (known && known.length >= count) return known;
    }
    throw new Error(`Only ${this.#at.get(stageId)?.length ?? 0} of ${count} subscribers were told of ${stageId}.`);
  }
}

await onStage(async (stage) => {
  const people = await stage.world.write((change) =>
    Array.from({ length: MANY + ASKS }, (_, at) => buildUser(change, { name: `Person ${at}` })),
  );
  const [watchers, askers] = [people.slice(0, MANY), people.slice(MANY)];
  const rows = [];
  rows.push(await measure(stage, '1 subscriber', askers, watchers.slice(0, 1), watchers.slice(0, 1)));
  rows.push(await measure(stage, `${MANY} subscribers, 1 of them concerned`, askers, watchers, watchers.slice(0, 1)));
  rows.push(await measure(stage, `${MANY} subscribers, all concerned`, askers, watchers, watchers));
  report(`Live: from a submit to approvalQueueChanged at the approvers' WebSockets, ${ASKS} requests one after the other`, rows);
});

async function measure(
  stage: BenchStage,
  name: string,
  askers: User[],
  watchers: User[],
  approvers: User[],
): Promise<Record<string, unknown>> {
  const group = await stage.world.group({ users: approvers });
  const accessPackage = await stage.world.package({ policy: { stages: [{ approvers: [group] }] } });
  const arrivals = new Arrivals();
  const clients = await subscribeAll(stage, watchers, arrivals);
  const [fromSubmit, fromAnswer, lastFromAnswer]: [number[], number[], number[]] = [[], [], []];
  for (const asker of askers) {
    const token = await tokenFor(stage.app, asker);
    const began = performance.now();
    const { submitAccessRequest } = await queryAs<Asked>(stage.server.url, token, ASK, { id: accessPackage.id });
    const answered = performance.now();
    const at = await arrivals.of(submitAccessRequest.accessRequest.stages[0]!.id, approvers.length);
    fromSubmit.push(...at.map((one) => one - began));
    fromAnswer.push(...at.map((one) => one - answered));
    lastFromAnswer.push(Math.max(...at) - answered);
  }
  await Promise.all(clients.map((client) => client.dispose()));
  return {
    subscribers: name,
    'after the answer, p50 ms': rounded(median(fromAnswer)),
    'p95 ms': rounded(quantile(fromAnswer, 0.95)),
    'the last one, p95 ms': rounded(quantile(lastFromAnswer, 0.95)),
    'after it was sent, p50 ms': rounded(median(fromSubmit)),
    'sent, p95 ms': rounded(quantile(fromSubmit, 0.95)),
  };
}

/** Opens a socket of each one's own, and waits until each is heard: a subscription begins some time after it is asked for. */
async function subscribeAll({ server, app }: BenchStage, watchers: readonly User[], arrivals: Arrivals) {
  const clients: ReturnType<typeof createClient>[] = [];
  await inHands(8, watchers, async (watcher) => {
    const authorization = `Bearer ${await tokenFor(app, watcher)}`;
    const opened = Promise.withResolvers<void>();
    const client = createClient({
      url: server.wsUrl,
      webSocketImpl: WebSocket,
      lazy: false,
      retryAttempts: 0,
      connectionParams: { authorization },
      on: { connected: () => opened.resolve(), error: opened.reject },
    });
    clients.push(client);
    await opened.promise;
    client.subscribe<{ approvalQueueChanged: { approvalStage: { id: string } | null } }>(
      { query: QUEUE },
      {
        next: ({ data }) => {
          const id = data?.approvalQueueChanged.approvalStage?.id;
          if (id) arrivals.note(id);
        },
        error: opened.reject,
        complete: () => undefined,
      },
    );
  });
  // Two rounds of the server's own poll: by then every subscription has begun.
  await delay(2_000);
  return clients;
}
