import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { ASSIGN, ASSIGNMENTS, END, EXTEND, NOTIFICATIONS, OPTIONS, SUBMIT } from '../testkit/documents.ts';
import { afterUndo, ask, askInVain, assign, decide, look, membersOf, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

/** The live assignments of somebody. */
async function held(as: { id: string }): Promise<Answer[]> {
  return (await t.query<Answer>(ASSIGNMENTS, { filter: { target: { id: { eq: as.id } } } }, { as })).assignments.nodes;
}

async function end(as: { id: string }, assignment: { id: string }): Promise<Answer> {
  return (await t.query<Answer>(END, { input: { assignmentId: assignment.id } }, { as })).endAssignment;
}

describe('access', () => {
  test('AT16 a bundle of group, application roles and site is delivered together, with a state per role', async () => {
    const { world } = t;
    const team = await world.group({ name: 'Sales support' });
    const parts = [
      await world.resource({ group: team }),
      await world.resource({ name: 'CRM', kind: 'APPLICATION', roles: ['Agent'] }),
      await world.resource({ name: 'Own app', kind: 'APPLICATION', roles: ['User'] }),
      await world.resource({ name: 'Sales site', kind: 'SITE', roles: ['Contribute'] }),
    ];
    const pkg = await world.package({ roles: parts.flatMap(({ roles }) => roles), policy: {} });
    const requester = await world.user();
    const request = await ask(t, requester, pkg);
    expect(request.state).toBe('DELIVERING');
    await t.runJobs('all');
    const seen = await look(t, requester, request);
    expect(seen.state).toBe('DELIVERED');
    expect(seen.assignment.grants.map((grant: Answer) => [grant.resourceRole.name, grant.state]).sort()).toEqual([
      ['Agent', 'ACTIVE'],
      ['Contribute', 'ACTIVE'],
      ['Member', 'ACTIVE'],
      ['User', 'ACTIVE'],
    ]);
    expect(await membersOf(t, team)).toEqual([requester.id]);
  });

  test('AT17 expiry removes access by a logged request, except what another assignment carries', async () => {
    const { world } = t;
    const [shared, own] = [await world.group({ name: 'Shared' }), await world.group({ name: 'Own' })];
    const [sharedRole, ownRole] = [
      (await world.resource({ group: shared })).roles[0]!,
      (await world.resource({ group: own })).roles[0]!,
    ];
    const short = await world.package({ roles: [sharedRole, ownRole], policy: { duration: 'P30D' } });
    const lasting = await world.package({ roles: [sharedRole], policy: {} });
    const holder = await world.user({ name: 'Holder' });
    const request = await ask(t, holder, short);
    await ask(t, holder, lasting);
    await t.runJobs('all');
    expect([await membersOf(t, shared), await membersOf(t, own)]).toEqual([[holder.id], [holder.id]]);

    t.clock.advance('P20D');
    await t.runJobs('all');
    t.clock.advance('P10DT1S');
    // The end has come; no job has run yet, and the access is shown as ended.
    expect((await look(t, holder, request)).assignment.state).toBe('ENDING');
    await t.runJobs('all');
    const seen = await look(t, holder, request);
    expect(seen.assignment).toMatchObject({ state: 'EXPIRED', endedAt: seen.assignment.expiresAt });
    expect([await membersOf(t, shared), await membersOf(t, own)]).toEqual([[holder.id], []]);
    const { accessRequests } = await t.query<Answer>(
      `query ($id: ID!) { accessRequests(filter: { assignment: { id: { eq: $id } }, type: { eq: SYSTEM_REMOVE } }) { nodes { state cause requester { id } } } }`,
      { id: seen.assignment.id },
      { as: 'system' },
    );
    expect(accessRequests.nodes).toEqual([{ state: 'DELIVERED', cause: 'EXPIRY', requester: null }]);
    const told = (await t.query<Answer>(NOTIFICATIONS, {}, { as: holder })).notifications.nodes.map(({ kind }: Answer) => kind);
    expect(told).toEqual(expect.arrayContaining(['ACCESS_DELIVERED', 'ACCESS_ENDS_SOON', 'ACCESS_ENDED']));
  });

  test('AT19 a group that carries a licence: the membership comes with the package and goes with its end', async () => {
    const { world } = t;
    const licensed = await world.group({ name: 'Licensed' });
    const carrier = await world.group({ name: 'Carries the licence', groups: [licensed] });
    const { roles } = await world.resource({ group: licensed });
    const pkg = await world.package({ roles, policy: { duration: 'P10D' } });
    const holder = await world.user();
    const people = async () => {
      const found = await t.query<Answer>(
        `query ($id: ID!) { node(id: $id) { ... on Group { people(first: 10) { nodes { id } } } } }`,
        { id: carrier.id },
        { as: 'system' },
      );
      return found.node.people.nodes.map(({ id }: Answer) => id);
    };
    await ask(t, holder, pkg);
    await t.runJobs('all');
    expect(await people()).toEqual([holder.id]);
    t.clock.advance('P10DT1S');
    await t.runJobs('all');
    expect(await people()).toEqual([]);
  });

  test('AT30 a manager asks on behalf of a report; a stranger may not; the manager does not approve their own submission', async () => {
    const { world } = t;
    const boss = await world.user({ name: 'Boss' });
    const manager = await world.user({ name: 'Manager', manager: boss });
    const report = await world.user({ name: 'Report', manager });
    const pkg = await world.package({
      policy: {
        managerOnBehalf: true,
        stages: [{ approvers: ['MANAGER'] }],
        questions: [{ text: 'Why?', kind: 'SHORT_TEXT', required: true }],
      },
    });
    const { requestOptions } = await t.query<Answer>(OPTIONS, { id: pkg.id, target: report.id }, { as: manager });
    const [question] = requestOptions.policies[0].questions;
    const filled = { targetId: report.id, answers: [{ questionId: question.id, value: 'A new project' }] };
    expect(await askInVain(t, await world.user(), pkg, filled)).toContain('NOT_YOURS_TO_REQUEST');
    expect(await askInVain(t, manager, pkg, { targetId: report.id })).toEqual(['ANSWERS_INVALID']);
    const request = await ask(t, manager, pkg, filled);
    expect(request).toMatchObject({ type: 'ON_BEHALF_ADD', requester: { id: manager.id }, target: { id: report.id } });
    // The manager asked, so the next one up decides.
    expect(request.stages[0].approvers).toMatchObject([{ name: 'Boss', kind: 'MANAGER' }]);
    const told = await t.query<Answer>(NOTIFICATIONS, {}, { as: report });
    expect(told.notifications.nodes).toMatchObject([{ kind: 'REQUEST_SUBMITTED_FOR_YOU', request: { id: request.id } }]);
    const own = await t.execute<Answer>(
      `mutation ($i: DecideApprovalInput!) { decideApproval(input: $i) { errors { code } } }`,
      { i: { stageId: request.stages[0].id, decision: 'APPROVE' } },
      { as: manager },
    );
    expect(own.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  test('AT31 bypassing approval is a right of its own, audited apart', async () => {
    const { world } = t;
    const catalog = await world.catalog();
    const [plain, entitled, target, other, approver] = await Promise.all(
      ['P', 'E', 'T', 'O', 'A'].map((name) => world.user({ name })),
    );
    await world.catalogRole(catalog, { role: 'OWNER', holder: plain! });
    await world.catalogRole(catalog, { role: 'ASSIGNMENT_MANAGER', holder: entitled!, mayBypassApproval: true });
    const pkg = await world.package({ catalog });
    const policy = await world.policy({ accessPackage: pkg, stages: [{ approvers: [approver!] }] });
    const input = { accessPackageId: pkg.id, policyId: policy.id, targets: [{ userId: target!.id }], bypassApproval: true };
    const refused = await t.execute<Answer>(ASSIGN, { input }, { as: plain! });
    expect(refused.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect(await held(target!)).toEqual([]);

    const bypassed = await assign(t, entitled!, pkg, policy, target!, { bypassApproval: true });
    await t.runJobs('all');
    const seen = await look(t, entitled!, bypassed);
    expect(seen.state).toBe('DELIVERED');
    expect(seen.timeline.nodes.map(({ action }: Answer) => action)).toContain('approval.bypassed');

    const asked = await assign(t, entitled!, pkg, policy, other!);
    expect(await look(t, entitled!, asked)).toMatchObject({
      type: 'ADMIN_ADD',
      state: 'PENDING_APPROVAL',
      stages: [{ approvers: [{ user: { id: approver!.id } }] }],
    });
    const self = await t.query<Answer>(ASSIGN, { input: { ...input, targets: [{ userId: entitled!.id }] } }, { as: entitled! });
    expect(self.assignAccessPackage.errors[0].gates).toMatchObject([{ code: 'NOT_YOURS_TO_REQUEST' }]);
  });

  test('AT35 why not: who can ask nothing reads which gate failed and who can change it', async () => {
    const { world } = t;
    const group = await world.group();
    const pkg = await world.package({ policy: { scope: 'SPECIFIC_USERS_AND_GROUPS', for: [group] } });
    const outsider = await world.user();
    const { requestOptions } = await t.query<Answer>(OPTIONS, { id: pkg.id }, { as: outsider });
    expect(requestOptions).toMatchObject({
      mayRequest: false,
      policies: [],
      gates: [{ code: 'NO_POLICY_IN_SCOPE', fixedBy: 'PACKAGE_MANAGER' }],
    });
    expect(requestOptions.gates[0].message).toMatch(/policy/);
    const { submitAccessRequest } = await t.query<Answer>(SUBMIT, { input: { accessPackageId: pkg.id } }, { as: outsider });
    expect(submitAccessRequest.errors).toMatchObject([
      { __typename: 'NotEligibleError', code: 'NOT_ELIGIBLE', gates: requestOptions.gates },
    ]);
  });

  test('AT36 who will decide is said before anything is submitted', async () => {
    const { world } = t;
    const manager = await world.user({ name: 'Known manager' });
    const requester = await world.user({ manager });
    const owners = await world.group({ users: [await world.user({ name: 'Hidden owner' })] });
    const pkg = await world.package({
      policy: {
        stages: [
          { approvers: ['MANAGER'], escalation: [owners], decideWithin: 'P10D', escalateAfter: 'P5D' },
          { approvers: [owners], showApprovers: false },
        ],
      },
    });
    const { requestOptions } = await t.query<Answer>(OPTIONS, { id: pkg.id }, { as: requester });
    expect(requestOptions).toMatchObject({ mayRequest: true, gates: [] });
    const [option] = requestOptions.policies;
    expect(option.because).toMatch(/only one/);
    expect(option.stages).toMatchObject([
      {
        order: 1,
        decideWithin: 'P10D',
        escalateAfter: 'P5D',
        approvers: [{ name: 'Known manager', kind: 'MANAGER', user: { name: 'Known manager' } }],
        escalationApprovers: [{ name: 'Hidden owner' }],
      },
      { order: 2, approvers: [{ name: 'A member of a group', user: null }] },
    ]);
  });

  test('AT37 overlap: the membership stays until the last package that carries it ends', async () => {
    const { world } = t;
    const group = await world.group();
    const { roles } = await world.resource({ group });
    const packages = [await world.package({ roles, policy: {} }), await world.package({ roles, policy: {} })];
    const holder = await world.user();
    for (const pkg of packages) await ask(t, holder, pkg);
    await t.runJobs('all');
    const [first, second] = await held(holder);
    expect(await end(holder, first)).toMatchObject({ errors: [], accessRequest: { type: 'USER_REMOVE' } });
    await t.runJobs('all');
    expect(await membersOf(t, group)).toEqual([holder.id]);
    await end(holder, second);
    await t.runJobs('all');
    expect(await membersOf(t, group)).toEqual([]);
  });

  test('AT38 already there: what was there before us is adopted and stays', async () => {
    const { world } = t;
    const holder = await world.user();
    const group = await world.group({ users: [holder] });
    const { roles } = await world.resource({ group });
    const pkg = await world.package({ roles, policy: {} });
    await ask(t, holder, pkg);
    await t.runJobs('all');
    const [assignment] = await held(holder);
    expect(assignment.grants).toMatchObject([{ state: 'ACTIVE', origin: 'ADOPTED' }]);
    await end(holder, assignment);
    await t.runJobs('all');
    expect((await held(holder))[0]).toMatchObject({ state: 'EXPIRED', grants: [{ state: 'REMOVED', origin: 'ADOPTED' }] });
    expect(await membersOf(t, group)).toEqual([holder.id]);
  });

  test('AT42 dead end: a policy whose approver has left is said at once', async () => {
    const { world } = t;
    const gone = await world.user({ name: 'Gone', state: 'BLOCKED' });
    const pkg = await world.package({ policy: { stages: [{ approvers: [gone] }] } });
    const requester = await world.user();
    const { requestOptions } = await t.query<Answer>(OPTIONS, { id: pkg.id }, { as: requester });
    expect(requestOptions).toMatchObject({ mayRequest: false, gates: [{ code: 'NO_APPROVER' }] });
    expect(await askInVain(t, requester, pkg)).toEqual(['NO_APPROVER']);
  });

  test('an extension counts from the old end; without approval it is done at once; a second one waits its turn', async () => {
    const { world } = t;
    const approver = await world.user({ name: 'Approver' });
    const pkg = await world.package({
      policy: { duration: 'P30D', extensionNeedsApproval: true, extensionStages: [{ approvers: [approver] }] },
    });
    const holder = await world.user();
    await ask(t, holder, pkg);
    await t.runJobs('all');
    const [assignment] = await held(holder);
    t.clock.advance('P20D');
    const extend = async (input: object) =>
      (await t.query<Answer>(EXTEND, { input: { assignmentId: assignment.id, ...input } }, { as: holder })).extendAssignment;
    const { accessRequest, errors } = await extend({ duration: 'P10D' });
    expect(errors).toEqual([]);
    expect(accessRequest).toMatchObject({ type: 'USER_EXTEND', state: 'PENDING_APPROVAL' });
    expect((await extend({})).errors[0].gates).toMatchObject([{ code: 'REQUEST_PENDING' }]);
    await decide(t, approver, accessRequest.stages[0]);
    await afterUndo(t);
    const [longer] = await held(holder);
    expect((Date.parse(longer.expiresAt) - Date.parse(assignment.expiresAt)) / 86_400_000).toBe(10);
    expect((await look(t, holder, accessRequest)).state).toBe('DELIVERED');
  });

  test('access past its end blocks no new request, though no job has looked yet', async () => {
    const { world } = t;
    const group = await world.group();
    const { roles } = await world.resource({ group });
    const pkg = await world.package({ roles, policy: { duration: 'P10D' } });
    const holder = await world.user();
    const first = await ask(t, holder, pkg);
    await t.runJobs('all');
    t.clock.advance('P11D');
    const second = await ask(t, holder, pkg);
    expect(second.state).toBe('DELIVERING');
    await t.runJobs('all');
    expect((await look(t, holder, first)).assignment.state).toBe('EXPIRED');
    expect((await look(t, holder, second)).assignment.state).toBe('DELIVERED');
    expect(await membersOf(t, group)).toEqual([holder.id]);
  });

  test('a fresh request near the end starts at the old end, and nothing is revoked in between', async () => {
    const { world } = t;
    const group = await world.group();
    const { roles } = await world.resource({ group });
    const pkg = await world.package({ roles, policy: { duration: 'P30D', extensionAllowed: false } });
    const holder = await world.user();
    await ask(t, holder, pkg);
    await t.runJobs('all');
    expect(await askInVain(t, holder, pkg)).toEqual(['ALREADY_ASSIGNED']);
    t.clock.advance('P20D');
    await t.runJobs('all');
    const next = await ask(t, holder, pkg);
    expect(next.state).toBe('SCHEDULED');
    t.clock.advance('P10DT1S');
    await t.runJobs('all');
    const both = await held(holder);
    expect(both.map(({ state }) => state).sort()).toEqual(['DELIVERED', 'EXPIRED']);
    expect((await look(t, holder, next)).state).toBe('DELIVERED');
    expect(await membersOf(t, group)).toEqual([holder.id]);
    const { provisioningOperations } = await t.query<Answer>(
      `query ($u: ID!) { provisioningOperations(filter: { grant: { user: { id: { eq: $u } } } }) { nodes { action } } }`,
      { u: holder.id },
      { as: 'system' },
    );
    expect(provisioningOperations.nodes).toEqual([{ action: 'GRANT' }]);
  });
});
