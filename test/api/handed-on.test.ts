import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { ask, decide, look, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const REASSIGN = `mutation ($input: ReassignApprovalInput!) { reassignApproval(input: $input) {
  accessRequest { id } errors { code message path } } }`;

/** So many people nobody else knows. */
const people = (count: number) => Promise.all(Array.from({ length: count }, () => t.world.user()));

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
