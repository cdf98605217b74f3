/** A line that is cut, and the clients' own ways to connect again: nothing is lost, and nothing comes twice. */
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { CuttableLine } from '../testkit/cuttable-line.ts';
import { ask } from '../testkit/flow.ts';
import { type TestServer } from '../testkit/server.ts';

let t: TestApp;
let server: TestServer;
let line: CuttableLine;
let url: string;
beforeAll(async () => {
  t = await startTestApp();
  server = await t.listen();
  ({ line, url } = await CuttableLine.before(server.url));
  // The line has a port of its own, and with it another name.
  t.app.config = Object.freeze({ ...t.app.config, allowedHosts: [new URL(url).host] });
});
afterAll(async () => {
  await line?.close();
  await t?.stop();
});

const query = 'subscription ($after: String) { approvalQueueChanged(after: $after) { cursor kind objectId } }';
interface Told {
  data?: { approvalQueueChanged: { cursor: string; kind: string; objectId: string } } | null;
}
interface Sink {
  next(told: unknown): void;
  error(error: unknown): void;
  complete(): void;
}
/** Subscribes with a client, which waits for `mended` before it tries again. */
type Subscribe = (
  authorization: string,
  mended: () => Promise<void>,
  request: { query: string; variables: { after: string } },
  sink: Sink,
) => { dispose(): unknown };

const bySocket: Subscribe = (authorization, mended, request, sink) => {
  const address = `${url.replace('http', 'ws')}graphql`;
  const client = createWsClient({
    url: address,
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
    retryWait: mended,
  });
  client.subscribe(request, sink);
  return client;
};
const byStream: Subscribe = (authorization, mended, request, sink) => {
  const client = createSseClient({ url: `${url}graphql/stream`, headers: { authorization }, retry: mended });
  client.subscribe(request, sink);
  return client;
};

it.each([
  ['graphql-ws', bySocket],
  ['graphql-sse', byStream],
])('%s goes on behind the last event it saw', async (_name, subscribe) => {
  const approver = await t.world.user();
  const happen = async () => {
    const accessPackage = await t.world.package({ policy: { stages: [{ approvers: [approver] }] } });
    return (await ask(t, await t.world.user(), accessPackage)).stages[0].id as string;
  };
  const { liveCursor } = await t.query<{ liveCursor: string }>('{ liveCursor }', {}, { as: approver });
  // Both clients send this object once more when they connect again: with each event it moves on.
  const variables = { after: liveCursor };
  const seen: unknown[] = [];
  let mended = Promise.resolve();
  const client = subscribe(
    `Bearer ${await server.token(approver)}`,
    () => mended,
    { query, variables },
    {
      next: ({ data }: Told) => {
        const { cursor, kind, objectId } = data!.approvalQueueChanged;
        variables.after = cursor;
        seen.push(kind === 'ADDED' ? objectId : kind);
      },
      error: (error) => seen.push(error),
      complete: () => seen.push('complete'),
    },
  );
  const before = [await happen(), await happen()];
  await expect.poll(() => seen).toEqual(before);
  const mending = Promise.withResolvers<void>();
  mended = mending.promise;
  line.cut();
  const meanwhile = [await happen(), await happen()];
  line.mend();
  mending.resolve();
  await expect.poll(() => seen).toEqual([...before, ...meanwhile]);
  const last = await happen();
  await expect.poll(() => seen.at(-1)).toEqual(last);
  expect(seen).toEqual([...before, ...meanwhile, last]);
  client.dispose();
});
