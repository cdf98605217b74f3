import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';

const LIST = `query ($filter: ApiTokenFilter) { apiTokens(filter: $filter, orderBy: [{ field: NAME }]) { nodes { name owner { name } } } }`;
const OF = 'query ($id: ID!) { node(id: $id) { ... on User { apiTokens { totalCount nodes { name } } } } }';
const CREATE = 'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { apiToken { id } errors { code } } }';
const REVOKE = 'mutation ($id: ID!) { revokeApiToken(input: { id: $id }) { apiToken { revokedAt } errors { code } } }';

const CAN = 'query ($id: ID!) { node(id: $id) { ... on ApiToken { viewerCan { revoke { allowed } } } } }';
const INBOX = '{ notifications { nodes { text token { name } } } }';

type Person = { id: string };
let test: TestApp;
let [ana, ben, admin, auditor] = [] as unknown as [Person, Person, Person, Person];
let ids: Record<string, string>;
beforeAll(async () => {
  test = await startTestApp();
  ana = await test.world.user({ name: 'Ana' });
  ben = await test.world.user({ name: 'Ben' });
  admin = await test.world.admin();
  auditor = await test.world.user({ roles: ['AUDITOR'] });
  ids = {
    long: await make(ana, { name: 'long', expiresIn: 'P300D' }),
    short: await make(ana, { name: 'short', expiresIn: 'P1D' }),
    other: await make(ben, { name: 'other' }),
  };
});
afterAll(() => test.stop());

async function make(as: Person, input: object): Promise<string> {
  const made = await test.query<{ createApiToken: { apiToken: { id: string } } }>(CREATE, { input }, { as });
  return made.createApiToken.apiToken.id;
}

async function inbox(as: Person): Promise<unknown[]> {
  return (await test.query<{ notifications: { nodes: unknown[] } }>(INBOX, {}, { as })).notifications.nodes;
}

async function names(as: Person, filter: object = {}): Promise<string[]> {
  const { apiTokens } = await test.query<{ apiTokens: { nodes: { name: string }[] } }>(LIST, { filter }, { as });
  return apiTokens.nodes.map(({ name }) => name);
}

describe('the tokens of everybody', () => {
  it('are seen by administrators and auditors, with their owners; others see their own', async () => {
    for (const reader of [admin, auditor]) {
      expect(await test.query(LIST, {}, { as: reader })).toEqual({
        apiTokens: {
          nodes: [
            { name: 'long', owner: { name: 'Ana' } },
            { name: 'other', owner: { name: 'Ben' } },
            { name: 'short', owner: { name: 'Ana' } },
          ],
        },
      });
    }
    expect(await names(ben)).toEqual(['other']);
    expect(await names(ben, { owner: { id: { eq: ana.id } } })).toEqual([]);
  });

  it('are found by whose they are, and by their times', async () => {
    expect(await names(auditor, { owner: { id: { eq: ana.id } } })).toEqual(['long', 'short']);
    expect(await names(auditor, { owner: { name: { eq: 'ben' } } })).toEqual(['other']);
    const week = new Date(test.app.now().getTime() + 7 * 86_400_000).toISOString();
    expect(await names(auditor, { expiresAt: { lt: week } })).toEqual(['short']);
    expect(await names(auditor, { lastUsedAt: { isNull: false } })).toEqual([]);
    const without = 'query { users(filter: { apiTokens: { some: { name: { eq: "other" } } } }) { nodes { name } } }';
    expect(await test.query(without, {}, { as: auditor })).toEqual({ users: { nodes: [{ name: 'Ben' }] } });
    expect(await test.query(without, {}, { as: ana })).toEqual({ users: { nodes: [] } });
  });

  it('stand with their owner too, for those alone who see them', async () => {
    const of = (reader: Person) => test.query(OF, { id: ben.id }, { as: reader });
    const seen = { node: { apiTokens: { totalCount: 1, nodes: [{ name: 'other' }] } } };
    expect([await of(ben), await of(admin), await of(auditor)]).toEqual([seen, seen, seen]);
    expect(await of(ana)).toEqual({ node: { apiTokens: { totalCount: 0, nodes: [] } } });
  });

  it('are revoked by their owner, or by an administrator, and then their owner is told', async () => {
    const { data, errors } = await test.execute(REVOKE, { id: ids.other }, { as: auditor });
    expect([data, errors]).toMatchObject([{ revokeApiToken: null }, [{ extensions: { code: 'FORBIDDEN' } }]]);
    await test.query(REVOKE, { id: ids.short }, { as: ana });
    expect(await names(auditor, { revokedAt: { isNull: false } })).toEqual(['short']);
    expect(await inbox(ana)).toEqual([]);
    expect(await test.query(CAN, { id: ids.other }, { as: admin })).toEqual({
      node: { viewerCan: { revoke: { allowed: true } } },
    });
    for (let times = 0; times < 2; times += 1) await test.query(REVOKE, { id: ids.other }, { as: admin });
    expect(await names(auditor, { revokedAt: { isNull: false } })).toEqual(['other', 'short']);
    expect(await inbox(ben)).toEqual([
      {
        text: 'Your token \u201cother\u201d was revoked by an administrator; whatever uses it is refused from now on.',
        token: { name: 'other' },
      },
    ]);
  });
});

describe('a token that is about to end', () => {
  it('is told to its owner a week before, once, unless it was made for less', async () => {
    const cleo = await test.world.user({ name: 'Cleo' });
    await make(cleo, { name: 'a month', expiresIn: 'P30D' });
    await make(cleo, { name: 'a day', expiresIn: 'P1D' });
    await test.runJobs('token-notices');
    expect(await inbox(cleo)).toEqual([]);
    test.clock.advance('P24D');
    for (let times = 0; times < 2; times += 1) await test.runJobs('token-notices');
    expect(await inbox(cleo)).toEqual([
      {
        text: expect.stringMatching(/^Your token \u201ca month\u201d ends on .* UTC; whatever uses it/),
        token: { name: 'a month' },
      },
    ]);
  });
});
