import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { afterUndo, ask, askInVain, decide, look, membersOf, type Answer } from '../testkit/flow.ts';
import { done, mutate } from '../testkit/mutate.ts';

let t: TestApp;
let admin: { id: string };
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.world.admin();
});
afterAll(() => t.stop());

const people = (count: number) => Promise.all(Array.from({ length: count }, () => t.world.user()));

/** The stages of a request: their state and who is asked. */
async function stagesOf(request: { id: string }): Promise<[string, string[]][]> {
  const { stages } = await look(t, 'system', request);
  return stages.map(({ state, approvers }: Answer) => [state, approvers.map(({ user }: Answer) => user.id)]);
}

/** What somebody was told of one kind. */
async function told(user: { id: string }, kind: string): Promise<Answer[]> {
  const { notifications } = await t.query<Answer>(
    'query { notifications(first: 100) { nodes { kind request { id } } } }',
    {},
    { as: user },
  );
  return notifications.nodes.filter((one: Answer) => one.kind === kind);
}

describe('a request keeps the policy that it began with, whatever is edited meanwhile', () => {
  /** A request under two stages, whose policy says something else by now: one stage, somebody else, no reminders. */
  async function edited() {
    const [requester, first, second, other] = await people(4);
    const accessPackage = await t.world.package();
    const policy = await t.world.policy({
      accessPackage,
      stages: [{ approvers: [first!], reminders: ['P1D'] }, { approvers: [second!] }],
    });
    const request = await ask(t, requester!, accessPackage);
    const definition = {
      scope: 'ALL_MEMBERS',
      expiration: { kind: 'NEVER' },
      stages: [{ approvers: [{ kind: 'USER', userId: other!.id }] }],
    };
    await done(t, 'updateAssignmentPolicy', { id: policy.id, definition }, admin);
    return { request, requester: requester!, first: first!, second: second!, other: other! };
  }

  it('6.s5 the second stage', async () => {
    const { request, requester, first, second } = await edited();
    await decide(t, first, request.stages[0]);
    await afterUndo(t);
    expect(await stagesOf(request)).toEqual([
      ['APPROVED', [first.id]],
      ['OPEN', [second.id]],
    ]);
    const [, next] = (await look(t, 'system', request)).stages;
    await decide(t, second, next);
    await afterUndo(t);
    expect((await look(t, requester, request)).state).toBe('DELIVERED');
  });

  it('6.s5 the reminders', async () => {
    const { request, first } = await edited();
    t.clock.advance('P1D');
    await t.runJobs('stage-deadlines');
    expect(await told(first, 'APPROVAL_REMINDER')).toMatchObject([{ request: { id: request.id } }]);
  });

  it('6.s5 the stage that is handed on', async () => {
    const { request, first, other } = await edited();
    await done(t, 'reassignApproval', { stageId: request.stages[0].id, userId: other.id }, first);
    expect(await stagesOf(request)).toMatchObject([
      ['OPEN', expect.arrayContaining([other.id])],
      ['WAITING', []],
    ]);
  });
});

describe('who decides', () => {
  it('6.s5 whoever handed a stage on decides it no more, and whoever has it does', async () => {
    const [requester, approver, next] = await people(3);
    const accessPackage = await t.world.package({ policy: { stages: [{ approvers: [approver!] }] } });
    const request = await ask(t, requester!, accessPackage);
    const stageId = request.stages[0].id;
    await done(t, 'reassignApproval', { stageId, userId: next!.id }, approver!);
    expect((await mutate(t, 'decideApproval', { stageId, decision: 'DENY' }, approver!)).code).toBe('FORBIDDEN');
    expect(await stagesOf(request)).toMatchObject([['OPEN', expect.anything()]]);
    expect((await mutate(t, 'decideApproval', { stageId, decision: 'DENY' }, next!)).code).toBe('OK');
  });

  it('6.s5 where a reason is asked for, blanks are none; an approver and a requester give one', async () => {
    const [requester, approver] = await people(2);
    const accessPackage = await t.world.package({
      policy: { justificationRequired: true, stages: [{ approvers: [approver!], approverJustificationRequired: true }] },
    });
    for (const justification of [undefined, null, '', ' \n '])
      expect(await askInVain(t, requester!, accessPackage, { justification })).toEqual(['ANSWERS_INVALID']);
    const request = await ask(t, requester!, accessPackage, { justification: 'A new project' });
    const stageId = request.stages[0].id;
    for (const decision of ['APPROVE', 'DENY'] as const) {
      for (const justification of [undefined, null, '', ' \n ']) {
        const input = { stageId, decision, justification };
        expect(await mutate(t, 'decideApproval', input, approver!)).toMatchObject({ code: 'INVALID', path: ['justification'] });
      }
    }
    expect((await decide(t, approver!, { id: stageId }, 'APPROVE', { justification: 'As agreed' })).errors).toEqual([]);
  });

  it('6.s5 without an undo window the standing gates are asked at the last approval', async () => {
    const [requester, approver] = await people(2);
    const group = await t.world.group();
    const { roles } = await t.world.resource({ group });
    const accessPackage = await t.world.package({ roles, policy: { stages: [{ approvers: [approver!] }] } });
    const request = await ask(t, requester!, accessPackage);
    await done(t, 'retireAccessPackage', { id: accessPackage.id }, admin);
    const { config } = t.app;
    Object.assign(t.app, { config: { ...config, undoWindowMs: 0 } });
    try {
      expect((await decide(t, approver!, request.stages[0])).accessRequest.state).toBe('FAILED');
    } finally {
      Object.assign(t.app, { config });
    }
    await t.drain();
    expect(await look(t, requester!, request)).toMatchObject({ state: 'FAILED', gates: [{ code: 'PACKAGE_RETIRED' }] });
    expect(await membersOf(t, group)).toEqual([]);
  });

  describe('a manager whose own request for a report counts as their decision', () => {
    /** Three stages, or two: somebody, the manager, and where there are three somebody else. */
    async function asked(last: { id: string }[]) {
      const [boss, manager] = await people(2);
      const report = await t.world.user({ manager: manager! });
      const stages = [{ approvers: [boss!] }, { approvers: ['MANAGER' as const] }, ...last.map((one) => ({ approvers: [one] }))];
      const accessPackage = await t.world.package({ policy: { managerOnBehalf: true, onBehalfPreApproves: true, stages } });
      const request = await ask(t, manager!, accessPackage, { targetId: report.id });
      return { request, boss: boss!, manager: manager!, report };
    }
    const states = async (request: { id: string }) => (await stagesOf(request)).map(([state]) => state);

    it('6.s5 a later stage that they would decide is skipped when its turn comes, and the one after it opens', async () => {
      const [last] = await people(1);
      const { request, boss } = await asked([last!]);
      expect(await states(request)).toEqual(['OPEN', 'WAITING', 'WAITING']);
      await decide(t, boss, request.stages[0]);
      expect(await states(request)).toEqual(['APPROVED', 'WAITING', 'WAITING']);
      await afterUndo(t);
      expect(await stagesOf(request)).toMatchObject([
        ['APPROVED', [boss.id]],
        ['SKIPPED', []],
        ['OPEN', [last!.id]],
      ]);
      expect(await told(boss, 'APPROVER_MISSING')).toEqual([]);
    });

    it('6.s5 where it is the last one, the approval before it is the last', async () => {
      const { request, boss, report } = await asked([]);
      expect((await decide(t, boss, request.stages[0])).accessRequest.state).toBe('SCHEDULED');
      await afterUndo(t);
      expect(await states(request)).toEqual(['APPROVED', 'SKIPPED']);
      expect((await look(t, report, request)).state).toBe('DELIVERED');
    });

    it('6.s5 whoever is their manager no more decides nothing by having asked', async () => {
      const { request, boss, report } = await asked([]);
      const [next] = await people(1);
      await done(t, 'updateUser', { id: report.id, managerId: next!.id }, admin);
      await decide(t, boss, request.stages[0]);
      await afterUndo(t);
      expect(await stagesOf(request)).toMatchObject([
        ['APPROVED', [boss.id]],
        ['OPEN', [next!.id]],
      ]);
    });
  });
});

describe('whoever holds access', () => {
  it('6.s5 is told twice that it ends, once for each notice of the policy', async () => {
    const [holder] = await people(1);
    await ask(t, holder!, await t.world.package({ policy: { duration: 'P90D', nearExpiryNotices: ['P14D', 'P1D'] } }));
    await t.runJobs('all');
    const count = async () => (await told(holder!, 'ACCESS_ENDS_SOON')).length;
    const counts: number[] = [];
    for (const wait of ['P75D', 'P2D', 'P1D', 'P11DT1H', 'PT1H']) {
      t.clock.advance(wait);
      await t.runJobs('near-expiry-notices');
      counts.push(await count());
    }
    expect(counts).toEqual([0, 1, 1, 2, 2]);
  });
});
