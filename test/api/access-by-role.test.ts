import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { ASSIGN } from '../testkit/documents.ts';
import { viewerAs } from '../testkit/execute.ts';
import { afterUndo, ask, assign, decide, look, type Answer } from '../testkit/flow.ts';
import { done, mutate } from '../testkit/mutate.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

describe('access and roles', () => {
  test('AT19 a licence of its own, and a group that carries a role: both come with the package and go with its end', async () => {
    const { world } = t;
    const [holder, approver, admin] = [await world.user(), await world.user(), await world.admin()];
    const auditors = await world.group({ name: 'Auditors' });
    await done(t, 'assignDeploymentRole', { role: 'AUDITOR', groupId: auditors.id }, admin);
    const { roles: group } = await world.resource({ group: auditors });
    const { roles: licence } = await world.resource({ kind: 'LICENCE', roles: ['Seat'] });
    const pkg = await world.package({
      roles: [...group, ...licence],
      policy: { duration: 'P10D', stages: [{ approvers: [approver] }] },
    });
    const roles = async () => (await viewerAs(t.app, { as: holder }))!.deploymentRoles.map(({ role }) => role);
    const seats = async () =>
      t.app.orm.em.fork().execute('select user_id from directory_entitlement where resource_role_id = ?', [licence[0]!.id]);
    const request = await ask(t, holder, pkg);
    await decide(t, approver, request.stages[0]);
    expect([await roles(), await seats()]).toEqual([[], []]);
    await afterUndo(t);
    expect([await roles(), await seats()]).toEqual([['AUDITOR'], [{ user_id: holder.id }]]);
    t.clock.advance('P10DT1S');
    await t.runJobs('all');
    expect([await roles(), await seats()]).toEqual([[], []]);
  });

  test('AT31 an administrator bypasses approval where another one gave them the right, and no sooner', async () => {
    const { world } = t;
    const [admin, giver, target, approver] = [await world.admin(), await world.admin(), await world.user(), await world.user()];
    const pkg = await world.package();
    const policy = await world.policy({ accessPackage: pkg, stages: [{ approvers: [approver] }] });
    const input = { accessPackageId: pkg.id, policyId: policy.id, targets: [{ userId: target.id }] };
    const bypass = () => t.execute<Answer>(ASSIGN, { input: { ...input, bypassApproval: true } }, { as: admin });
    expect((await bypass()).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    const { accessRequests } = await t.query<Answer>(
      'query ($id: ID!) { accessRequests(filter: { target: { id: { eq: $id } } }) { totalCount } }',
      { id: target.id },
      { as: admin },
    );
    expect(accessRequests.totalCount).toBe(0);
    const asked = await assign(t, admin, pkg, policy, await world.user());
    expect((await look(t, admin, asked)).state).toBe('PENDING_APPROVAL');

    const right = { role: 'ADMINISTRATOR', userId: admin.id, mayBypassApproval: true };
    expect((await mutate(t, 'assignDeploymentRole', right, admin)).code).toBe('FORBIDDEN');
    await done(t, 'assignDeploymentRole', right, giver);
    const [bypassed] = (await bypass()).data!.assignAccessPackage.accessRequests;
    await t.runJobs('all');
    const seen = await look(t, admin, bypassed);
    expect(seen.state).toBe('DELIVERED');
    expect(seen.timeline.nodes.map(({ action }: Answer) => action)).toContain('approval.bypassed');
  });
});
