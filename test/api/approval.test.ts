import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { APPROVALS, CANCEL, TAKE_BACK } from '../testkit/documents.ts';
import { afterUndo, ask, askInVain, decide, look, membersOf, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

describe('approval', () => {
  test('AT06 manager approval for a licence package, with a fallback where there is no manager', async () => {
    const { world } = t;
    const diego = await world.user({ name: 'Diego' });
    const megan = await world.user({ name: 'Megan' });
    const adele = await world.user({ name: 'Adele', manager: megan });
    const loner = await world.user({ name: 'Loner' });
    const licences = await world.group({ name: 'Project licences' });
    const { roles } = await world.resource({ group: licences });
    const pkg = await world.package({
      roles,
      policy: { stages: [{ approvers: ['MANAGER'], fallback: [diego] }], duration: 'P90D' },
    });

    const request = await ask(t, adele, pkg);
    expect(request).toMatchObject({ type: 'USER_ADD', state: 'PENDING_APPROVAL' });
    expect(request.stages[0].approvers).toMatchObject([{ name: 'Megan', role: 'PRIMARY', kind: 'MANAGER' }]);
    const other = await ask(t, loner, pkg);
    expect(other.stages[0].approvers).toMatchObject([{ name: 'Diego', role: 'FALLBACK' }]);

    expect(await membersOf(t, licences)).toEqual([]);
    expect(await decide(t, megan, request.stages[0])).toMatchObject({ errors: [], accessRequest: { state: 'SCHEDULED' } });
    await afterUndo(t);
    const seen = await look(t, adele, request);
    expect(seen).toMatchObject({
      state: 'DELIVERED',
      assignment: { state: 'DELIVERED', grants: [{ state: 'ACTIVE', origin: 'PROVISIONED' }] },
    });
    const days = (Date.parse(seen.assignment.expiresAt) - Date.parse(seen.assignment.deliveredAt)) / 86_400_000;
    expect(days).toBe(90);
    expect(await membersOf(t, licences)).toEqual([adele.id]);
  });

  test('AT20 escalation to the second approver', async () => {
    const { world } = t;
    const [first, second, third, requester] = await Promise.all([1, 2, 3, 4].map((n) => world.user({ name: `Escalation ${n}` })));
    const stages = [
      { approvers: [first!], escalation: [second!], decideWithin: 'P14D', escalateAfter: 'P8D', reminders: ['P3D'] },
    ];
    const pkg = await world.package({ policy: { stages } });
    const request = await ask(t, requester!, pkg);
    const waitsFor = async (as: { id: string }) =>
      (await t.query<Answer>(APPROVALS, {}, { as })).approvals.nodes.some((stage: Answer) => stage.request.id === request.id);

    t.clock.advance('P7D');
    await t.runJobs('all');
    expect([await waitsFor(first!), await waitsFor(second!)]).toEqual([true, false]);
    t.clock.advance('P1D');
    await t.runJobs('all');
    expect([await waitsFor(first!), await waitsFor(second!), await waitsFor(third!)]).toEqual([true, true, false]);

    expect(await decide(t, second!, request.stages[0])).toMatchObject({ errors: [] });
    const late = await decide(t, first!, request.stages[0], 'DENY');
    expect(late.errors).toMatchObject([
      { __typename: 'AlreadyDecidedError', code: 'ALREADY_DECIDED', by: { name: 'Escalation 2' }, decision: 'APPROVE' },
    ]);

    const silent = await ask(t, await world.user({ name: 'Unheard' }), pkg);
    t.clock.advance('P14D');
    await t.runJobs('all');
    const lapsed = await look(t, 'system', silent);
    expect(lapsed).toMatchObject({ state: 'EXPIRED', stages: [{ state: 'EXPIRED' }] });
    const actions = lapsed.timeline.nodes.map(({ action }: Answer) => action);
    expect(actions.indexOf('approval.escalated')).toBeGreaterThan(0);
    expect(actions.indexOf('approval.lapsed')).toBeGreaterThan(actions.indexOf('approval.escalated'));
  });

  test('AT39 two at once: exactly one decision counts, and the other is told who decided', async () => {
    const { world } = t;
    const approvers = await Promise.all([1, 2].map((n) => world.user({ name: `Twin ${n}` })));
    const pkg = await world.package({ policy: { stages: [{ approvers }] } });
    const request = await ask(t, await world.user(), pkg);
    const answers = await Promise.all(approvers.map((as) => decide(t, as, request.stages[0])));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    const [refused] = answers.flatMap(({ errors }) => errors);
    expect(refused).toMatchObject({ __typename: 'AlreadyDecidedError', decision: 'APPROVE' });
    expect(refused.by.name).toMatch(/^Twin/);
    const { stages } = await look(t, 'system', request);
    expect(stages[0].decisions).toHaveLength(1);
  });

  test('a decision is taken back within the undo window, and not after it', async () => {
    const { world } = t;
    const approver = await world.user({ name: 'Hasty' });
    const requester = await world.user();
    const pkg = await world.package({ policy: { stages: [{ approvers: [approver] }] } });
    const request = await ask(t, requester, pkg);
    const [stage] = request.stages;
    await decide(t, approver, stage);
    const back = (await t.query<Answer>(TAKE_BACK, { input: { stageId: stage.id } }, { as: approver })).takeBackDecision;
    expect(back).toMatchObject({
      errors: [],
      accessRequest: { state: 'PENDING_APPROVAL', stages: [{ state: 'OPEN', decideBy: stage.decideBy }] },
    });
    await afterUndo(t);
    expect((await look(t, requester, request)).state).toBe('PENDING_APPROVAL');
    await decide(t, approver, stage);
    t.clock.advance('PT10S');
    const late = (await t.query<Answer>(TAKE_BACK, { input: { stageId: stage.id } }, { as: approver })).takeBackDecision;
    expect(late.errors).toMatchObject([{ code: 'UNDO_WINDOW_OVER' }]);
  });

  test('a denial ends the request; a quorum waits for different people; stages come one after the other', async () => {
    const { world } = t;
    const [a, b, c] = await Promise.all(['A', 'B', 'C'].map((name) => world.user({ name })));
    const pkg = await world.package({ policy: { stages: [{ approvers: [a!, b!], quorum: 2 }, { approvers: [c!] }] } });
    const request = await ask(t, await world.user(), pkg);
    expect(request.stages).toMatchObject([{ state: 'OPEN' }, { state: 'WAITING', approvers: [] }]);
    expect((await decide(t, c!, request.stages[1])).errors).not.toEqual([]);
    expect((await decide(t, a!, request.stages[0])).accessRequest.state).toBe('PENDING_APPROVAL');
    expect((await decide(t, a!, request.stages[0])).errors).toMatchObject([{ code: 'ALREADY_DECIDED' }]);
    await decide(t, b!, request.stages[0]);
    await afterUndo(t);
    expect((await look(t, b!, request)).stages).toMatchObject([{ state: 'APPROVED' }, { state: 'OPEN' }]);
    await decide(t, c!, request.stages[1], 'DENY');
    await afterUndo(t);
    expect(await look(t, c!, request)).toMatchObject({ state: 'DENIED', stages: [{ state: 'APPROVED' }, { state: 'DENIED' }] });
  });

  test('nobody decides for themself, not even through a group', async () => {
    const { world } = t;
    const [self, other] = await Promise.all(['Self', 'Other'].map((name) => world.user({ name })));
    const group = await world.group({ users: [self!, other!] });
    const pkg = await world.package({ policy: { stages: [{ approvers: [group] }] } });
    const request = await ask(t, self!, pkg);
    expect(request.stages[0].approvers).toMatchObject([{ name: 'Other' }]);
    const { errors } = await t.execute<Answer>(
      `mutation ($input: DecideApprovalInput!) { decideApproval(input: $input) { errors { code } } }`,
      { input: { stageId: request.stages[0].id, decision: 'APPROVE' } },
      { as: self! },
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const alone = await world.package({ policy: { stages: [{ approvers: [self!] }] } });
    expect(await askInVain(t, self!, alone)).toEqual(['NO_APPROVER']);
  });

  test('a canceled request leaves the queue, and its package may be asked for again', async () => {
    const { world } = t;
    const [approver, requester] = await Promise.all(['Approver', 'Requester'].map((name) => world.user({ name })));
    const pkg = await world.package({ policy: { stages: [{ approvers: [approver!] }] } });
    const request = await ask(t, requester!, pkg);
    expect(await askInVain(t, requester!, pkg)).toEqual(['REQUEST_PENDING']);
    const stranger = await t.query<Answer>(CANCEL, { input: { requestId: request.id } }, { as: await world.user() });
    expect(stranger.cancelAccessRequest.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const canceled = await t.query<Answer>(
      CANCEL,
      { input: { requestId: request.id, reason: 'Not needed' } },
      { as: requester! },
    );
    expect(canceled.cancelAccessRequest).toMatchObject({ errors: [], accessRequest: { state: 'CANCELED' } });
    expect((await t.query<Answer>(APPROVALS, {}, { as: approver! })).approvals.totalCount).toBe(0);
    await ask(t, requester!, pkg);
  });

  test('of two requests for one person at the same time one is made', async () => {
    const { world } = t;
    const requester = await world.user();
    const pkg = await world.package({ policy: {} });
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        t.query<Answer>(
          `mutation ($i: SubmitAccessRequestInput!) { submitAccessRequest(input: $i) { accessRequest { id } errors { code } } }`,
          { i: { accessPackageId: pkg.id } },
          { as: requester },
        ),
      ),
    );
    expect(answers.filter((one) => one.submitAccessRequest.accessRequest)).toHaveLength(1);
  });
});
