import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp } from '../testkit/app.ts';
import { mutate, type Answered } from '../testkit/mutate.ts';
import {
  describeCases,
  describeRefusals,
  fresh,
  type Cast,
  type Input,
  type RefusalCase,
  type RefusalRow,
} from '../testkit/refusals.ts';
import { type World } from '../testkit/world.ts';

let cast: Cast;
beforeAll(async () => {
  const t = await startTestApp();
  cast = { t, admin: await t.world.admin(), stranger: await t.world.user() };
});
afterAll(() => cast.t.stop());

const ROWS: RefusalRow[] = [
  {
    name: 'createUser',
    input: async ({ t: { world: w } }) => ({ name: 'New', managerId: (await w.user()).id }),
    ids: ['managerId'],
    texts: { name: 200, department: 200, jobTitle: 200, region: 200 },
    other: { name: 'Newer' },
  },
  {
    name: 'updateUser',
    input: async ({ t: { world: w } }) => ({ id: (await w.user()).id, managerId: (await w.user()).id }),
    ids: ['id', 'managerId'],
    texts: { name: 200, department: 200 },
    versioned: true,
    other: { jobTitle: 'Other' },
  },
  {
    name: 'blockUser',
    input: async ({ t: { world: w } }) => ({ id: (await w.user()).id }),
    ids: ['id'],
    versioned: true,
    other: { expectedVersion: 1 },
  },
  {
    name: 'unblockUser',
    input: async ({ t: { world: w } }) => ({ id: (await w.user({ state: 'BLOCKED', blockReason: 'ADMINISTRATIVE' })).id }),
    ids: ['id'],
    versioned: true,
    other: { expectedVersion: 1 },
  },
  {
    name: 'deleteUser',
    input: async ({ t: { world: w } }) => ({ id: (await w.user()).id }),
    ids: ['id'],
    versioned: true,
    other: { expectedVersion: 1 },
  },
  {
    name: 'restoreUser',
    input: async ({ t: { world: w } }) => ({ id: await deletedUser(w) }),
    ids: ['id'],
    versioned: true,
    other: { email: 'else@contoso.example' },
  },
  {
    name: 'createGroup',
    input: async () => ({ name: fresh('Group') }),
    ids: [],
    texts: { name: 200, description: 4000 },
    other: { name: 'Another' },
  },
  {
    name: 'updateGroup',
    input: async ({ t: { world: w } }) => ({ id: (await w.group()).id, description: 'x' }),
    ids: ['id'],
    texts: { name: 200, description: 4000 },
    versioned: true,
    other: { description: 'y' },
  },
  {
    name: 'deleteGroup',
    input: async ({ t: { world: w } }) => ({ id: (await w.group()).id }),
    ids: ['id'],
    versioned: true,
    other: { expectedVersion: 1 },
  },
  {
    name: 'addGroupMembers',
    input: async ({ t: { world: w } }) => ({
      groupId: (await w.group()).id,
      userIds: [(await w.user()).id],
      groupIds: [(await w.group()).id],
    }),
    ids: ['groupId', 'userIds', 'groupIds'],
    other: { groupIds: [] },
  },
  {
    name: 'removeGroupMembers',
    input: async ({ t: { world: w } }) => groupOfOne(w),
    ids: ['groupId'],
    other: { groupIds: ['grp_x'] },
  },
  {
    name: 'assignDeploymentRole',
    input: async ({ t: { world: w } }) => ({ role: 'AUDITOR', userId: (await w.user()).id }),
    ids: ['userId'],
    other: { role: 'CATALOG_CREATOR' },
  },
  {
    name: 'removeDeploymentRole',
    input: async ({ t: { world: w } }) => ({ id: await heldRole(w) }),
    ids: ['id'],
    other: { id: 'dra_x' },
  },
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
  const { deploymentRoles } = await cast.t.query<Answered>(
    'query ($id: ID!) { deploymentRoles(filter: { user: { id: { eq: $id } } }) { nodes { id } } }',
    { id: user.id },
    { as: cast.admin },
  );
  return deploymentRoles.nodes[0].id;
}

const CASES: RefusalCase[] = [
  ['a blank group of members', 'addGroupMembers', async ({ t: { world: w } }) => ({ groupId: (await w.group()).id }), 'INVALID'],
  [
    'more than 100 members at once',
    'addGroupMembers',
    async ({ t: { world: w } }) => ({
      groupId: (await w.group()).id,
      userIds: Array.from({ length: 60 }, (_, i) => `usr_${i}`),
      groupIds: Array.from({ length: 60 }, (_, i) => `grp_${i}`),
    }),
    'INVALID',
  ],
  [
    'members of a group another system masters',
    'addGroupMembers',
    async ({ t: { world: w } }) => ({ groupId: (await w.group({ source: 'ldap' })).id, userIds: [(await w.user()).id] }),
    'WRONG_STATE',
  ],
  [
    'a role for a user and a group',
    'assignDeploymentRole',
    async ({ t: { world: w } }) => ({ role: 'AUDITOR', userId: (await w.user()).id, groupId: (await w.group()).id }),
    'INVALID',
  ],
  [
    'a role for somebody blocked',
    'assignDeploymentRole',
    async ({ t: { world: w } }) => ({
      role: 'AUDITOR',
      userId: (await w.user({ state: 'BLOCKED', blockReason: 'ADMINISTRATIVE' })).id,
    }),
    'NOT_FOUND',
  ],
];

describeRefusals(ROWS, () => cast);
describeCases(CASES, () => cast);

test('what no text can hold is refused before anything looks at it', async () => {
  const { code } = await mutate(cast.t, 'createGroup', { name: 'a\u0000b' }, cast.admin);
  expect(code).toBe('BAD_USER_INPUT');
});
