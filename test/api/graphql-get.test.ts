/** GET for queries: what a page of somebody else's could send by itself is refused, what a tool sends is answered. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { type TestServer } from '../testkit/server.ts';

let t: TestApp;
let server: TestServer;
let user: { id: string };
beforeAll(async () => {
  t = await startTestApp();
  server = await t.listen();
  user = await t.world.user({ name: 'Greta Get' });
});
afterAll(() => t?.stop());

const ME = '{ viewer { user { name } } }';
const get = (query: string, headers: Record<string, string>) =>
  fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`, { headers });

describe('GET /graphql', () => {
  it('answers a tool, which needs no other header than its token', async () => {
    const answer = await get(ME, { authorization: `Bearer ${await server.token(user)}` });
    const extensions = { cost: { requested: 3, limit: 20_000, left: 19_997 } };
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { data: { viewer: { user: { name: 'Greta Get' } } }, extensions },
    ]);
  });

  it('refuses what comes with a cookie alone: a foreign page could have sent it', async () => {
    const cookie = await server.signIn(user);
    expect((await get(ME, cookie)).status).toBe(400);
    expect((await get(ME, { ...cookie, 'apollo-require-preflight': '1' })).status).toBe(200);
  });

  it('changes nothing: a mutation is 405', async () => {
    const authorization = `Bearer ${await server.token(user, 'WRITE')}`;
    const answer = await get('mutation { markNotificationsRead(input: { all: true }) { errors { code } } }', { authorization });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });
});
