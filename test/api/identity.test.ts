import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('people', () => {
  test('a user is made, changed and found; the audit names the fields and not what stood in them', async () => {
    const manager = await t.world.user();
    const { user } = await done(
      t,
      'createUser',
      {
        name: 'Lidia Holloway',
        email: 'lidia@contoso.example',
        department: 'Design',
        attributes: [
          { name: 'costCenter', value: '4711' },
          { name: 'floor', value: '2' },
        ],
      },
      admin,
      'user { id kind state email attributes manager { id } version }',
    );
    expect(user).toMatchObject({
      kind: 'MEMBER',
      state: 'ACTIVE',
      email: 'lidia@contoso.example',
      attributes: { costCenter: '4711', floor: '2' },
      manager: null,
    });
    const changed = await done(
      t,
      'updateUser',
      {
        id: user.id,
        expectedVersion: user.version,
        managerId: manager.id,
        jobTitle: 'Designer',
        attributes: [{ name: 'floor', value: null }],
      },
      admin,
      'user { jobTitle department attributes manager { id } version }',
    );
    expect(changed.user).toEqual({
      jobTitle: 'Designer',
      department: 'Design',
      attributes: { costCenter: '4711' },
      manager: { id: manager.id },
      version: user.version + 1,
    });
    expect(
      await mutate(t, 'updateUser', { id: user.id, expectedVersion: user.version, jobTitle: 'Late' }, admin, 'user { version }'),
    ).toMatchObject({ code: 'STALE_VERSION', payload: { user: { version: user.version + 1 } } });
    const { auditEvents } = await t.query<Answered>(
      'query ($id: ID!) { auditEvents(filter: { subjectId: { eq: $id } }) { nodes { action details } } }',
      { id: user.id },
      { as: admin },
    );
    expect(auditEvents.nodes.map(({ action }: Answered) => action).sort()).toEqual(['user.created', 'user.updated']);
    expect(JSON.stringify(auditEvents.nodes)).not.toMatch(/Lidia|lidia@|Designer|4711/);
    expect(auditEvents.nodes.find(({ action }: Answered) => action === 'user.updated').details).toEqual({
      fields: ['jobTitle', 'managerId', 'attributes'],
      managerId: manager.id,
    });
  });

  test('managers never run in a circle, however long, and not when two changes meet', async () => {
    const { world } = t;
    const top = await world.user();
    const middle = await world.user({ manager: top });
    const low = await world.user({ manager: middle });
    for (const managerId of [top.id, middle.id, low.id]) {
      expect(await mutate(t, 'updateUser', { id: top.id, managerId }, admin)).toMatchObject({
        code: 'CYCLE',
        path: ['managerId'],
      });
    }
    const a = await world.user();
    const b = await world.user();
    const both = await Promise.all([
      mutate(t, 'updateUser', { id: a.id, managerId: b.id }, admin),
      mutate(t, 'updateUser', { id: b.id, managerId: a.id }, admin),
    ]);
    expect(both.map(({ code }) => code).sort()).toEqual(['CYCLE', 'OK']);
  });

  test('a mail address belongs to one person, whatever its case, even when two ask at once', async () => {
    const twins = await Promise.all(
      ['Twin@contoso.example', 'twin@contoso.example'].map((email) => mutate(t, 'createUser', { name: 'Twin', email }, admin)),
    );
    expect(twins.map(({ code }) => code).sort()).toEqual(['NAME_TAKEN', 'OK']);
  });

  test('members find active people and groups by words of name, mail and department; a guest may not search', async () => {
    const { world } = t;
    const guest = await world.user({ kind: 'GUEST' });
    const megan = await world.user({ name: 'Megan Bowen', department: 'Sales 100%' });
    await world.user({ name: 'Megan Blocked', state: 'BLOCKED', blockReason: 'ADMINISTRATIVE' });
    const group = await world.group({ name: 'Megan fans' });
    const search = (text: string, as: User) =>
      t.execute<Answered>(
        'query ($text: String!) { searchDirectory(text: $text, first: 5) { nodes { ... on Node { id } } } }',
        { text },
        { as },
      );
    const someone = await world.user();
    expect((await search('bow MEG', someone)).data.searchDirectory.nodes).toEqual([{ id: megan.id }]);
    expect((await search('megan', someone)).data.searchDirectory.nodes).toEqual([{ id: megan.id }, { id: group.id }]);
    expect((await search('100%', someone)).data.searchDirectory.nodes).toEqual([{ id: megan.id }]);
    // No pattern, and too short to be a slip of the finger.
    expect((await search('00_', someone)).data.searchDirectory.nodes).toEqual([]);
    expect((await search('megan', guest)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect((await search('', someone)).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});

describe('leavers', () => {
  test('blocking ends sign-in until it is taken back', async () => {
    const person = await t.world.user();
    const { user } = await done(
      t,
      'blockUser',
      { id: person.id },
      admin,
      'user { state blockReason viewerCan { block { allowed } } }',
    );
    expect(user).toEqual({ state: 'BLOCKED', blockReason: 'ADMINISTRATIVE', viewerCan: { block: { allowed: true } } });
    const { node } = await t.query<Answered>(
      'query ($id: ID!) { node(id: $id) { ... on User { viewerCan { edit { allowed } block { allowed code } } } } }',
      { id: admin.id },
      { as: admin },
    );
    expect(node.viewerCan).toEqual({ edit: { allowed: true }, block: { allowed: false, code: 'NOT_FOR_YOURSELF' } });
    await expect(t.execute('{ viewer { id } }', {}, { as: person })).rejects.toThrow('no active user');
    expect(await mutate(t, 'blockUser', { id: person.id }, admin)).toMatchObject({ code: 'WRONG_STATE' });
    await done(t, 'unblockUser', { id: person.id }, admin);
    expect(await mutate(t, 'unblockUser', { id: person.id }, admin)).toMatchObject({ code: 'WRONG_STATE' });
  });

  test('deleting ends roles, memberships and access and frees the mail; restoring within 30 days brings back the person alone', async () => {
    const { world } = t;
    const person = await world.user({ name: 'Leaver', email: 'leaver@contoso.example' });
    const group = await world.group({ users: [person] });
    const catalog = await world.catalog({ roles: [{ role: 'OWNER', holder: person }] });
    const target = await world.group();
    const resource = await world.resource({ group: target });
    const accessPackage = await world.package({ roles: [resource.roles[0]!], policy: {} });
    await done(t, 'submitAccessRequest', { accessPackageId: accessPackage.id }, person);
    await t.runJobs('all');

    expect(await done(t, 'deleteUser', { id: person.id }, admin, 'deletedId')).toMatchObject({ deletedId: person.id });
    await t.runJobs('all');
    const left = `query ($user: ID!, $group: ID!, $target: ID!, $catalog: ID!) {
      assignments(filter: { target: { id: { eq: $user } } }) { nodes { state } }
      group: node(id: $group) { ... on Group { people { totalCount } } } target: node(id: $target) { ... on Group { people { totalCount } } }
      catalog: node(id: $catalog) { ... on Catalog { roles { role } } } }`;
    const ids = { user: person.id, group: group.id, target: target.id, catalog: catalog.id };
    const nothing = {
      assignments: { nodes: [{ state: 'EXPIRED' }] },
      group: { people: { totalCount: 0 } },
      target: { people: { totalCount: 0 } },
      catalog: { roles: [] },
    };
    expect(await t.query(left, ids, { as: admin })).toEqual(nothing);
    expect(await mutate(t, 'updateUser', { id: person.id, name: 'Ghost' }, admin)).toMatchObject({ code: 'WRONG_STATE' });

    await done(t, 'createUser', { name: 'Successor', email: 'Leaver@contoso.example' }, admin);
    expect(await mutate(t, 'restoreUser', { id: person.id }, admin)).toMatchObject({ code: 'NAME_TAKEN', path: ['email'] });
    const { user } = await done(
      t,
      'restoreUser',
      { id: person.id, email: 'leaver.2@contoso.example' },
      admin,
      'user { state email deletedAt }',
    );
    expect(user).toEqual({ state: 'ACTIVE', email: 'leaver.2@contoso.example', deletedAt: null });
    expect(await t.query(left, ids, { as: admin })).toEqual(nothing);

    await done(t, 'deleteUser', { id: person.id }, admin);
    const started = t.clock.now();
    t.clock.advance('P30D');
    expect(await mutate(t, 'restoreUser', { id: person.id }, admin)).toMatchObject({ code: 'WRONG_STATE' });
    t.clock.set(started);
  });

  test('nobody blocks or deletes themself, and the last administrator stays, however they hold the role', async () => {
    const fresh = await startTestApp();
    try {
      const { world } = fresh;
      const first = await world.admin();
      for (const name of ['blockUser', 'deleteUser'])
        expect(await mutate(fresh, name, { id: first.id }, first)).toMatchObject({ code: 'FORBIDDEN' });
      const { deploymentRoles } = await fresh.query<Answered>(
        '{ deploymentRoles { nodes { id role user { id } } } }',
        {},
        { as: first },
      );
      const [held] = deploymentRoles.nodes;
      expect(held).toMatchObject({ role: 'ADMINISTRATOR', user: { id: first.id } });
      expect(await mutate(fresh, 'removeDeploymentRole', { id: held.id }, first)).toMatchObject({ code: 'IN_USE' });

      const second = await world.user();
      const inner = await world.group({ users: [second] });
      const outer = await world.group({ groups: [inner] });
      await done(fresh, 'assignDeploymentRole', { role: 'ADMINISTRATOR', groupId: outer.id }, first);
      await done(fresh, 'removeDeploymentRole', { id: held.id }, second);
      expect(await mutate(fresh, 'removeGroupMembers', { groupId: inner.id, userIds: [second.id] }, second)).toMatchObject({
        code: 'IN_USE',
      });
      expect(await mutate(fresh, 'removeGroupMembers', { groupId: outer.id, groupIds: [inner.id] }, second)).toMatchObject({
        code: 'IN_USE',
      });
      // Two administrators who block each other at once: one of them stays, and whoever came late may be signed out already.
      const third = await world.admin();
      const block = (whom: User, by: User) =>
        mutate(fresh, 'blockUser', { id: whom.id }, by).then(
          ({ code }) => code,
          () => 'SIGNED_OUT',
        );
      const both = await Promise.all([block(third, second), block(second, third)]);
      expect(both.filter((code) => code === 'OK')).toHaveLength(1);
    } finally {
      await fresh.stop();
    }
  });
});

describe('groups and roles', () => {
  test('groups nest, never in a circle; members count all the way down', async () => {
    const { world } = t;
    const [one, two] = [await world.user(), await world.user()];
    const { group } = await done(t, 'createGroup', { name: 'Everyone in the north' }, admin, 'group { id version }');
    expect(await mutate(t, 'createGroup', { name: 'everyone IN the north' }, admin)).toMatchObject({ code: 'NAME_TAKEN' });
    const nested = await world.group({ users: [one] });
    const added = await done(
      t,
      'addGroupMembers',
      { groupId: group.id, userIds: [two.id, two.id], groupIds: [nested.id] },
      admin,
      'group { people { nodes { id } } members { nodes { user { id } memberGroup { id } } } }',
    );
    expect(added.group.people.nodes.map(({ id }: Answered) => id).sort()).toEqual([one.id, two.id].sort());
    expect(added.group.members.nodes).toHaveLength(2);
    expect(await mutate(t, 'addGroupMembers', { groupId: nested.id, groupIds: [group.id] }, admin)).toMatchObject({
      code: 'CYCLE',
    });
    expect(await mutate(t, 'addGroupMembers', { groupId: nested.id, groupIds: [nested.id] }, admin)).toMatchObject({
      code: 'CYCLE',
    });
    expect(await mutate(t, 'deleteGroup', { id: nested.id }, admin)).toMatchObject({ code: 'IN_USE' });
    await done(t, 'removeGroupMembers', { groupId: group.id, groupIds: [nested.id], userIds: [one.id] }, admin);
    expect(await mutate(t, 'deleteGroup', { id: nested.id }, admin)).toMatchObject({ code: 'OK' });
  });

  test('two groups that are nested in each other at once: one of them is refused', async () => {
    const [a, b] = [await t.world.group(), await t.world.group()];
    const both = await Promise.all([
      mutate(t, 'addGroupMembers', { groupId: a.id, groupIds: [b.id] }, admin),
      mutate(t, 'addGroupMembers', { groupId: b.id, groupIds: [a.id] }, admin),
    ]);
    expect(both.map(({ code }) => code).sort()).toEqual(['CYCLE', 'OK']);
  });

  test('roles over the deployment act at once, also through nested groups; nobody gives themself the right to bypass approval', async () => {
    const { world } = t;
    const person = await world.user();
    const inner = await world.group({ users: [person] });
    const outer = await world.group({ groups: [inner] });
    expect(await mutate(t, 'createCatalog', { name: 'By role' }, person)).toMatchObject({ code: 'FORBIDDEN' });
    const { deploymentRole } = await done(
      t,
      'assignDeploymentRole',
      { role: 'CATALOG_CREATOR', groupId: outer.id },
      admin,
      'deploymentRole { id role mayBypassApproval group { id } }',
    );
    expect(deploymentRole).toMatchObject({ role: 'CATALOG_CREATOR', mayBypassApproval: false, group: { id: outer.id } });
    expect(await mutate(t, 'createCatalog', { name: 'By role' }, person, 'catalog { roles { role user { id } } }')).toMatchObject(
      { code: 'OK', payload: { catalog: { roles: [{ role: 'OWNER', user: { id: person.id } }] } } },
    );
    expect((await t.execute('{ deploymentRoles { totalCount } }', {}, { as: person })).errors?.[0]?.extensions?.code).toBe(
      'FORBIDDEN',
    );

    expect(
      await mutate(t, 'assignDeploymentRole', { role: 'ADMINISTRATOR', userId: admin.id, mayBypassApproval: true }, admin),
    ).toMatchObject({ code: 'FORBIDDEN' });
    const bypassers = await world.group();
    const trusted = await world.group({ groups: [bypassers] });
    await done(t, 'assignDeploymentRole', { role: 'ADMINISTRATOR', groupId: trusted.id, mayBypassApproval: true }, admin);
    expect(await mutate(t, 'addGroupMembers', { groupId: bypassers.id, userIds: [admin.id] }, admin)).toMatchObject({
      code: 'FORBIDDEN',
    });
    const circle = await world.group({ users: [admin] });
    expect(await mutate(t, 'addGroupMembers', { groupId: bypassers.id, groupIds: [circle.id] }, admin)).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await mutate(t, 'addGroupMembers', { groupId: bypassers.id, userIds: [person.id] }, admin)).toMatchObject({
      code: 'OK',
    });
  });
});
