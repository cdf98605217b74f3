import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type User } from '@gatehouse/schema/identity/user.entity';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { fingerprint } from '../testkit/fingerprint.ts';
import { mutate } from '../testkit/mutate.ts';
import { type World } from '../testkit/world.ts';

let t: TestApp;
let admin: User;
let stranger: User;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.world.admin();
  stranger = await t.world.user();
});
afterAll(() => t.stop());

type Input = Record<string, any>;
/** One mutation of the administration: an input an administrator may send, and what can be wrong with it. */
interface Row {
  name: string;
  input: (world: World) => Promise<Input>;
  /** Members that name something: an unknown id there is NOT_FOUND. */
  ids: string[];
  /** Texts and the longest each may be. */
  texts?: Record<string, number>;
  /** Does it take `expectedVersion`? */
  versioned?: boolean;
  /** The same input, changed so that a used key is refused with it. */
  other: Input;
}

const unknownLike = (id: unknown) => `${String(id).split('_')[0]}_01h00000000000000000000000`;
const definition = { scope: 'ALL_MEMBERS', expiration: { kind: 'NEVER' } };
const roles = [{ name: 'Member', externalId: 'member' }];
let count = 0;
const fresh = (what: string) => `${what} ${(count += 1)}`;

const ROWS: Row[] = [
  { name: 'createUser', input: async (w) => ({ name: 'New', managerId: (await w.user()).id }), ids: ['managerId'], texts: { name: 200, department: 200, jobTitle: 200, region: 200 }, other: { name: 'Newer' } },
  { name: 'updateUser', input: async (w) => ({ id: (await w.user()).id, managerId: (await w.user()).id }), ids: ['id', 'managerId'], texts: { name: 200, department: 200 }, versioned: true, other: { jobTitle: 'Other' } },
  { name: 'blockUser', input: async (w) => ({ id: (await w.user()).id }), ids: ['id'], versioned: true, other: { expectedVersion: 1 } },
  { name: 'unblockUser', input: async (w) => ({ id: (await w.user({ state: 'BLOCKED', blockReason: 'ADMINISTRATIVE' })).id }), ids: ['id'], versioned: true, other: { expectedVersion: 1 } },
  { name: 'deleteUser', input: async (w) => ({ id: (await w.user()).id }), ids: ['id'], versioned: true, other: { expectedVersion: 1 } },
  { name: 'restoreUser', input: async (w) => ({ id: await deletedUser(w) }), ids: ['id'], versioned: true, other: { email: 'else@contoso.example' } },
  { name: 'createGroup', input: async () => ({ name: fresh('Group') }), ids: [], texts: { name: 200, description: 4000 }, other: { name: 'Another' } },
  { name: 'updateGroup', input: async (w) => ({ id: (await w.group()).id, description: 'x' }), ids: ['id'], texts: { name: 200, description: 4000 }, versioned: true, other: { description: 'y' } },
  { name: 'deleteGroup', input: async (w) => ({ id: (await w.group()).id }), ids: ['id'], versioned: true, other: { expectedVersion: 1 } },
  { name: 'addGroupMembers', input: async (w) => ({ groupId: (await w.group()).id, userIds: [(await w.user()).id], groupIds: [(await w.group()).id] }), ids: ['groupId', 'userIds', 'groupIds'], other: { groupIds: [] } },
  { name: 'removeGroupMembers', input: async (w) => groupOfOne(w), ids: ['groupId'], other: { groupIds: ['grp_x'] } },
  { name: 'assignDeploymentRole', input: async (w) => ({ role: 'AUDITOR', userId: (await w.user()).id }), ids: ['userId'], other: { role: 'CATALOG_CREATOR' } },
  { name: 'removeDeploymentRole', input: async (w) => ({ id: await heldRole(w) }), ids: ['id'], other: { id: 'dra_x' } },
  { name: 'createCatalog', input: async () => ({ name: fresh('Catalog') }), ids: [], texts: { name: 200, description: 4000 }, other: { name: 'Another' } },
  { name: 'updateCatalog', input: async (w) => ({ id: (await w.catalog()).id, description: 'x' }), ids: ['id'], texts: { name: 200 }, versioned: true, other: { description: 'y' } },
  { name: 'deleteCatalog', input: async (w) => ({ id: (await w.catalog()).id }), ids: ['id'], versioned: true, other: { expectedVersion: 1 } },
  { name: 'assignCatalogRole', input: async (w) => ({ catalogId: (await w.catalog()).id, role: 'READER', userId: (await w.user()).id }), ids: ['catalogId', 'userId'], other: { role: 'OWNER' } },
  { name: 'createConnector', input: async () => ({ name: 'Printer', kind: 'manual' }), ids: [], texts: { name: 200, environment: 200 }, other: { name: 'Another' } },
  { name: 'updateConnector', input: async (w) => ({ id: (await w.connector({ kind: 'manual' })).id, name: 'Renamed' }), ids: ['id'], texts: { name: 200 }, versioned: true, other: { name: 'Again' } },
  { name: 'deleteConnector', input: async (w) => ({ id: (await w.connector({ kind: 'manual' })).id }), ids: ['id'], versioned: true, other: { expectedVersion: 1 } },
  { name: 'testConnector', input: async (w) => ({ id: (await w.connector({ kind: 'manual' })).id }), ids: ['id'], other: { id: 'con_x' } },
  { name: 'createResource', input: async (w) => ({ connectorId: (await w.connector({ kind: 'manual' })).id, kind: 'SITE', externalId: 'site', name: 'Site', roles, ownerUserIds: [(await w.user()).id], ownerGroupIds: [(await w.group()).id] }), ids: ['connectorId', 'ownerUserIds', 'ownerGroupIds'], texts: { name: 200, externalId: 200, description: 4000 }, other: { name: 'Other' } },
  { name: 'updateResource', input: async (w) => ({ id: (await w.resource()).resource.id, ownerUserIds: [(await w.user()).id] }), ids: ['id', 'ownerUserIds'], texts: { name: 200, description: 4000 }, versioned: true, other: { name: 'Other' } },
  { name: 'deleteResource', input: async (w) => ({ id: (await w.resource()).resource.id }), ids: ['id'], versioned: true, other: { expectedVersion: 1 } },
  { name: 'addResource', input: async (w) => ({ catalogId: (await w.catalog()).id, resourceId: (await w.resource()).resource.id }), ids: ['catalogId', 'resourceId'], other: { resourceId: 'res_x' } },
  { name: 'removeResource', input: async (w) => resourceInCatalog(w), ids: ['catalogId', 'resourceId'], other: { resourceId: 'res_x' } },
  { name: 'createAccessPackage', input: async (w) => ({ catalogId: (await w.catalog()).id, name: 'Package', hidden: true }), ids: ['catalogId'], texts: { name: 200, description: 4000 }, other: { name: 'Other' } },
  { name: 'updateAccessPackage', input: async (w) => ({ id: (await w.package({ hidden: true })).id, description: 'x' }), ids: ['id'], texts: { name: 200, description: 4000 }, versioned: true, other: { description: 'y' } },
  { name: 'retireAccessPackage', input: async (w) => ({ id: (await w.package({ hidden: true })).id }), ids: ['id'], versioned: true, other: { expectedVersion: 1 } },
  { name: 'deleteAccessPackage', input: async (w) => ({ id: (await w.package({ hidden: true })).id }), ids: ['id'], versioned: true, other: { expectedVersion: 1 } },
  { name: 'setAccessPackageRoles', input: async (w) => ({ id: (await w.package({ hidden: true })).id, roles: [] }), ids: ['id'], texts: { confirmation: 128 }, versioned: true, other: { confirmation: 'x' } },
  { name: 'createAssignmentPolicy', input: async (w) => ({ accessPackageId: (await w.package({ hidden: true })).id, name: 'Policy', definition }), ids: ['accessPackageId'], texts: { name: 200, description: 4000 }, other: { name: 'Other' } },
  { name: 'updateAssignmentPolicy', input: async (w) => ({ id: await policyOf(w), description: 'x' }), ids: ['id'], texts: { name: 200, description: 4000 }, versioned: true, other: { description: 'y' } },
  { name: 'deleteAssignmentPolicy', input: async (w) => ({ id: await policyOf(w) }), ids: ['id'], versioned: true, other: { expectedVersion: 1 } },
];

async function deletedUser(world: World): Promise<string> {
  const { id } = await world.user({ state: 'DELETED' });
  return id;
}

async function groupOfOne(world: World): Promise<Input> {
  const user = await world.user();
  return { groupId: (await world.group({ users: [user] })).id, userIds: [user.id] };
}

async function heldRole(world: World): Promise<string> {
  const user = await world.user({ roles: ['AUDITOR'] });
  const { deploymentRoles } = await t.query<any>('query ($id: ID!) { deploymentRoles(filter: { user: { id: { eq: $id } } }) { nodes { id } } }', { id: user.id }, { as: admin });
  return deploymentRoles.nodes[0].id;
}

async function resourceInCatalog(world: World): Promise<Input> {
  const catalog = await world.catalog();
  return { catalogId: catalog.id, resourceId: (await world.resource({ catalogs: [catalog] })).resource.id };
}

async function policyOf(world: World): Promise<string> {
  return (await world.policy({ accessPackage: await world.package({ hidden: true }) })).id;
}

/** Sends what must be refused, with a code that is expected and a sentence. */
async function refused(name: string, input: Input, codes: string[], as: User | null = admin): Promise<void> {
  const { code, message } = await mutate(t, name, input, as);
  expect(codes, `${name} ${JSON.stringify(input).slice(0, 200)}: ${message}`).toContain(code);
  expect(message).toMatch(/^[A-Z].{5,}\.$/s);
}

/** Makes sure that nothing at all is written meanwhile. */
async function nothingDone(work: () => Promise<void>): Promise<void> {
  const before = await fingerprint(t);
  await work();
  expect(await fingerprint(t)).toBe(before);
}

describe.each(ROWS)('$name', (row) => {
  test('unknown ids, a stranger, nobody at all, texts too long, an old version: each has its code, and nothing is done', async () => {
    const input = await row.input(t.world);
    await nothingDone(async () => {
      for (const key of row.ids) {
        const id = Array.isArray(input[key]) ? [unknownLike(input[key][0])] : unknownLike(input[key]);
        await refused(row.name, { ...input, [key]: id }, ['NOT_FOUND']);
      }
      await refused(row.name, input, ['FORBIDDEN', 'NOT_FOUND'], stranger);
      await refused(row.name, input, ['UNAUTHENTICATED'], null);
      for (const [key, limit] of Object.entries(row.texts ?? {})) await refused(row.name, { ...input, [key]: 'x'.repeat(limit + 1) }, ['INVALID']);
      await refused(row.name, { ...input, idempotencyKey: 'x'.repeat(129) }, ['INVALID']);
      if (row.versioned) await refused(row.name, { ...input, expectedVersion: 999 }, ['STALE_VERSION']);
    });
  });

  test('a replayed key acts once and answers the same; with another input it is refused', async () => {
    const input = { ...(await row.input(t.world)), idempotencyKey: fresh('key') };
    const once = await mutate(t, row.name, input, admin);
    expect(once, once.message).toMatchObject({ code: 'OK' });
    await nothingDone(async () => {
      expect(await mutate(t, row.name, input, admin)).toEqual(once);
      await refused(row.name, { ...input, ...row.other }, ['IDEMPOTENCY_KEY_REUSED']);
    });
  });
});

describe('what else is refused', () => {
  const cases: [string, string, (world: World) => Promise<Input>, string][] = [
    ['a blank group of members', 'addGroupMembers', async (w) => ({ groupId: (await w.group()).id }), 'INVALID'],
    ['more than 100 members at once', 'addGroupMembers', async (w) => ({ groupId: (await w.group()).id, userIds: Array.from({ length: 60 }, (_, i) => `usr_${i}`), groupIds: Array.from({ length: 60 }, (_, i) => `grp_${i}`) }), 'INVALID'],
    ['members of a group another system masters', 'addGroupMembers', async (w) => ({ groupId: (await w.group({ source: 'ldap' })).id, userIds: [(await w.user()).id] }), 'WRONG_STATE'],
    ['a role for a user and a group', 'assignDeploymentRole', async (w) => ({ role: 'AUDITOR', userId: (await w.user()).id, groupId: (await w.group()).id }), 'INVALID'],
    ['a role for somebody blocked', 'assignDeploymentRole', async (w) => ({ role: 'AUDITOR', userId: (await w.user({ state: 'BLOCKED', blockReason: 'ADMINISTRATIVE' })).id }), 'NOT_FOUND'],
    ['a connector without a driver', 'createConnector', async () => ({ name: 'Mainframe', kind: 'cobol' }), 'INVALID'],
    ['a kind without a default', 'updateConnector', async (w) => ({ id: (await w.connector({ kind: 'unheard-of', isDefault: true })).id, isDefault: false }), 'INVALID'],
    ['a connector with resources', 'deleteConnector', async (w) => { const connector = await w.connector({ kind: 'manual' }); await w.resource({ connector }); return { id: connector.id }; }, 'IN_USE'],
    ['an address that runs', 'updateResource', async (w) => ({ id: (await w.resource()).resource.id, launchUrl: 'javascript:alert(1)' }), 'INVALID'],
    ['a group of the directory that is none', 'createResource', async (w) => ({ connectorId: (await w.connector({ kind: 'directory' })).id, kind: 'GROUP', externalId: 'grp_x', name: 'G', roles }), 'INVALID'],
    ['a right the directory does not know', 'createResource', async (w) => ({ connectorId: (await w.connector({ kind: 'directory' })).id, kind: 'GROUP', externalId: (await w.group()).id, name: 'G', roles: [{ name: 'Reader', externalId: 'reader' }] }), 'INVALID'],
    ['a resource without rights', 'createResource', async (w) => ({ connectorId: (await w.connector({ kind: 'manual' })).id, kind: 'SITE', externalId: 's', name: 'S', roles: [] }), 'INVALID'],
    ['a right named twice', 'createResource', async (w) => ({ connectorId: (await w.connector({ kind: 'manual' })).id, kind: 'SITE', externalId: 's', name: 'S', roles: [...roles, ...roles] }), 'INVALID'],
    ['a resource somebody made already', 'createResource', async (w) => { const connector = await w.connector({ kind: 'manual' }); await w.resource({ connector, externalId: 'one' }); return { connectorId: connector.id, kind: 'SITE', externalId: 'one', name: 'S', roles }; }, 'NAME_TAKEN'],
    ['a right that a package gives', 'updateResource', async (w) => { const { resource, roles: [role] } = await w.resource(); await w.package({ roles: [role!] }); return { id: resource.id, roles: [{ name: 'Other', externalId: 'other' }] }; }, 'IN_USE'],
    ['a resource that a package gives', 'deleteResource', async (w) => { const { resource, roles: [role] } = await w.resource(); await w.package({ roles: [role!] }); return { id: resource.id }; }, 'IN_USE'],
    ['a catalog with packages', 'deleteCatalog', async (w) => { const catalog = await w.catalog(); await w.package({ catalog }); return { id: catalog.id }; }, 'IN_USE'],
    ['a package of a taken name', 'createAccessPackage', async (w) => { const catalog = await w.catalog(); await w.package({ catalog, name: 'Taken' }); return { catalogId: catalog.id, name: 'tAKEN', hidden: true }; }, 'NAME_TAKEN'],
    ['an unbelievable priority', 'updateAssignmentPolicy', async (w) => ({ id: await policyOf(w), priority: -1 }), 'INVALID'],
  ];
  test.each(cases)('%s', async (_what, name, input, code) => {
    const sent = await input(t.world);
    await nothingDone(() => refused(name, sent, [code]));
  });

  test('what no text can hold', async () => {
    const { code } = await mutate(t, 'createGroup', { name: 'a\u0000b' }, admin);
    expect(code).toBe('BAD_USER_INPUT');
  });
});
