import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { deliverable } from '../testkit/delivery.ts';
import { CANCEL, TAKE_BACK } from '../testkit/documents.ts';
import { ask, decide, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const COUNTS = 'query { viewer { counts { approvals unreadNotifications } } }';
const REASSIGN = 'mutation ($input: ReassignApprovalInput!) { reassignApproval(input: $input) { errors { code } } }';
const COMPLETE = 'mutation ($input: CompleteManualTaskInput!) { completeManualTask(input: $input) { errors { code } } }';
const TASKS = 'query { inbox { manualTasks { nodes { id } } } }';
const INBOX = 'subscription { inboxChanged { kind objectId item { __typename ... on Notification { kind readAt } } } }';

/** How much waits for somebody, and how much of what they were told is unread. */
const standing = async (as: { id: string }) => {
  const { approvals, unreadNotifications } = (await t.query<Answer>(COUNTS, {}, { as })).viewer.counts;
  return [approvals, unreadNotifications];
};
const waitingFor = async (approvers: { id: string }[], quorum = 1) => {
  const requester = await t.world.user();
  const accessPackage = await t.world.package({ policy: { stages: [{ approvers, quorum }] } });
  const request = await ask(t, requester, accessPackage);
  return { requester, request, stage: request.stages[0] };
};

describe('6.35 done clears itself', () => {
  test('for all who were asked, when one of them decides; taken back, it is unread again', async () => {
    const [one, other] = [await t.world.user(), await t.world.user()];
    const { stage } = await waitingFor([one, other]);
    expect(await Promise.all([one, other].map(standing))).toEqual([
      [1, 1],
      [1, 1],
    ]);
    const feed = await t.subscribe<Answer>(INBOX, {}, { as: other });
    expect((await decide(t, one, stage)).errors).toEqual([]);
    expect(await Promise.all([one, other].map(standing))).toEqual([
      [0, 0],
      [0, 0],
    ]);
    // Who looks is told that there is one less to read.
    let event: Answer;
    do event = (await feed.next()).inboxChanged;
    while (event.item?.__typename !== 'Notification');
    expect(event.item).toMatchObject({ kind: 'APPROVAL_REQUESTED', readAt: expect.any(String) });
    await feed.stop();
    await t.query(TAKE_BACK, { input: { stageId: stage.id } }, { as: one });
    expect(await Promise.all([one, other].map(standing))).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  test('for who has said yes, while others are still asked', async () => {
    const [one, other] = [await t.world.user(), await t.world.user()];
    const { stage } = await waitingFor([one, other], 2);
    await decide(t, one, stage);
    expect(await standing(one)).toEqual([0, 0]);
    expect(await standing(other)).toEqual([1, 1]);
  });

  test('when it is handed on, withdrawn, or nobody said anything in time', async () => {
    const [one, other] = [await t.world.user(), await t.world.user()];
    const handed = await waitingFor([one]);
    await t.query(REASSIGN, { input: { stageId: handed.stage.id, userId: other.id } }, { as: one });
    expect(await standing(one)).toEqual([0, 0]);
    expect(await standing(other)).toEqual([1, 1]);
    await t.query(CANCEL, { input: { requestId: handed.request.id } }, { as: handed.requester });
    // That it is not needed any more is news, and nothing else is left.
    const { notifications } = await t.query<Answer>(
      'query { notifications(first: 9, filter: { readAt: { isNull: true } }) { nodes { kind } } }',
      {},
      { as: other },
    );
    expect(notifications.nodes.map(({ kind }: Answer) => kind)).not.toContain('APPROVAL_REQUESTED');
    expect((await standing(other))[0]).toBe(0);

    const silent = await t.world.user();
    await waitingFor([silent]);
    t.clock.advance('P15D');
    await t.runJobs('stage-deadlines');
    expect(await standing(silent)).toEqual([0, 0]);
  });

  test('for a task that somebody else has done', async () => {
    const [owner, second, user] = await Promise.all([1, 2, 3].map(() => t.world.user()));
    const { accessPackage } = await deliverable(t, { kind: 'manual', owners: [owner!, second!] });
    await ask(t, user!, accessPackage);
    await t.drain();
    expect((await standing(second!))[1]).toBe(1);
    const { inbox } = await t.query<Answer>(TASKS, {}, { as: owner! });
    await t.query(COMPLETE, { input: { taskId: inbox.manualTasks.nodes[0].id } }, { as: owner! });
    expect((await standing(owner!))[1]).toBe(0);
    expect((await standing(second!))[1]).toBe(0);
  });
});
