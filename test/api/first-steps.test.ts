import { type User } from '@gatehouse/schema/identity/user.entity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { type Answer } from '../testkit/flow.ts';

let t: TestApp;
let admin: User;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.world.admin();
});
afterAll(() => t.stop());

async function viewer(as: { id: string }): Promise<Answer> {
  const document = '{ viewer { contact setup { name done } keepers(first: 5) { nodes { name } } } }';
  return (await t.query<Answer>(document, {}, { as })).viewer;
}

async function done(): Promise<string[]> {
  return (await viewer(admin)).setup.filter((step: Answer) => step.done).map((step: Answer) => step.name);
}

test('6.38 what an empty deployment lacks fills itself, step by step', async () => {
  const { world } = t;
  expect((await viewer(admin)).setup.map(({ name }: Answer) => name)).toEqual([
    'PEOPLE',
    'RESOURCE',
    'CATALOG',
    'PACKAGE',
    'POLICY',
  ]);
  expect(await done()).toEqual([]);
  const member = await world.user();
  expect(await done()).toEqual(['PEOPLE']);
  expect((await viewer(member)).setup).toBeNull();
  const unplaced = await world.resource();
  expect(await done()).toEqual(['PEOPLE', 'RESOURCE']);
  await world.catalog({ name: 'Empty' });
  expect(await done()).toEqual(['PEOPLE', 'RESOURCE']);
  const catalog = await world.catalog({ name: 'Tools' });
  const { roles } = await world.resource({ catalogs: [catalog] });
  expect(unplaced.roles).toHaveLength(1);
  expect(await done()).toEqual(['PEOPLE', 'RESOURCE', 'CATALOG']);
  await world.package({ catalog, policy: {} });
  expect(await done()).toEqual(['PEOPLE', 'RESOURCE', 'CATALOG']);
  const made = await world.package({ name: 'Design tools', catalog, roles });
  expect(await done()).toEqual(['PEOPLE', 'RESOURCE', 'CATALOG', 'PACKAGE']);
  await world.policy({ accessPackage: made, scope: 'NOBODY' });
  expect(await done()).toEqual(['PEOPLE', 'RESOURCE', 'CATALOG', 'PACKAGE']);
  await world.policy({ accessPackage: made, name: 'Everybody' });
  expect(await done()).toEqual(['PEOPLE', 'RESOURCE', 'CATALOG', 'PACKAGE', 'POLICY']);
});

test('6.38 a package says whether anybody can be given it, and to those in charge what it lacks', async () => {
  const { world } = t;
  const owner = await world.user();
  const catalog = await world.catalog({ roles: [{ role: 'OWNER', holder: owner }] });
  const { roles } = await world.resource({ catalogs: [catalog] });
  const bare = await world.package({ catalog });
  const empty = await world.package({ catalog, policy: {} });
  const whole = await world.package({ catalog, roles, policy: {} });
  const standing = async (id: string, as: { id: string }) => {
    const document = 'query ($id: ID!) { node(id: $id) { ... on AccessPackage { standing gaps } } }';
    return (await t.query<Answer>(document, { id }, { as })).node;
  };
  expect(await standing(bare.id, owner)).toEqual({ standing: 'NOT_READY', gaps: ['NO_CONTENTS', 'NO_POLICY'] });
  expect(await standing(empty.id, admin)).toEqual({ standing: 'NOT_READY', gaps: ['NO_CONTENTS'] });
  expect(await standing(whole.id, owner)).toEqual({ standing: 'READY', gaps: [] });
  const member = await world.user();
  expect(await standing(empty.id, member)).toEqual({ standing: 'NOT_READY', gaps: [] });
});

describe('6.39 whom to ask about what is not listed', () => {
  test('6.39 the owners of the catalogs one sees, else the administrators, and to a guest nobody by name', async () => {
    const own = await startTestApp();
    try {
      const { world } = own;
      const look = async (as: { id: string }) =>
        (await own.query<Answer>('{ viewer { contact keepers(first: 5) { nodes { name } } } }', {}, { as })).viewer;
      await world.admin({ name: 'Ada' });
      const member = await world.user({ name: 'Member' });
      const guest = await world.user({ name: 'Guest', kind: 'GUEST' });
      expect(await look(member)).toEqual({ contact: null, keepers: { nodes: [{ name: 'Ada' }] } });
      expect(await look(guest)).toEqual({ contact: null, keepers: { nodes: [] } });
      const group = await world.group({ users: [await world.user({ name: 'Olga' })] });
      const catalog = await world.catalog({ roles: [{ role: 'OWNER', holder: group }] });
      expect((await look(member)).keepers.nodes).toEqual([{ name: 'Ada' }]);
      await world.package({ catalog, policy: {} });
      expect((await look(member)).keepers.nodes).toEqual([{ name: 'Olga' }]);
      expect((await look(guest)).keepers.nodes).toEqual([]);
    } finally {
      await own.stop();
    }
  });

  test('6.39 or where the deployment says', async () => {
    const own = await startTestApp({ env: { CONTACT: 'servicedesk@contoso.example' } });
    try {
      const member = await own.world.user();
      const { viewer: me } = await own.query<Answer>('{ viewer { contact } }', {}, { as: member });
      expect(me).toEqual({ contact: 'servicedesk@contoso.example' });
    } finally {
      await own.stop();
    }
  });
});
