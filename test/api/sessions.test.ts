import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { Session } from '@gatehouse/schema/identity/session.entity';
import { type User } from '@gatehouse/schema/identity/user.entity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { type Answer } from '../testkit/flow.ts';
import { type TestServer } from '../testkit/server.ts';
import { Tab } from '../testkit/tab.ts';

const NAME = 'gatehouse_session';
const ME = '{ viewer { user { name } } }';

let t: TestApp;
let server: TestServer;
beforeAll(async () => {
  t = await startTestApp();
  server = await t.listen();
});
afterAll(() => t.stop());

async function browser(user: User): Promise<Tab> {
  const tab = new Tab();
  const { cookie } = await server.signIn(user);
  tab.setCookie(NAME, cookie.slice(NAME.length + 1));
  return tab;
}

async function isThere(tab: Tab): Promise<boolean> {
  const { body } = await tab.post(`${server.url}/graphql`, { query: ME });
  return body.data.viewer !== null;
}

/** What a request with this very secret answers, whatever becomes of the cookie. */
async function lets(secret: string): Promise<boolean> {
  const { body } = await server.post(ME, { headers: { cookie: `${NAME}=${secret}` } });
  return body.data.viewer !== null;
}

const sessionOf = (user: User) => t.app.orm.em.fork().findOneOrFail(Session, { principal: { user: user.id } });

describe('the secret of a session', () => {
  test('changes after an hour of use, and the one before is over once the new one was shown', async () => {
    const user = await t.world.user();
    const tab = await browser(user);
    const first = tab.cookie(NAME)!;
    t.clock.advance('PT59M');
    expect(await isThere(tab)).toBe(true);
    expect(tab.cookie(NAME)).toBe(first);
    t.clock.advance('PT1M');
    expect(await isThere(tab)).toBe(true);
    const second = tab.cookie(NAME)!;
    expect(second).not.toBe(first);
    expect(await isThere(tab)).toBe(true);
    expect(tab.cookie(NAME)).toBe(second);
    // A request that was under way.
    expect(await lets(first)).toBe(true);
    t.clock.advance('PT1M');
    expect(await lets(second)).toBe(true);
  });

  test('an old one that comes back ends the session, for whoever has which', async () => {
    const user = await t.world.user();
    const tab = await browser(user);
    const stolen = tab.cookie(NAME)!;
    t.clock.advance('PT1H');
    await isThere(tab);
    await isThere(tab);
    t.clock.advance('PT1M');
    expect(await lets(stolen)).toBe(false);
    expect(await isThere(tab)).toBe(false);
    const [event] = await t.app.orm.em.fork().find(AuditEvent, { action: 'session.replayed', targetId: user.id });
    expect(event).toMatchObject({ outcome: 'REFUSED', subjectId: (await sessionOf(user)).id });
  });

  test('stays good where the answer with the new one was lost', async () => {
    const user = await t.world.user();
    const tab = await browser(user);
    const first = tab.cookie(NAME)!;
    t.clock.advance('PT1H');
    // The browser never got what this answered.
    expect(await lets(first)).toBe(true);
    t.clock.advance('PT30M');
    expect(await isThere(tab)).toBe(true);
    expect(tab.cookie(NAME)).not.toBe(first);
    expect(await isThere(tab)).toBe(true);
  });

  test('changes once, of many requests that come at once', async () => {
    const user = await t.world.user();
    const tab = await browser(user);
    const first = tab.cookie(NAME)!;
    t.clock.advance('PT1H');
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => server.post(ME, { headers: { cookie: `${NAME}=${first}` } })),
    );
    expect(answers.every(({ body }) => body.data.viewer !== null)).toBe(true);
    expect(answers.filter(({ headers }) => headers.has('set-cookie'))).toHaveLength(1);
  });

  test('is kept as a hash alone, the one before too', async () => {
    const user = await t.world.user();
    const tab = await browser(user);
    t.clock.advance('PT1H');
    await isThere(tab);
    const [row] = await t.app.orm.em
      .fork()
      .execute('select to_jsonb(s) as row from session s where id = ?', [(await sessionOf(user)).id]);
    expect(row?.row.previous_hash).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(row)).not.toContain(tab.cookie(NAME));
  });
});

test('a session that is left alone for four hours is over, and is not listed any more', async () => {
  const user = await t.world.user();
  const [used, idle] = [await browser(user), await browser(user)];
  for (let hours = 0; hours < 4; hours += 1) {
    t.clock.advance('PT1H');
    expect(await isThere(used)).toBe(true);
  }
  expect(await isThere(idle)).toBe(false);
  const { body } = await used.post(`${server.url}/graphql`, { query: '{ sessions { nodes { current } } }' });
  expect(body.data.sessions.nodes).toEqual([{ current: true }]);
  // Used or not, twelve hours are all.
  for (let hours = 4; hours < 12; hours += 1) {
    expect(await isThere(used)).toBe(true);
    t.clock.advance('PT1H');
  }
  expect(await isThere(used)).toBe(false);
});

test('all other sessions end at once', async () => {
  const [user, stranger] = [await t.world.user(), await t.world.user()];
  const [here, phone, library] = [await browser(user), await browser(user), await browser(user)];
  const elsewhere = await browser(stranger);
  const END = 'mutation { endOtherSessions(input: {}) { endedIds errors { code } } }';
  const { body } = await here.post(`${server.url}/graphql`, { query: END });
  expect(body.data.endOtherSessions).toMatchObject({ endedIds: [expect.any(String), expect.any(String)], errors: [] });
  expect(await Promise.all([here, phone, library, elsewhere].map(isThere))).toEqual([true, false, false, true]);
  const again: Answer = (await here.post(`${server.url}/graphql`, { query: END })).body;
  expect(again.data.endOtherSessions.endedIds).toEqual([]);
});
