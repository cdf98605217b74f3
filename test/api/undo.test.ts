import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { APPROVALS, CANCEL, NOTIFICATIONS, TAKE_BACK, TAKE_BACK_ALL } from '../testkit/documents.ts';
import { afterUndo, ask, decide, look, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

type Somebody = { id: string };
const people = (count: number) => Promise.all(Array.from({ length: count }, () => t.world.user()));

/** A request about the target, asked by their manager, with two stages of one approver each. */
async function asked() {
  const [manager, first, second] = await people(3);
  const target = await t.world.user({ manager: manager! });
  const stages = [{ approvers: [first!], decideWithin: 'P2D' }, { approvers: [second!] }];
  const pkg = await t.world.package({ policy: { stages, onBehalf: [manager!] } });
  const request = await ask(t, manager!, pkg, { targetId: target.id });
  return { request, requester: manager!, target, first: first!, second: second!, waiting: [manager!, target] };
}

const SEEN = `query ($id: ID!) { node(id: $id) { ... on AccessRequest { id state heldFor undoUntil closedAt schedule { expiresAt }
  stages { order state closedAt decisions { decision by { id } } viewerCan { approve { code } takeBack { code } reassign { code } } }
  timeline(first: 50) { nodes { action } }
  viewerCan { approve { code } takeBack { code } cancel { code } comment { code } revokeApproval { code } } } }
  accessRequests(filter: { id: { eq: $id }, state: { eq: PENDING_APPROVAL }, stages: { some: { state: { in: [APPROVED, DENIED] } } } }) { totalCount }
  auditEvents(first: 100, filter: { requestId: { eq: $id } }) { nodes { action } } }`;
const seenBy = (as: Somebody, request: Somebody) => t.query<Answer>(SEEN, { id: request.id }, { as });
const noticesOf = async (as: Somebody) => {
  const { notifications } = await t.query<Answer>(NOTIFICATIONS, {}, { as });
  return notifications.nodes.map(({ kind }: Answer) => kind);
};
const queueOf = async (as: Somebody) => {
  const { approvals } = await t.query<Answer>(APPROVALS, {}, { as });
  return approvals.nodes.map(({ id }: Answer) => id);
};
const takeBack = async (as: Somebody, stage: Somebody) =>
  (await t.query<Answer>(TAKE_BACK, { input: { stageId: stage.id } }, { as })).takeBackDecision;
const decideByOf = async (stage: Somebody): Promise<string> =>
  (await t.query<Answer>(`query ($id: ID!) { node(id: $id) { ... on ApprovalStage { decideBy } } }`, stage, { as: 'system' }))
    .node.decideBy;
const actions = async (request: Somebody) =>
  (await look(t, 'system', request)).timeline.nodes.map(({ action }: Answer) => action);

/** The three decisions: a denial, an approval with another stage to come, and the last approval. */
const CLICKS = [
  { click: 'a denial', nth: 0, decision: 'DENY', held: 'PENDING_APPROVAL', later: 'DENIED', told: 'REQUEST_DENIED' },
  { click: 'an earlier stage', nth: 0, decision: 'APPROVE', held: 'PENDING_APPROVAL', later: 'PENDING_APPROVAL', told: null },
  { click: 'the last approval', nth: 1, decision: 'APPROVE', held: 'SCHEDULED', later: 'DELIVERED', told: 'REQUEST_APPROVED' },
] as const;

/** Brings a request to where the click is made. */
async function upTo(nth: number) {
  const world = await asked();
  if (nth === 1) {
    await decide(t, world.first, world.request.stages[0]);
    await afterUndo(t);
  }
  return { ...world, decider: nth === 0 ? world.first : world.second, stage: world.request.stages[nth] };
}

describe('6.17 the undo window holds back every decision', () => {
  test.each(CLICKS)('$click: nothing follows from it, and whoever waits learns nothing, until it is over', async (row) => {
    const { request, requester, waiting, decider, second, stage } = await upTo(row.nth);
    const before = await Promise.all(waiting.map((as) => seenBy(as, request)));
    const notices = await Promise.all(waiting.map(noticesOf));
    const { accessRequest, errors } = await decide(t, decider, stage, row.decision);
    expect(errors).toEqual([]);
    const undoUntil = new Date(t.clock.now().getTime() + 10_000).toISOString();
    expect(accessRequest).toMatchObject({ state: row.held, undoUntil });
    expect(await look(t, decider, request)).toMatchObject({ state: row.held, heldFor: 'UNDO', undoUntil });
    expect(await queueOf(decider)).not.toContain(stage.id);

    // Neither by reading, nor by asking for it in a filter, nor in what they may do, nor in the trail, nor by a notice.
    expect(await Promise.all(waiting.map((as) => seenBy(as, request)))).toEqual(before);
    await t.runJobs('all');
    expect(await Promise.all(waiting.map((as) => seenBy(as, request)))).toEqual(before);
    expect(await Promise.all(waiting.map(noticesOf))).toEqual(notices);
    if (row.nth === 0) expect(await queueOf(second)).toEqual([]);

    await afterUndo(t);
    expect(await look(t, requester, request)).toMatchObject({ state: row.later, undoUntil: null });
    const seen = await seenBy(requester, request);
    expect(seen.node.stages[row.nth]).toMatchObject({ decisions: [{ decision: row.decision, by: { id: decider.id } }] });
    expect(seen.node.timeline.nodes.map(({ action }: Answer) => action)).toContain('approval.took_effect');
    for (const as of waiting) if (row.told) expect(await noticesOf(as)).toContain(row.told);
    if (row.click === 'an earlier stage') expect(await queueOf(second)).toEqual([request.stages[1].id]);
  });

  test.each(CLICKS)('$click is taken back by who decided, and by nobody else', async (row) => {
    const { request, waiting, decider, stage } = await upTo(row.nth);
    const decideBy = await decideByOf(stage);
    const before = await seenBy(waiting[0]!, request);
    // Whoever waits is refused alike before and after, or would learn from the refusal that somebody decided.
    await expect(takeBack(waiting[0]!, stage)).rejects.toThrow('Nobody decides for themself.');
    await decide(t, decider, stage, row.decision);
    t.clock.advance('PT9S');
    await expect(takeBack(waiting[0]!, stage)).rejects.toThrow('Nobody decides for themself.');
    const back = await takeBack(decider, stage);
    expect(back).toMatchObject({ errors: [], accessRequest: { state: 'PENDING_APPROVAL' } });
    expect(back.accessRequest.stages[row.nth]).toMatchObject({ state: 'OPEN', decideBy });
    await afterUndo(t);
    expect(await seenBy(waiting[0]!, request)).toEqual(before);
    expect(await actions(request)).toEqual(expect.arrayContaining(['approval.decided', 'approval.taken_back']));
    expect(await queueOf(decider)).toContain(stage.id);
    await decide(t, decider, stage, row.decision);
    t.clock.advance('PT10S');
    expect((await takeBack(decider, stage)).errors).toMatchObject([{ code: 'UNDO_WINDOW_OVER' }]);
    await t.runJobs('all');
    expect((await look(t, decider, request)).state).toBe(row.later);
    expect((await takeBack(decider, stage)).errors).toMatchObject([{ code: 'UNDO_WINDOW_OVER' }]);
  });

  test('who watches the request live hears of the decision when it takes effect, the other approvers at once', async () => {
    const [requester, a, b] = await people(3);
    const pkg = await t.world.package({ policy: { stages: [{ approvers: [a!, b!] }] } });
    const request = await ask(t, requester!, pkg);
    const watch = `subscription ($id: ID!) { accessRequestChanged(id: $id) { kind accessRequest { state stages { state } } } }`;
    const queue = `subscription { approvalQueueChanged { kind objectId } }`;
    const [waits, other] = await Promise.all([
      t.subscribe<Answer>(watch, { id: request.id }, { as: requester! }),
      t.subscribe<Answer>(queue, {}, { as: b! }),
    ]);
    await decide(t, a!, request.stages[0], 'DENY');
    expect((await other.next()).approvalQueueChanged).toEqual({ kind: 'REMOVED', objectId: request.stages[0].id });
    expect((await decide(t, b!, request.stages[0])).errors).toMatchObject([
      { code: 'ALREADY_DECIDED', by: { name: expect.any(String) } },
    ]);
    await takeBack(a!, request.stages[0]);
    expect((await other.next()).approvalQueueChanged).toEqual({ kind: 'CHANGED', objectId: request.stages[0].id });
    await decide(t, a!, request.stages[0], 'DENY');
    await afterUndo(t);
    expect((await waits.next()).accessRequestChanged.accessRequest).toEqual({ state: 'DENIED', stages: [{ state: 'DENIED' }] });
    await Promise.all([waits.stop(), other.stop()]);
  });

  test('in a quorum everybody takes back their own; the stage is decided by what is left', async () => {
    const [requester, a, b] = await people(3);
    const pkg = await t.world.package({ policy: { stages: [{ approvers: [a!, b!], quorum: 2 }] } });
    const request = await ask(t, requester!, pkg);
    const [stage] = request.stages;
    await decide(t, a!, stage);
    expect((await seenBy(requester!, request)).node.stages[0].decisions).toEqual([]);
    expect(await takeBack(a!, stage)).toMatchObject({ errors: [], accessRequest: { state: 'PENDING_APPROVAL' } });
    await decide(t, a!, stage);
    t.clock.advance('PT5S');
    expect((await decide(t, b!, stage)).accessRequest.state).toBe('SCHEDULED');
    expect(await takeBack(a!, stage)).toMatchObject({ errors: [], accessRequest: { state: 'PENDING_APPROVAL' } });
    t.clock.advance('PT5S');
    expect((await decide(t, a!, stage)).accessRequest.state).toBe('SCHEDULED');
    t.clock.advance('PT6S');
    // b's own window is over, though a's decision holds the stage.
    expect((await takeBack(b!, stage)).errors).toMatchObject([{ code: 'UNDO_WINDOW_OVER' }]);
    await afterUndo(t);
    expect((await look(t, requester!, request)).state).toBe('DELIVERED');
  });

  test('a held request may be canceled: what was decided never takes effect, and cannot be taken back any more', async () => {
    const { request, requester, first } = await asked();
    await decide(t, first, request.stages[0], 'DENY');
    await t.query(CANCEL, { input: { requestId: request.id } }, { as: requester });
    expect((await seenBy(requester, request)).node).toMatchObject({
      state: 'CANCELED',
      stages: [{ state: 'CANCELED', decisions: [] }, { state: 'CANCELED' }],
    });
    expect((await takeBack(first, request.stages[0])).errors).toMatchObject([{ code: 'WRONG_STATE' }]);
    await afterUndo(t);
    expect((await look(t, requester, request)).state).toBe('CANCELED');
    expect(await noticesOf(requester)).not.toContain('REQUEST_DENIED');
  });

  test('a decision in time counts though its decide-by passes in the window; taken back after it, the stage lapses', async () => {
    const decided = await asked();
    t.clock.advance('P1DT23H59M55S');
    const again = await asked();
    await decide(t, decided.first, decided.request.stages[0], 'DENY');
    await afterUndo(t);
    expect((await look(t, decided.first, decided.request)).state).toBe('DENIED');
    t.clock.advance('P1DT23H59M44S');
    expect((await decide(t, again.first, again.request.stages[0])).errors).toEqual([]);
    t.clock.advance('PT8S');
    expect((await takeBack(again.first, again.request.stages[0])).errors).toEqual([]);
    await afterUndo(t);
    expect((await look(t, again.first, again.request)).state).toBe('EXPIRED');
  });

  test('the gates are asked when the last approval takes effect', async () => {
    const [requester, approver] = await people(2);
    const pkg = await t.world.package({ policy: { stages: [{ approvers: [approver!] }] } });
    const request = await ask(t, requester!, pkg);
    await t.world.write(async (change) => {
      await change.em
        .getConnection()
        .execute(`update access_package set state = 'RETIRED' where id = ?`, [pkg.id], 'run', change.em.getTransactionContext());
    });
    expect((await decide(t, approver!, request.stages[0])).accessRequest.state).toBe('SCHEDULED');
    await afterUndo(t);
    expect(await look(t, requester!, request)).toMatchObject({ state: 'FAILED', gates: [{ code: 'PACKAGE_RETIRED' }] });
  });

  test('without a window everything happens at once', async () => {
    const at = t.app.config;
    Object.assign(t.app, { config: { ...at, undoWindowMs: 0 } });
    try {
      const { request, requester, first, second } = await asked();
      expect((await decide(t, first, request.stages[0])).accessRequest).toMatchObject({
        undoUntil: null,
        stages: [{ state: 'APPROVED' }, { state: 'OPEN' }],
      });
      expect((await decide(t, second, request.stages[1], 'DENY')).accessRequest.state).toBe('DENIED');
      expect(await noticesOf(requester)).toContain('REQUEST_DENIED');
      expect((await takeBack(second, request.stages[1])).errors).toMatchObject([{ code: 'UNDO_WINDOW_OVER' }]);
    } finally {
      Object.assign(t.app, { config: at });
    }
  });
});

describe('6.32 decisions given together', () => {
  const MANY = `mutation ($input: DecideApprovalsInput!) { decideApprovals(input: $input) {
    accessRequests { id undoUntil } errors { code } } }`;

  async function waiting(count: number) {
    const approver = await t.world.user();
    const pkg = await t.world.package({ policy: { stages: [{ approvers: [approver] }] } });
    const requests: Answer[] = [];
    for (const requester of await people(count)) requests.push(await ask(t, requester, pkg));
    return { approver, requests, stageIds: requests.map(({ stages }) => stages[0].id) };
  }

  test('have the whole undo window from when their answer is there, and are taken back together', async () => {
    const { approver, requests, stageIds } = await waiting(6);
    const { now } = t.app;
    // Every look at the clock takes a second: the answer is there long after the window of a single decision.
    Object.assign(t.app, { now: () => t.clock.set(new Date(t.clock.now().getTime() + 1000)) });
    try {
      const input = { stageIds, decision: 'APPROVE' };
      const { decideApprovals } = await t.query<Answer>(MANY, { input }, { as: approver });
      expect(decideApprovals.errors).toEqual([]);
      const ends = decideApprovals.accessRequests.map(({ undoUntil }: Answer) => Date.parse(undoUntil));
      expect(new Set(ends).size).toBe(1);
      const left = ends[0] - t.clock.now().getTime();
      expect(left).toBeGreaterThan(5_000);
      expect(left).toBeLessThanOrEqual(10_000);
    } finally {
      Object.assign(t.app, { now });
    }
    // One of them is decided anew by then: each stands on its own.
    await takeBack(approver, { id: stageIds[2]! });
    const { takeBackDecisions } = await t.query<Answer>(TAKE_BACK_ALL, { input: { stageIds } }, { as: approver });
    expect(takeBackDecisions.errors).toMatchObject([{ code: 'WRONG_STATE', path: ['stageIds', '2'] }]);
    expect(takeBackDecisions.accessRequests).toHaveLength(5);
    await afterUndo(t);
    for (const request of requests) expect((await look(t, approver, request)).state).toBe('PENDING_APPROVAL');
  });

  test('the API tells how long the window is', async () => {
    const { viewer } = await t.query<Answer>('{ viewer { undoWindow } }', {}, { as: await t.world.user() });
    expect(viewer.undoWindow).toBe('PT10S');
  });
});

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

describe('the trail of a request whose last approval took effect', () => {
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
