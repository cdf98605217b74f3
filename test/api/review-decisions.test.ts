import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { EXTEND, TAKE_BACK } from '../testkit/documents.ts';
import { afterUndo, ask, decide, look, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const REASSIGN = `mutation ($input: ReassignApprovalInput!) { reassignApproval(input: $input) {
  accessRequest { id } errors { code message path } } }`;

const REVOKE = `mutation ($input: RevokeApprovalInput!) { revokeApproval(input: $input) { accessRequest { id } errors { code message } } }`;

/** So many people nobody else knows. */
const people = (count: number) => Promise.all(Array.from({ length: count }, () => t.world.user()));

describe('taking a decision back', () => {
  test('is for whoever decided last: an earlier stage is not opened again behind a later decision', async () => {
    const [first, second, requester] = await people(3);
    const pkg = await t.world.package({ policy: { stages: [{ approvers: [first!] }, { approvers: [second!] }] } });
    const request = await ask(t, requester!, pkg);
    await decide(t, first!, request.stages[0]);
    await afterUndo(t);
    expect((await decide(t, second!, request.stages[1])).accessRequest.state).toBe('SCHEDULED');
    const { takeBackDecision } = await t.query<Answer>(TAKE_BACK, { input: { stageId: request.stages[0].id } }, { as: first! });
    expect(takeBackDecision.errors).toMatchObject([{ code: 'UNDO_WINDOW_OVER' }]);
    expect(await look(t, second!, request)).toMatchObject({
      state: 'SCHEDULED',
      stages: [{ state: 'APPROVED' }, { state: 'APPROVED' }],
    });
  });
});

describe('approving an extension for a shorter time', () => {
  test('never ends the access sooner than it ends without it', async () => {
    const [approver, holder] = await people(2);
    const pkg = await t.world.package({
      policy: { duration: 'P30D', stages: [], extensionStages: [{ approvers: [approver!] }], extensionNeedsApproval: true },
    });
    const request = await ask(t, holder!, pkg);
    await afterUndo(t);
    const { assignment } = await look(t, holder!, request);
    t.clock.advance('P20D');
    const { extendAssignment } = await t.query<Answer>(EXTEND, { input: { assignmentId: assignment.id } }, { as: holder! });
    const [stage] = extendAssignment.accessRequest.stages;
    const sooner = new Date(Date.parse(assignment.expiresAt) - 5 * 86_400_000).toISOString();
    const early = await decide(t, approver!, stage, 'APPROVE', { expiresAt: sooner });
    expect(early.errors).toMatchObject([{ code: 'INVALID', path: ['expiresAt'] }]);
    const later = new Date(Date.parse(assignment.expiresAt) + 86_400_000).toISOString();
    expect((await decide(t, approver!, stage, 'APPROVE', { expiresAt: later })).errors).toEqual([]);
    await afterUndo(t);
    expect((await look(t, holder!, request)).assignment.expiresAt).toBe(later);
  });
});

describe('revoking an approval', () => {
  test('of an extension that came to nothing leaves the access that rests on another one', async () => {
    const [first, second, holder] = await people(3);
    const pkg = await t.world.package({
      policy: {
        duration: 'P30D',
        extensionStages: [{ approvers: [first!] }, { approvers: [second!] }],
        extensionNeedsApproval: true,
      },
    });
    const request = await ask(t, holder!, pkg);
    await t.drain();
    const { assignment } = await look(t, holder!, request);
    t.clock.advance('P20D');
    const { extendAssignment } = await t.query<Answer>(EXTEND, { input: { assignmentId: assignment.id } }, { as: holder! });
    const extension = extendAssignment.accessRequest;
    await decide(t, first!, extension.stages[0]);
    await afterUndo(t);
    const revoke = () => t.query<Answer>(REVOKE, { input: { requestId: extension.id, justification: 'No' } }, { as: first! });
    expect((await revoke()).revokeApproval.errors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect((await decide(t, second!, extension.stages[1], 'DENY')).errors).toEqual([]);
    await afterUndo(t);
    expect((await revoke()).revokeApproval.errors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect((await look(t, holder!, request)).assignment.state).toBe('DELIVERED');
  });
});

describe('approving for a shorter time', () => {
  test('is possible however far away the end is that was asked for', async () => {
    const [approver, requester] = await people(2);
    const pkg = await t.world.package({ policy: { stages: [{ approvers: [approver!] }] } });
    const request = await ask(t, requester!, pkg, { expiresAt: '9999-12-31T00:00:00.000Z' });
    const soon = new Date(t.clock.now().getTime() + 86_400_000).toISOString();
    expect((await decide(t, approver!, request.stages[0], 'APPROVE', { expiresAt: soon })).errors).toEqual([]);
    // Requester and target learn of it with the approval.
    expect((await look(t, requester!, request)).schedule.expiresAt).toBe('9999-12-31T00:00:00.000Z');
    await afterUndo(t);
    expect((await look(t, requester!, request)).schedule.expiresAt).toBe(soon);
  });
});

describe('handing an approval on', () => {
  test('to somebody who is asked already is refused: the stage would lose a vote that its quorum needs', async () => {
    const [a, b, requester] = await people(3);
    const pkg = await t.world.package({ policy: { stages: [{ approvers: [a!, b!], quorum: 2 }] } });
    const request = await ask(t, requester!, pkg);
    const input = { stageId: request.stages[0].id, userId: a!.id, reason: 'You know better' };
    const { reassignApproval } = await t.query<Answer>(REASSIGN, { input }, { as: b! });
    expect(reassignApproval.errors).toMatchObject([{ code: 'INVALID', path: ['userId'] }]);
    await decide(t, a!, request.stages[0]);
    expect((await decide(t, b!, request.stages[0])).errors).toEqual([]);
  });
});

describe('a stage that stays silent', () => {
  test('asks its escalation approver even where they were asked before and handed it on', async () => {
    const [boss, deputy, requester] = await people(3);
    const stages = [{ approvers: [boss!], escalation: [boss!], decideWithin: 'P4D', escalateAfter: 'P2D' }];
    const pkg = await t.world.package({ policy: { stages } });
    const request = await ask(t, requester!, pkg);
    const input = { stageId: request.stages[0].id, userId: deputy!.id, reason: 'Away' };
    expect((await t.query<Answer>(REASSIGN, { input }, { as: boss! })).reassignApproval.errors).toEqual([]);
    t.clock.advance('P2D');
    await t.runJobs('all');
    const asked = (await look(t, 'system', request)).stages[0].approvers.map(({ user }: Answer) => user.id);
    expect(asked).toEqual(expect.arrayContaining([boss!.id, deputy!.id]));
    t.clock.advance('P2D');
    await t.runJobs('all');
    expect((await look(t, requester!, request)).state).toBe('EXPIRED');
  });
});

describe('the trail', () => {
  test('says that a request failed at its start, and never that it started', async () => {
    const [approver, requester] = await people(2);
    const catalog = await t.world.catalog();
    await t.world.catalogRole(catalog, { role: 'OWNER', holder: approver! });
    const pkg = await t.world.package({ catalog, policy: { stages: [{ approvers: [approver!] }] } });
    const request = await ask(t, requester!, pkg);
    await decide(t, approver!, request.stages[0]);
    await t.query(
      `mutation ($id: ID!) { retireAccessPackage(input: { id: $id }) { errors { code } } }`,
      { id: pkg.id },
      { as: approver! },
    );
    await afterUndo(t);
    const seen = await look(t, requester!, request);
    expect(seen.state).toBe('FAILED');
    const actions = seen.timeline.nodes.map(({ action }: Answer) => action);
    expect(actions).toContain('request.failed');
    expect(actions).not.toContain('request.started');
  });
});
