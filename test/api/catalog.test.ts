import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { type User } from '@gatehouse/schema/identity/user.entity';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { type Answered, done, mutate } from '../testkit/mutate.ts';

let t: TestApp;
let admin: User;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.world.admin();
});
afterAll(() => t.stop());

const NO_APPROVAL = { scope: 'ALL_MEMBERS', expiration: { kind: 'NEVER' } };

describe('delegation', () => {
  test('AT23 a package manager without a deployment role makes a package from the catalog’s resources, with policy, approver and end', async () => {
    const { world } = t;
    const manager = await world.user({ name: 'Package manager' });
    const approver = await world.user({ name: 'Approver' });
    const catalog = await world.catalog({ roles: [{ role: 'PACKAGE_MANAGER', holder: manager }] });
    const inside = await world.resource({ catalogs: [catalog], roles: ['Member', 'Owner'] });
    const outside = await world.resource();

    const { accessPackage } = await done(
      t,
      'createAccessPackage',
      { catalogId: catalog.id, name: 'Design tools', hidden: false, roles: [{ resourceRoleId: inside.roles[0]!.id }] },
      manager,
      'accessPackage { id version catalog { id } roles { resourceRole { id name } } viewerCan { edit { allowed } } }',
    );
    expect(accessPackage).toMatchObject({
      catalog: { id: catalog.id },
      roles: [{ resourceRole: { id: inside.roles[0]!.id } }],
      viewerCan: { edit: { allowed: true } },
    });

    const { assignmentPolicy, warnings } = await done(
      t,
      'createAssignmentPolicy',
      {
        accessPackageId: accessPackage.id,
        name: 'Everybody',
        definition: {
          scope: 'ALL_MEMBERS',
          expiration: { kind: 'AFTER_DURATION', duration: 'P90D', extensionAllowed: false },
          stages: [{ approvers: [{ kind: 'USER', userId: approver.id }] }],
        },
      },
      manager,
      'assignmentPolicy { name currentVersion { number duration stages { order decideWithin approvers { kind user { id } } } } } warnings { code }',
    );
    expect(warnings).toEqual([]);
    expect(assignmentPolicy).toMatchObject({
      name: 'Everybody',
      currentVersion: {
        number: 1,
        duration: 'P90D',
        stages: [{ order: 1, decideWithin: 'P14D', approvers: [{ kind: 'USER', user: { id: approver.id } }] }],
      },
    });

    const roles = [{ resourceRoleId: inside.roles[0]!.id }, { resourceRoleId: outside.roles[0]!.id }];
    const refused = await mutate(t, 'setAccessPackageRoles', { id: accessPackage.id, roles }, manager);
    expect(refused).toMatchObject({ code: 'NOT_FOUND', path: ['roles', '1', 'resourceRoleId'] });
    expect(await mutate(t, 'addResource', { catalogId: catalog.id, resourceId: outside.resource.id }, manager)).toMatchObject({
      code: 'FORBIDDEN',
    });
    const kept = await t.query<Answered>(
      `query ($id: ID!) { node(id: $id) { ... on AccessPackage { version roles { resourceRole { id } } } } }`,
      { id: accessPackage.id },
      { as: manager },
    );
    expect(kept.node).toEqual({ version: accessPackage.version, roles: [{ resourceRole: { id: inside.roles[0]!.id } }] });
  });

  test('AT29 owner and package manager of one catalog see that catalog only, and do only what their role allows', async () => {
    const { world } = t;
    // What other tests list to every member would be seen too: here nothing is.
    await t.world.write(({ em }) => em.nativeUpdate(AccessPackage, {}, { hidden: true }));
    const owner = await world.user({ name: 'Design owner' });
    const manager = await world.user({ name: 'Design manager' });
    const design = await world.catalog({
      name: 'Design',
      roles: [
        { role: 'OWNER', holder: owner },
        { role: 'PACKAGE_MANAGER', holder: manager },
      ],
    });
    const secret = await world.catalog({ name: 'Secret' });
    const secretResource = await world.resource({ catalogs: [secret], owners: [await world.user()] });
    const secretPackage = await world.package({ catalog: secret, hidden: true, roles: [secretResource.roles[0]!] });

    for (const viewer of [owner, manager]) {
      const seen = await t.query<Answered>(
        '{ catalogs { nodes { name } totalCount } resources { totalCount } accessPackages { totalCount } }',
        {},
        { as: viewer },
      );
      expect(seen).toEqual({
        catalogs: { nodes: [{ name: 'Design' }], totalCount: 1 },
        resources: { totalCount: 0 },
        accessPackages: { totalCount: 0 },
      });
      for (const id of [secret.id, secretResource.resource.id, secretPackage.id]) {
        expect(await t.query('query ($id: ID!) { node(id: $id) { id } }', { id }, { as: viewer })).toEqual({ node: null });
      }
      expect(await mutate(t, 'updateCatalog', { id: secret.id, name: 'Taken over' }, viewer)).toMatchObject({
        code: 'NOT_FOUND',
      });
      expect(await mutate(t, 'createAccessPackage', { catalogId: secret.id, name: 'Mine', hidden: false }, viewer)).toMatchObject(
        { code: 'NOT_FOUND' },
      );
      expect(
        await mutate(t, 'updateAccessPackage', { id: secretPackage.id, name: 'Mine', expectedVersion: 99 }, viewer),
      ).toMatchObject({ code: 'NOT_FOUND' });
      expect(await mutate(t, 'createCatalog', { name: 'My own' }, viewer)).toMatchObject({ code: 'FORBIDDEN' });
    }
    const other = await world.user();
    const giveRole = { catalogId: design.id, role: 'READER', userId: other.id };
    expect(await mutate(t, 'updateCatalog', { id: design.id, description: 'For designers' }, manager)).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await mutate(t, 'assignCatalogRole', giveRole, manager)).toMatchObject({ code: 'FORBIDDEN' });
    expect(
      await mutate(t, 'createAccessPackage', { catalogId: design.id, name: 'By manager', hidden: false }, manager),
    ).toMatchObject({ code: 'OK' });
    expect(await mutate(t, 'updateCatalog', { id: design.id, description: 'For designers' }, owner)).toMatchObject({
      code: 'OK',
    });
    expect(await mutate(t, 'assignCatalogRole', giveRole, owner)).toMatchObject({ code: 'OK' });
    expect(await mutate(t, 'assignCatalogRole', { ...giveRole, userId: owner.id, mayBypassApproval: true }, owner)).toMatchObject(
      { code: 'FORBIDDEN' },
    );
    const now = await t.query<Answered>('{ catalogs { nodes { name } } }', {}, { as: other });
    expect(now.catalogs.nodes).toEqual([{ name: 'Design' }]);
  });

  test('a resource comes into a catalog through an owner of both, and leaves it only while no package gives it', async () => {
    const { world } = t;
    const owner = await world.user();
    const circle = await world.group({ users: [owner] });
    const catalog = await world.catalog({ roles: [{ role: 'OWNER', holder: owner }] });
    const mine = await world.resource({ owners: [circle] });
    const foreign = await world.resource();
    const add = (resourceId: string) =>
      mutate(
        t,
        'addResource',
        { catalogId: catalog.id, resourceId },
        owner,
        'resource { id } catalog { resources { totalCount } }',
      );
    expect(await add(foreign.resource.id)).toMatchObject({ code: 'NOT_FOUND', path: ['resourceId'] });
    expect(await add(mine.resource.id)).toMatchObject({
      code: 'OK',
      payload: { resource: { id: mine.resource.id }, catalog: { resources: { totalCount: 1 } } },
    });
    expect(await add(mine.resource.id)).toMatchObject({ code: 'OK', payload: { catalog: { resources: { totalCount: 1 } } } });
    expect(await mutate(t, 'addResource', { catalogId: catalog.id, resourceId: foreign.resource.id }, admin)).toMatchObject({
      code: 'OK',
    });

    const { accessPackage } = await done(
      t,
      'createAccessPackage',
      { catalogId: catalog.id, name: 'Uses it', hidden: true, roles: [{ resourceRoleId: mine.roles[0]!.id }] },
      owner,
      'accessPackage { id }',
    );
    const leave = { catalogId: catalog.id, resourceId: mine.resource.id };
    expect(await mutate(t, 'removeResource', leave, owner)).toMatchObject({ code: 'IN_USE' });
    await done(t, 'setAccessPackageRoles', { id: accessPackage.id, roles: [] }, owner);
    expect(await mutate(t, 'removeResource', leave, owner)).toMatchObject({ code: 'OK' });
    expect(await mutate(t, 'removeResource', leave, owner)).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('packages', () => {
  test('retiring stops new access and can be undone; deleting is for what nobody ever asked for', async () => {
    const { world } = t;
    const person = await world.user();
    const accessPackage = await world.package({ policy: {} });
    await done(t, 'submitAccessRequest', { accessPackageId: accessPackage.id }, person);
    expect(await mutate(t, 'deleteAccessPackage', { id: accessPackage.id }, admin)).toMatchObject({ code: 'IN_USE' });
    expect(await mutate(t, 'retireAccessPackage', { id: accessPackage.id }, admin, 'accessPackage { state }')).toMatchObject({
      payload: { accessPackage: { state: 'RETIRED' } },
    });
    expect(await mutate(t, 'retireAccessPackage', { id: accessPackage.id }, admin)).toMatchObject({ code: 'WRONG_STATE' });
    const other = await world.user();
    expect(await mutate(t, 'submitAccessRequest', { accessPackageId: accessPackage.id }, other)).toMatchObject({
      code: 'NOT_ELIGIBLE',
    });
    expect(
      await mutate(t, 'updateAccessPackage', { id: accessPackage.id, state: 'ACTIVE' }, admin, 'accessPackage { state }'),
    ).toMatchObject({ payload: { accessPackage: { state: 'ACTIVE' } } });
    const unused = await world.package({ policy: {} });
    expect(await mutate(t, 'deleteAccessPackage', { id: unused.id }, admin, 'deletedId')).toMatchObject({
      payload: { deletedId: unused.id },
    });
  });

  test('browsing lists what one could ask for; an owner sees the rest of the catalog too', async () => {
    const { world } = t;
    const owner = await world.user();
    const catalog = await world.catalog({ roles: [{ role: 'OWNER', holder: owner }] });
    const open = await world.package({ catalog, policy: {} });
    await world.package({ catalog, policy: {}, hidden: true });
    await world.package({ catalog, policy: { for: [admin] } });
    const names = async (listed: boolean) => {
      const { accessPackages } = await t.query<Answered>(
        'query ($listed: Boolean, $catalog: ID!) { accessPackages(listed: $listed, filter: { catalog: { id: { eq: $catalog } } }) { nodes { id } } }',
        { listed, catalog: catalog.id },
        { as: owner },
      );
      return accessPackages.nodes.map(({ id }: { id: string }) => id);
    };
    expect(await names(true)).toEqual([open.id]);
    expect(await names(false)).toHaveLength(3);
  });

  const PREVIEW = `query ($id: ID!, $roles: [AccessPackageRoleInput!]!) { accessPackageRolesPreview(accessPackageId: $id, roles: $roles) {
    assignments grantsAdded grantsRemoved confirmationRequired confirmation } }`;

  test('changed rights reach those who hold the package; what another package gives too is not taken', async () => {
    const { world } = t;
    const catalog = await world.catalog();
    const group = await world.group();
    const first = await world.resource({ catalogs: [catalog], group });
    const second = await world.resource({ catalogs: [catalog] });
    const accessPackage = await world.package({ catalog, roles: [first.roles[0]!], policy: {} });
    const twin = await world.package({ catalog, roles: [first.roles[0]!], policy: {} });
    const [one, two] = [await world.user(), await world.user()];
    for (const person of [one, two]) await done(t, 'submitAccessRequest', { accessPackageId: accessPackage.id }, person);
    await done(t, 'submitAccessRequest', { accessPackageId: twin.id }, one);
    await t.drain();

    const roles = [{ resourceRoleId: second.roles[0]!.id }];
    const { accessPackageRolesPreview: seen } = await t.query<Answered>(PREVIEW, { id: accessPackage.id, roles }, { as: admin });
    expect(seen).toMatchObject({ assignments: 2, grantsAdded: 2, grantsRemoved: 1, confirmationRequired: false });
    await done(t, 'setAccessPackageRoles', { id: accessPackage.id, roles }, admin);
    await t.runJobs('all');
    const held = await t.query<Answered>(
      `query ($package: ID!, $group: ID!) { group: node(id: $group) { ... on Group { people { nodes { id } } } }
        assignments(filter: { accessPackage: { id: { eq: $package } } }) { nodes { state grants { state resourceRole { id } } } } }`,
      { package: accessPackage.id, group: group.id },
      { as: admin },
    );
    expect(held.group.people.nodes).toEqual([{ id: one.id }]);
    for (const { state, grants } of held.assignments.nodes) {
      expect(state).toBe('DELIVERED');
      expect(grants).toContainEqual({ state: 'ACTIVE', resourceRole: { id: second.roles[0]!.id } });
    }
  });

  test('above 25 people a change of rights needs the preview’s confirmation, of that very change', async () => {
    const { world } = t;
    const catalog = await world.catalog();
    const resource = await world.resource({ catalogs: [catalog] });
    const accessPackage = await world.package({ catalog, roles: [resource.roles[0]!] });
    const policy = await world.policy({ accessPackage });
    const people = await Promise.all(Array.from({ length: 27 }, () => world.user()));
    const targets = people.slice(1).map(({ id }) => ({ userId: id }));
    await done(t, 'assignAccessPackage', { accessPackageId: accessPackage.id, policyId: policy.id, targets }, admin);

    const preview = () => t.execute<Answered>(PREVIEW, { id: accessPackage.id, roles: [] }, { as: admin });
    const { accessPackageRolesPreview: seen } = (await preview()).data;
    expect(seen).toMatchObject({ assignments: 26, grantsAdded: 0, grantsRemoved: 26, confirmationRequired: true });
    const stranger = await t.execute(PREVIEW, { id: accessPackage.id, roles: [] }, { as: people[1]! });
    expect(stranger.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');

    const set = (part: object) => mutate(t, 'setAccessPackageRoles', { id: accessPackage.id, roles: [], ...part }, admin);
    const scoped = [{ resourceRoleId: resource.roles[0]!.id, scope: 'north' }];
    expect(await set({})).toMatchObject({ code: 'CONFIRMATION_REQUIRED', path: ['confirmation'] });
    expect(await set({ roles: scoped, confirmation: seen.confirmation })).toMatchObject({ code: 'CONFIRMATION_REQUIRED' });
    expect(await set({ confirmation: `99${seen.confirmation}` })).toMatchObject({ code: 'CONFIRMATION_REQUIRED' });
    // Who comes or goes meanwhile changes nothing; another change of the package does.
    await done(t, 'submitAccessRequest', { accessPackageId: accessPackage.id }, people[0]!);
    expect((await preview()).data.accessPackageRolesPreview).toMatchObject({ assignments: 27, confirmation: seen.confirmation });
    await done(t, 'updateAccessPackage', { id: accessPackage.id, description: 'Another one.' }, admin);
    expect(await set({ confirmation: seen.confirmation })).toMatchObject({ code: 'CONFIRMATION_REQUIRED' });
    const { confirmation } = (await preview()).data.accessPackageRolesPreview;
    expect(await set({ confirmation })).toMatchObject({ code: 'OK' });
  });

  test('a group that carries roles is packaged by an administrator only, and always with approval', async () => {
    const { world } = t;
    const manager = await world.user();
    const catalog = await world.catalog({ roles: [{ role: 'OWNER', holder: manager }] });
    const outer = await world.group();
    const inner = await world.group();
    await done(t, 'addGroupMembers', { groupId: outer.id, groupIds: [inner.id] }, admin);
    await done(t, 'assignCatalogRole', { catalogId: catalog.id, role: 'READER', groupId: outer.id }, admin);
    const resource = await world.resource({ group: inner, catalogs: [catalog] });
    const roles = [{ resourceRoleId: resource.roles[0]!.id }];
    const approved = { ...NO_APPROVAL, stages: [{ approvers: [{ kind: 'USER', userId: manager.id }] }] };

    const open = await world.package({ catalog, policy: { name: 'Open' } });
    expect(await mutate(t, 'setAccessPackageRoles', { id: open.id, roles }, admin)).toMatchObject({
      code: 'INVALID',
      path: ['roles'],
    });
    const guarded = await world.package({ catalog });
    expect(await mutate(t, 'setAccessPackageRoles', { id: guarded.id, roles }, manager)).toMatchObject({ code: 'FORBIDDEN' });
    await done(t, 'setAccessPackageRoles', { id: guarded.id, roles }, admin);
    expect(
      await mutate(t, 'createAssignmentPolicy', { accessPackageId: guarded.id, name: 'Open', definition: NO_APPROVAL }, manager),
    ).toMatchObject({ code: 'INVALID', path: ['definition', 'stages'] });
    expect(
      await mutate(t, 'createAssignmentPolicy', { accessPackageId: guarded.id, name: 'Guarded', definition: approved }, manager),
    ).toMatchObject({ code: 'OK' });

    const free = await world.group();
    const freely = await world.resource({ group: free, catalogs: [catalog] });
    await world.package({ catalog, roles: [freely.roles[0]!], policy: {} });
    expect(await mutate(t, 'assignDeploymentRole', { role: 'AUDITOR', groupId: free.id }, admin)).toMatchObject({
      code: 'IN_USE',
    });
    expect(await mutate(t, 'addGroupMembers', { groupId: outer.id, groupIds: [free.id] }, admin)).toMatchObject({
      code: 'IN_USE',
    });
  });
});
