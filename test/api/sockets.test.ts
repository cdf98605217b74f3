import { LIMITS } from '@gatehouse/server/kernel/graphql/limits';
import { ApiToken } from '@gatehouse/schema/identity/api-token.entity';
import { createClient as createSseClient } from 'graphql-sse';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { ask } from '../testkit/flow.ts';
import { openSocket } from '../testkit/socket-client.ts';
import { type TestServer } from '../testkit/server.ts';
import { TestSubscription } from '../testkit/subscription.ts';

const ME = '{ viewer { user { name } } }';
const INBOX = 'subscription { approvalQueueChanged { kind objectId } }';
/** What is promised: a second, and what a busy machine adds. */
const SOON_MS = 1_500;
const FORBIDDEN = 4403;

let test: TestApp;
let server: TestServer;
beforeAll(async () => {
  test = await startTestApp();
  server = await test.listen();
});
afterAll(() => test.stop());

describe('a socket', () => {
  it('is opened by a session or a token, and by nobody else', async () => {
    const user = await test.world.user({ name: 'Sol Socket' });
    const byCookie = openSocket(server.wsUrl, await server.signIn(user));
    await byCookie.opened;
    expect(await byCookie.subscribe(ME).next()).toEqual({ viewer: { user: { name: 'Sol Socket' } } });
    const byToken = openSocket(server.wsUrl, {}, { authorization: `Bearer ${await server.token(user)}` });
    expect(await byToken.subscribe(ME).next()).toEqual({ viewer: { user: { name: 'Sol Socket' } } });
    expect((await openSocket(server.wsUrl, {}).closed).code).toBe(FORBIDDEN);
    expect((await openSocket(server.wsUrl, {}, { authorization: 'Bearer gh_pat_guess' }).closed).code).toBe(FORBIDDEN);
    await Promise.all([byCookie.client.dispose(), byToken.client.dispose()]);
  });

  it.each([
    ['authorization', (token: string) => ({ authorization: token })],
    ['Authorization', (token: string) => ({ Authorization: token })],
    ['headers.authorization', (token: string) => ({ headers: { authorization: token } })],
    ['headers.Authorization', (token: string) => ({ headers: { Authorization: token } })],
  ])('is opened by a token as clients write it: %s', async (_name, parameters) => {
    const user = await test.world.user();
    const socket = openSocket(server.wsUrl, {}, parameters(`Bearer ${await server.token(user)}`));
    expect(await socket.subscribe(ME).next()).toEqual({ viewer: { user: { name: user.name } } });
    await socket.client.dispose();
  });

  it('is not opened for pages of other origins', async () => {
    const cookie = await server.signIn(await test.world.user());
    const refused = new WebSocket(server.wsUrl, 'graphql-transport-ws', {
      headers: { ...cookie, origin: 'https://evil.example' },
    });
    const error = await new Promise<Error>((resolve) => refused.once('error', resolve));
    expect(error.message).toContain('403');
  });

  it('brings events as they happen', async () => {
    const [asker, approver] = [await test.world.user(), await test.world.user()];
    const accessPackage = await test.world.package({ policy: { stages: [{ approvers: [approver] }] } });
    const socket = openSocket(server.wsUrl, await server.signIn(approver));
    const events = socket.subscribe<{ approvalQueueChanged: { kind: string } }>(INBOX);
    // The answer to a second operation says that the first one is under way.
    await socket.subscribe(ME).next();
    await ask(test, asker, accessPackage);
    expect((await events.next()).approvalQueueChanged.kind).toBe('ADDED');
    await socket.client.dispose();
  });

  it.each(['its session ends', 'its user is blocked', 'its token is revoked', 'its token expires'])(
    'closes within a second when %s',
    async (why) => {
      const user = await test.world.user();
      const secret = await server.token(user);
      const byToken = why.includes('token');
      const cookie = await server.signIn(user);
      const socket = byToken
        ? openSocket(server.wsUrl, {}, { authorization: `Bearer ${secret}` })
        : openSocket(server.wsUrl, cookie);
      await socket.opened;
      const events = socket.subscribe(INBOX);
      await socket.subscribe(ME).next();
      await end(why, user, cookie);
      const began = performance.now();
      expect(await socket.closed).toMatchObject({ code: FORBIDDEN });
      expect(performance.now() - began).toBeLessThan(SOON_MS);
      await expect(events.next()).rejects.toBeDefined();
    },
  );

  async function end(why: string, user: { id: string }, cookie: Record<string, string>): Promise<void> {
    const admin = await test.world.admin();
    if (why === 'its session ends') {
      await fetch(`${server.url}/auth/sign-out`, {
        method: 'POST',
        headers: { ...cookie, 'content-type': 'application/json' },
        body: '{}',
      });
    } else if (why === 'its user is blocked') {
      await test.query(
        'mutation ($id: ID!) { blockUser(input: { id: $id }) { errors { code } } }',
        { id: user.id },
        { as: admin },
      );
    } else if (why === 'its token is revoked') {
      await test.world.write(({ em }) =>
        em.nativeUpdate(ApiToken, { principal: { user: user.id } }, { revokedAt: test.clock.now() }),
      );
    } else {
      test.clock.advance('P1D');
    }
  }

  it('has the same limits and errors as a request', async () => {
    const socket = openSocket(server.wsUrl, await server.signIn(await test.world.user()));
    const deep = `{ viewer { user { ${'manager { '.repeat(LIMITS.depth)} id ${'}'.repeat(LIMITS.depth)} } } }`;
    const errorOf = (query: string) =>
      socket
        .subscribe(query)
        .next()
        .then(
          () => null,
          (errors: { extensions: object; message: string }[]) => errors[0],
        );
    expect(await errorOf(deep)).toMatchObject({
      extensions: { code: 'QUERY_TOO_COMPLEX', limit: 'DEPTH', requestId: expect.any(String) },
    });
    expect(await errorOf(`{ ${'__typename '.repeat(LIMITS.tokens)} }`)).toMatchObject({ extensions: { limit: 'TOKENS' } });
    const unknown = await errorOf('{ viewers { id } }');
    expect(unknown).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(unknown!.message).not.toContain('Did you mean');
    await socket.client.dispose();
  });

  it('that sends garbage is closed, and no other', async () => {
    const good = openSocket(server.wsUrl, await server.signIn(await test.world.user({ name: 'Gus Good' })));
    await good.opened;
    const garbage = ['garbage', '{"type":"subscribe"}', Buffer.from([0, 1, 2]), 'x'.repeat(LIMITS.bodyBytes + 1)];
    for (const message of garbage) {
      const bad = new WebSocket(server.wsUrl, 'graphql-transport-ws');
      await new Promise((resolve) => bad.once('open', resolve));
      const code = new Promise<number>((resolve) => bad.once('close', resolve));
      bad.on('error', () => undefined);
      bad.send(message);
      expect(await code).toBeGreaterThan(1000);
    }
    expect(await good.subscribe(ME).next()).toEqual({ viewer: { user: { name: 'Gus Good' } } });
    await good.client.dispose();
  });

  it('is told when the server goes away', async () => {
    const other = await startTestApp();
    const at = await other.listen();
    const socket = openSocket(at.wsUrl, await at.signIn(await other.world.user()));
    await socket.opened;
    await other.stop();
    expect((await socket.closed).code).toBe(1001);
  });
});

describe('an event stream', () => {
  const streamOf = (headers: Record<string, string>) =>
    createSseClient({ url: `${server.url}/graphql/stream`, headers, retryAttempts: 0 });

  it('brings the same events, and ends with the session', async () => {
    const [asker, approver] = [await test.world.user(), await test.world.user()];
    const accessPackage = await test.world.package({ policy: { stages: [{ approvers: [approver] }] } });
    const cookie = await server.signIn(approver);
    const client = streamOf(cookie);
    const opened = Promise.withResolvers<void>();
    const answer = client.iterate({ query: INBOX }, { connected: () => opened.resolve() } as never);
    const events = new TestSubscription<{ approvalQueueChanged: { kind: string } }>(answer as never);
    const first = events.next();
    await expect.poll(() => test.app.eventLog.readers).toBeGreaterThan(0);
    await ask(test, asker, accessPackage);
    expect((await first).approvalQueueChanged.kind).toBe('ADDED');
    const ended = events.next().then(
      () => 'another event',
      () => 'ended',
    );
    await fetch(`${server.url}/auth/sign-out`, {
      method: 'POST',
      headers: { ...cookie, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(await ended).toBe('ended');
    client.dispose();
  });

  it('is refused to nobody in particular', async () => {
    const ask = (headers: Record<string, string>) =>
      fetch(`${server.url}/graphql/stream?query=${encodeURIComponent(INBOX)}`, {
        headers: { accept: 'text/event-stream', ...headers },
      });
    expect((await ask({})).status).toBe(401);
    expect((await ask({ authorization: 'Bearer gh_pat_guess' })).status).toBe(401);
    const cookie = await server.signIn(await test.world.user());
    expect((await ask({ ...cookie, origin: 'https://evil.example' })).status).toBe(403);
  });

  it('tells what is wrong with an operation as an event, so that nobody asks again and again in vain', async () => {
    const client = createSseClient({
      url: `${server.url}/graphql/stream`,
      headers: await server.signIn(await test.world.user()),
    });
    const errorsOf = async (query: string) => {
      const { value } = await client.iterate({ query }).next();
      return (value as { errors?: unknown[] }).errors;
    };
    const unknown = { message: expect.not.stringContaining('Did you mean'), extensions: { code: 'BAD_USER_INPUT' } };
    expect(await errorsOf('{ viewers { id } }')).toMatchObject([unknown]);
    const deep = `{ viewer { user { ${'manager { '.repeat(LIMITS.depth)} id ${'}'.repeat(LIMITS.depth)} } } }`;
    expect(await errorsOf(deep)).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX', requestId: expect.any(String) } }]);
    expect(await errorsOf('subscription { approvalQueueChanged(after: "x") { kind } }')).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) } },
    ]);
    client.dispose();
  });

  it('is one for each operation: a client that wants one for all is told so', async () => {
    const headers = await server.signIn(await test.world.user());
    const client = createSseClient({ url: `${server.url}/graphql/stream`, headers, singleConnection: true, retryAttempts: 0 });
    const refused = client.iterate({ query: INBOX }).next();
    await expect(refused).rejects.toThrow('405');
    client.dispose();
    const answer = await fetch(`${server.url}/graphql/stream`, { method: 'PUT', headers });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
    const message = expect.stringContaining('`singleConnection`');
    const { errors } = (await answer.json()) as { errors: unknown[] };
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) } }]);
  });

  it('is sent to nobody who does not take one', async () => {
    const headers = { ...(await server.signIn(await test.world.user())), accept: 'application/json' };
    const answer = await fetch(`${server.url}/graphql/stream?query=${encodeURIComponent(INBOX)}`, { headers });
    expect([answer.status, await answer.json()]).toMatchObject([406, { code: 'BAD_USER_INPUT' }]);
  });

  it('has the same limits', async () => {
    const cookie = await server.signIn(await test.world.user());
    const answer = await fetch(`${server.url}/graphql/stream`, {
      method: 'POST',
      headers: { ...cookie, accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify({ query: `{ ${'__typename '.repeat(LIMITS.tokens)} }` }),
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'QUERY_TOO_COMPLEX', limit: 'TOKENS' } }] });
  });
});
