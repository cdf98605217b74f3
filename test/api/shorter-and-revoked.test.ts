import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { EXTEND } from '../testkit/documents.ts';
import { afterUndo, ask, decide, look, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const REVOKE = `mutation ($input: RevokeApprovalInput!) { revokeApproval(input: $input) { accessRequest { id } errors { code message } } }`;

/** So many people nobody else knows. */
const people = (count: number) => Promise.all(Array.from({ length: count }, () => t.world.user()));

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
