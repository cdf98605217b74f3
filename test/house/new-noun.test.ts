/** One line in the list of modules, and everything a noun brings is there: this is that line, for a noun made for the test. */
import { schemaOf } from '@gatehouse/server/kernel/graphql/schema';
import { type Module } from '@gatehouse/server/kernel/module';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { type TestServer } from '../testkit/server.ts';
import { withClient } from '../testkit/with-client.ts';
import { told } from './fixtures/badges/module.ts';

vi.mock('@gatehouse/server/app/modules', async (original) => {
  const { badges } = await import('./fixtures/badges/module.ts');
  const { MODULES } = await original<{ MODULES: readonly Module[] }>();
  return { MODULES: [...MODULES, badges] };
});

const PIN = `mutation ($input: PinBadgeInput!) {
  pinBadge(input: $input) { badge { id name wearer { name } } errors { code path } }
}`;

let t: TestApp;
let server: TestServer;
let admin: { id: string };
let auditor: { id: string };
let wearer: { id: string };

beforeAll(async () => {
  t = await startTestApp();
  // A noun of our own has a migration; the emitter would write this.
  const ddl = (await t.app.orm.schema.getUpdateSchemaSQL({ wrap: false }))
    .split(/;\n+/)
    .filter((line) => line.includes('"badge"'));
  await withClient(t.database.ownerUrl, (owner) => owner.query([...ddl, 'grant select, insert on badge to public'].join(';')));
  admin = await t.world.admin();
  auditor = await t.world.user({ roles: ['AUDITOR'] });
  wearer = await t.world.user({ name: 'Wanda Wearer' });
  server = await t.listen();
});
afterAll(() => t?.stop());

test('its mutation runs under its right, writes its evidence, tells its fact and queues its work', async () => {
  const input = { name: 'First aid', wearerId: wearer.id };
  const refused = await t.execute(PIN, { input }, { as: wearer });
  expect(refused.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  expect((await t.execute(PIN, { input }, { as: auditor })).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');

  const { pinBadge } = await t.query<{ pinBadge: { badge: { id: string } } }>(PIN, { input }, { as: admin });
  expect(pinBadge).toEqual({
    badge: { id: expect.stringMatching(/^bdg_/), name: 'First aid', wearer: { name: 'Wanda Wearer' } },
    errors: [],
  });
  const { id } = pinBadge.badge;
  expect(told).toEqual([`pinned ${id}`]);
  await t.drain();
  expect(told).toEqual([`pinned ${id}`, `polished ${id}`]);
  const { auditEvents } = await t.query<{ auditEvents: object }>(
    `query ($id: ID!) { auditEvents(filter: { subjectId: { eq: $id } }) { nodes { action } } }`,
    { id },
    { as: auditor },
  );
  expect(auditEvents).toEqual({ nodes: [{ action: 'badge.pinned' }] });
});

test('its list and nodes are seen by whom it says', async () => {
  const list = '{ badges(filter: { wearer: { name: { eq: "Wanda Wearer" } } }) { totalCount nodes { id name } } }';
  const seen = await t.query<{ badges: { nodes: { id: string }[] } }>(list, {}, { as: wearer });
  expect(seen.badges).toMatchObject({ totalCount: 1, nodes: [{ name: 'First aid' }] });
  expect(await t.query(list, {}, { as: auditor })).toEqual(seen);
  const other = await t.world.user();
  expect(await t.query(list, {}, { as: other })).toEqual({ badges: { totalCount: 0, nodes: [] } });
  const node = `{ node(id: "${seen.badges.nodes[0]!.id}") { __typename ... on Badge { name } } }`;
  expect(await t.query(node, {}, { as: wearer })).toEqual({ node: { __typename: 'Badge', name: 'First aid' } });
  expect(await t.query(node, {}, { as: other })).toEqual({ node: null });
});

test('a resolver for a field of its rows stops the start by name: it would never be asked', async () => {
  const { StrayResolver } = await import('./fixtures/badges/stray.resolver.ts');
  const { MODULES } = await import('@gatehouse/server/app/modules');
  const stray = { name: 'stray', resolvers: [StrayResolver] };
  expect(() => schemaOf([...MODULES, stray])).toThrow(/StrayResolver\.name for Badge/);
});

test('its job and its route are there', async () => {
  expect((await t.runJobs('badge-inspection')).jobs).toEqual([{ name: 'badge-inspection', outcome: { inspected: 1 } }]);
  expect(await (await fetch(`${server.url}/badges/colours`)).json()).toEqual(['red']);
});
