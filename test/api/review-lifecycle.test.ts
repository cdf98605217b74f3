import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { deliverable, giveUp, grantOf, retryWhenDue } from '../testkit/delivery.ts';
import { ASSIGNMENTS, EXTEND } from '../testkit/documents.ts';
import { afterUndo, ask, assign, look, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const REPROCESS = `mutation ($input: ReprocessAccessRequestInput!) { reprocessAccessRequest(input: $input) {
  accessRequest { id state } errors { code message } } }`;

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

describe('reprocessing', () => {
  test('a delivery whose access has ended since is refused and leaves nothing pending', async () => {
    const { target, accessPackage, catalog } = await deliverable(t);
    const manager = await t.world.user();
    await t.world.catalogRole(catalog, { role: 'ASSIGNMENT_MANAGER', holder: manager });
    const holder = await t.world.user();
    target.refuse();
    const request = await ask(t, holder, accessPackage);
    await t.drain();
    for (let i = 0; i < 10; i += 1) {
      t.clock.advance('P1D');
      await retryWhenDue(t);
    }
    expect((await look(t, holder, request)).state).toBe('FAILED');
    target.start();
    await giveUp(t, holder, request);
    await t.drain();
    const { reprocessAccessRequest } = await t.query<Answer>(REPROCESS, { input: { requestId: request.id } }, { as: manager });
    expect(reprocessAccessRequest.errors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect((await look(t, holder, request)).state).toBe('FAILED');
    await ask(t, holder, accessPackage);
  });

  test('a delivery beside a change of the same access that is still open is refused', async () => {
    const { target, catalog, role } = await deliverable(t);
    const manager = await t.world.user();
    const approver = await t.world.user();
    await t.world.catalogRole(catalog, { role: 'ASSIGNMENT_MANAGER', holder: manager });
    const pkg = await t.world.package({
      catalog,
      roles: [role],
      policy: {
        endsAt: new Date(t.clock.now().getTime() + 90 * 86_400_000),
        extensionStages: [{ approvers: [approver] }],
        extensionNeedsApproval: true,
      },
    });
    const holder = await t.world.user();
    target.refuse();
    const soon = new Date(t.clock.now().getTime() + 60 * 86_400_000);
    const request = await ask(t, holder, pkg, { expiresAt: soon });
    await t.drain();
    for (let i = 0; i < 10; i += 1) {
      t.clock.advance('P1D');
      await retryWhenDue(t);
    }
    const { assignment } = await look(t, holder, request);
    t.clock.advance('P40D');
    const { extendAssignment } = await t.query<Answer>(EXTEND, { input: { assignmentId: assignment.id } }, { as: holder });
    expect(extendAssignment.errors).toEqual([]);
    const { reprocessAccessRequest } = await t.query<Answer>(REPROCESS, { input: { requestId: request.id } }, { as: manager });
    expect(reprocessAccessRequest.errors).toMatchObject([{ code: 'WRONG_STATE' }]);
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

describe('a right that was there before us', () => {
  test('leaves our books at the end with evidence of its own', async () => {
    const { target, accessPackage, role } = await deliverable(t);
    const holder = await t.world.user();
    target.give({ user: holder, role });
    const request = await ask(t, holder, accessPackage);
    await t.drain();
    const grant = await grantOf(t, holder);
    expect(grant).toMatchObject({ state: 'ACTIVE', origin: 'ADOPTED' });
    await giveUp(t, holder, request);
    const events = `query ($id: ID!) { auditEvents(filter: { subjectId: { eq: $id } }, first: 50) { nodes { action } } }`;
    const { auditEvents } = await t.query<Answer>(events, { id: grant.id }, { as: 'system' });
    expect(auditEvents.nodes.map(({ action }: Answer) => action)).toEqual(['grant.released', 'grant.adopted']);
  });
});

describe('a person who is blocked', () => {
  test('is given nothing new, not even what was on its way, until they are back', async () => {
    const { target, accessPackage, role } = await deliverable(t);
    const admin = await t.world.admin();
    const holder = await t.world.user();
    target.stop();
    const request = await ask(t, holder, accessPackage);
    await t.drain();
    const set = (name: string) =>
      t.query<Answer>(
        `mutation ($id: ID!) { ${name}(input: { id: $id }) { errors { code } } }`,
        { id: holder.id },
        { as: admin },
      );
    expect(await set('blockUser')).toEqual({ blockUser: { errors: [] } });
    target.start();
    t.clock.advance('PT1H');
    await retryWhenDue(t);
    expect(target.holders(role)).toEqual([]);
    expect((await look(t, 'system', request)).state).toBe('DELIVERING');
    await set('unblockUser');
    t.clock.advance('PT15M');
    await retryWhenDue(t);
    expect(target.holders(role)).toEqual([holder.id]);
    expect((await look(t, 'system', request)).state).toBe('DELIVERED');
  });
});
