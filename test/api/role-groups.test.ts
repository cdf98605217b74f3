import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { ASSIGN } from '../testkit/documents.ts';
import { type Answer } from '../testkit/flow.ts';
import { done, mutate } from '../testkit/mutate.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

test('what leads into a group with roles in Gatehouse is given only with approval: nobody bypasses it', async () => {
  const [owner, manager, friend] = await Promise.all([1, 2, 3].map(() => t.world.user()));
  const catalog = await t.world.catalog();
  await t.world.catalogRole(catalog, { role: 'ASSIGNMENT_MANAGER', holder: manager!, mayBypassApproval: true });
  const admins = await t.world.group();
  await t.world.catalogRole(catalog, { role: 'OWNER', holder: admins });
  const { roles } = await t.world.resource({ group: admins, catalogs: [catalog] });
  const pkg = await t.world.package({ catalog, roles });
  const policy = await t.world.policy({ accessPackage: pkg, stages: [{ approvers: [owner!] }] });
  const input = { accessPackageId: pkg.id, policyId: policy.id, targets: [{ userId: friend!.id }], bypassApproval: true };
  const { assignAccessPackage } = await t.query<Answer>(ASSIGN, { input }, { as: manager! });
  expect(assignAccessPackage).toMatchObject({
    accessRequests: [],
    errors: [{ code: 'INVALID', path: ['bypassApproval'] }],
  });
  const asked = await t.query<Answer>(ASSIGN, { input: { ...input, bypassApproval: false } }, { as: manager! });
  expect(asked.assignAccessPackage).toMatchObject({ errors: [], accessRequests: [{ state: 'PENDING_APPROVAL' }] });
});

test('a group that an older replica brings in, which does not say that it is one of ours, is known as ours all the same', async () => {
  const [ours, catalog] = [await t.world.group(), await t.world.catalog()];
  const { resource } = await t.world.resource({ group: ours, catalogs: [catalog] });
  const em = t.app.orm.em.fork();
  const written = (columns: string) =>
    em.execute(`update resource set ${columns} where id = ? returning group_id`, [resource.id]);
  expect(await written('group_id = null')).toEqual([{ group_id: ours.id }]);
  expect(await written(`group_id = null, kind = 'SITE'`)).toEqual([{ group_id: null }]);
});

describe('6.4 of two changes that together would open a group with roles, one is refused', () => {
  const definition = { scope: 'ALL_MEMBERS', expiration: { kind: 'NEVER' } };

  /** A package that leads into a group: who may get at it, and what, is up to the pair. */
  async function wayIn() {
    const { world } = t;
    const admin = await world.admin();
    const catalog = await world.catalog();
    const [inner, outer] = [await world.group(), await world.group()];
    const { roles } = await world.resource({ group: inner, catalogs: [catalog] });
    const role = { resourceRoleId: roles[0]!.id };
    return { admin, catalog, inner, outer, roles, role };
  }
  type WayIn = Awaited<ReturnType<typeof wayIn>>;
  const open = (accessPackageId: string) => ({ accessPackageId, name: 'Open', definition });

  const PAIRS: Record<string, (way: WayIn) => Promise<[string, object][]>> = {
    'a catalog role for the group, and a policy that asks nobody': async ({ catalog, inner, roles }) => {
      const pkg = await t.world.package({ catalog, roles });
      return [
        ['assignCatalogRole', { catalogId: catalog.id, role: 'OWNER', groupId: inner.id }],
        ['createAssignmentPolicy', open(pkg.id)],
      ];
    },
    'a deployment role for the group, and its rights into a package that asks nobody': async ({ catalog, inner, role }) => {
      const pkg = await t.world.package({ catalog, policy: {} });
      return [
        ['assignDeploymentRole', { role: 'ADMINISTRATOR', groupId: inner.id }],
        ['setAccessPackageRoles', { id: pkg.id, roles: [role] }],
      ];
    },
    'the group into one with roles, and a policy that asks nobody': async ({ catalog, inner, outer, roles }) => {
      await t.world.catalogRole(catalog, { role: 'READER', holder: outer });
      const pkg = await t.world.package({ catalog, roles });
      const policy = await t.world.policy({ accessPackage: pkg, stages: [{ approvers: [await t.world.user()] }] });
      return [
        ['addGroupMembers', { groupId: outer.id, groupIds: [inner.id] }],
        ['updateAssignmentPolicy', { id: policy.id, definition }],
      ];
    },
  };

  test.each(Object.keys(PAIRS))('6.4 %s', async (pair) => {
    for (let round = 0; round < 4; round += 1) {
      const way = await wayIn();
      const tries = await PAIRS[pair]!(way);
      const ends = await Promise.all(tries.map(([name, input]) => mutate(t, name, input, way.admin)));
      expect(ends.filter(({ code }) => code === 'OK')).toHaveLength(1);
      expect(ends.filter(({ code }) => ['INVALID', 'IN_USE'].includes(code))).toHaveLength(1);
    }
  });

  test('6.4 approval that a manager\u2019s own request counts as is none', async () => {
    const { admin, catalog, inner, roles } = await wayIn();
    const pkg = await t.world.package({ catalog, roles });
    await done(t, 'assignCatalogRole', { catalogId: catalog.id, role: 'READER', groupId: inner.id }, admin);
    const managers = {
      ...open(pkg.id),
      definition: {
        ...definition,
        requesting: { managerOnBehalf: true, onBehalfPreApproves: true },
        stages: [{ approvers: [{ kind: 'MANAGER' }] }],
      },
    };
    expect(await mutate(t, 'createAssignmentPolicy', managers, admin)).toMatchObject({
      code: 'INVALID',
      path: ['definition', 'requesting', 'onBehalfPreApproves'],
    });
    // The other way round: the policy first, then the role for the group.
    const other = await wayIn();
    const before = await t.world.package({ catalog: other.catalog, roles: other.roles });
    await done(t, 'createAssignmentPolicy', { ...managers, accessPackageId: before.id }, other.admin);
    const input = { catalogId: other.catalog.id, role: 'READER', groupId: other.inner.id };
    expect((await mutate(t, 'assignCatalogRole', input, other.admin)).code).toBe('IN_USE');
  });
});
