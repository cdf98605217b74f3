import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { deliverable, giveUp, grantOf, retryWhenDue } from '../testkit/delivery.ts';
import { ASSIGNMENTS, EXTEND } from '../testkit/documents.ts';
import { afterUndo, ask, assign, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

async function held(as: { id: string }): Promise<Answer[]> {
  return (await t.query<Answer>(ASSIGNMENTS, { filter: { target: { id: { eq: as.id } } } }, { as })).assignments.nodes;
}

describe('a fresh request that starts at the old end', () => {
  test('takes the grants over even where the end is looked at before the start', async () => {
    const { target, role, catalog } = await deliverable(t);
    const pkg = await t.world.package({ catalog, roles: [role], policy: { duration: 'P30D', extensionAllowed: false } });
    const holder = await t.world.user();
    await ask(t, holder, pkg);
    await afterUndo(t);
    t.clock.advance('P25D');
    const next = await ask(t, holder, pkg);
    expect(next.state).toBe('SCHEDULED');
    t.clock.set(new Date(next.schedule.startsAt));
    await t.runJobs('expiry');
    await t.runJobs('all');
    expect(await held(holder)).toMatchObject([{ state: 'DELIVERED' }, { state: 'EXPIRED' }]);
    expect(target.writesFor(holder)).toEqual(['GRANT']);
  });
});

describe('a removal that hangs because its target is away', () => {
  test('neither holds up nor outlives the removal of access given since', async () => {
    const { target, accessPackage } = await deliverable(t);
    const holder = await t.world.user();
    const first = await ask(t, holder, accessPackage);
    await t.drain();
    target.stop();
    await giveUp(t, holder, first);
    await t.drain();
    const second = await ask(t, holder, accessPackage);
    await t.drain();
    await giveUp(t, holder, second);
    await t.drain();
    target.start();
    t.clock.advance('PT1H');
    await retryWhenDue(t);
    await t.drain();
    expect(await grantOf(t, holder)).toMatchObject({ state: 'REMOVED' });
    expect(await held(holder)).toMatchObject([{ state: 'EXPIRED' }, { state: 'EXPIRED' }]);
  });

  test('does so where the package gives other rights by now', async () => {
    const { target, accessPackage, catalog, connector } = await deliverable(t);
    const other = await t.world.resource({ connector, catalogs: [catalog] });
    const owner = await t.world.user();
    await t.world.catalogRole(catalog, { role: 'OWNER', holder: owner });
    const holder = await t.world.user();
    const first = await ask(t, holder, accessPackage);
    await t.drain();
    target.stop();
    await giveUp(t, holder, first);
    await t.drain();
    const SET = `mutation ($input: SetAccessPackageRolesInput!) { setAccessPackageRoles(input: $input) { errors { code message } } }`;
    const roles = [{ resourceRoleId: other.roles[0]!.id }];
    expect(await t.query<Answer>(SET, { input: { id: accessPackage.id, roles } }, { as: owner })).toMatchObject({
      setAccessPackageRoles: { errors: [] },
    });
    const second = await ask(t, holder, accessPackage);
    await t.drain();
    await giveUp(t, holder, second);
    target.start();
    t.clock.advance('PT1H');
    await retryWhenDue(t);
    await t.drain();
    expect(await held(holder)).toMatchObject([{ state: 'EXPIRED' }, { state: 'EXPIRED' }]);
  });
});

describe('an end moved by somebody with a role', () => {
  test('may be taken away where the policy knows no end', async () => {
    const catalog = await t.world.catalog();
    const manager = await t.world.user();
    await t.world.catalogRole(catalog, { role: 'ASSIGNMENT_MANAGER', holder: manager });
    const pkg = await t.world.package({ catalog });
    const policy = await t.world.policy({ accessPackage: pkg });
    const holder = await t.world.user();
    const soon = new Date(t.clock.now().getTime() + 10 * 86_400_000).toISOString();
    await assign(t, manager, pkg, policy, holder, { expiresAt: soon });
    await t.drain();
    const [assignment] = await held(holder);
    expect(assignment.expiresAt).toBe(soon);
    const { extendAssignment } = await t.query<Answer>(EXTEND, { input: { assignmentId: assignment.id } }, { as: manager });
    expect(extendAssignment.errors).toEqual([]);
    await t.drain();
    expect((await held(holder))[0].expiresAt).toBeNull();
  });
});
