import { Notification } from '@gatehouse/schema/notifications/notification.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { cursorOf, positionOf } from '@gatehouse/server/kernel/events/live-cursor';
import { trimEventLog } from '@gatehouse/server/kernel/events/event-log-rows';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { takeEvents } from '../testkit/feeds.ts';

let kit: TestApp;

beforeAll(async () => {
  kit = await startTestApp({ env: { UNDO_WINDOW: 'PT0S' } });
});
afterAll(() => kit?.stop());

interface QueueEvent {
  approvalQueueChanged: {
    cursor: string;
    kind: string;
    objectId: string | null;
    approvalStage: { id: string; request: { target: { name: string } } } | null;
  };
}
const QUEUE = `subscription ($after: String) { approvalQueueChanged(after: $after) {
  cursor kind objectId approvalStage { id request { target { name } } } } }`;

/** A package that two people may approve, and somebody who may ask for it. */
async function stage() {
  const [asker, megan, diego] = await Promise.all([kit.world.user(), kit.world.user(), kit.world.user()]);
  const made = await kit.world.package({ policy: { stages: [{ approvers: [megan, diego] }] } });
  return { asker, megan, diego, packageId: made.id };
}

async function ask(accessPackageId: string, as: { id: string }): Promise<{ id: string; stageId: string }> {
  const { submitAccessRequest } = await kit.query<{
    submitAccessRequest: { errors: unknown[]; accessRequest: { id: string; stages: { id: string }[] } };
  }>(
    `mutation ($input: SubmitAccessRequestInput!) { submitAccessRequest(input: $input) { errors { code message } accessRequest { id stages { id } } } }`,
    { input: { accessPackageId } },
    { as },
  );
  expect(submitAccessRequest.errors).toEqual([]);
  const { id, stages } = submitAccessRequest.accessRequest;
  return { id, stageId: stages[0]?.id ?? '' };
}

async function decide(stageId: string, decision: string, as: { id: string }): Promise<void> {
  const { decideApproval } = await kit.query<{ decideApproval: { errors: unknown[] } }>(
    `mutation ($input: DecideApprovalInput!) { decideApproval(input: $input) { errors { code message } } }`,
    { input: { stageId, decision } },
    { as },
  );
  expect(decideApproval.errors).toEqual([]);
}

async function cancel(requestId: string, as: { id: string }): Promise<void> {
  await kit.query(
    `mutation ($input: CancelAccessRequestInput!) { cancelAccessRequest(input: $input) { errors { code } } }`,
    { input: { requestId } },
    { as },
  );
}

describe('approvalQueueChanged', () => {
  test('AT43 a request appears for everybody who is asked, and leaves when somebody else decides it or it is canceled', async () => {
    const { asker, megan, diego, packageId } = await stage();
    const queues = await Promise.all([megan, diego].map((as) => kit.subscribe<QueueEvent>(QUEUE, {}, { as })));
    const first = await ask(packageId, asker);
    for (const queue of queues) {
      const { approvalQueueChanged: event } = await queue.next();
      expect(event).toMatchObject({
        kind: 'ADDED',
        objectId: first.stageId,
        approvalStage: { id: first.stageId, request: { target: { name: asker.name } } },
      });
    }
    await decide(first.stageId, 'DENY', diego);
    for (const queue of queues) {
      const { approvalQueueChanged: event } = await queue.next();
      expect(event).toEqual({ cursor: event.cursor, kind: 'REMOVED', objectId: first.stageId, approvalStage: null });
    }
    const second = await ask(packageId, asker);
    await cancel(second.id, asker);
    for (const queue of queues) {
      let { approvalQueueChanged: event } = await queue.next();
      // The request may be gone before its arrival was told.
      if (event.kind === 'ADDED') ({ approvalQueueChanged: event } = await queue.next());
      expect([event.kind, event.objectId]).toEqual(['REMOVED', second.stageId]);
      await queue.stop();
    }
  });

  test('who asks where the events stand, then reads, then subscribes behind it, misses nothing in between', async () => {
    const { asker, megan, packageId } = await stage();
    const before = await ask(packageId, await kit.world.user());
    const { liveCursor } = await kit.query<{ liveCursor: string }>('{ liveCursor }', {}, { as: megan });
    const read = () => kit.query<{ approvals: { nodes: { id: string }[] } }>('{ approvals { nodes { id } } }', {}, { as: megan });
    expect((await read()).approvals.nodes.map(({ id }) => id)).toEqual([before.stageId]);
    const between = await ask(packageId, asker);
    const queue = await kit.subscribe<QueueEvent>(QUEUE, { after: liveCursor }, { as: megan });
    let { approvalQueueChanged: event } = await queue.next();
    // What had happened, but was not yet handed out when the cursor was given, may be told again.
    if (event.objectId === before.stageId) ({ approvalQueueChanged: event } = await queue.next());
    expect(event).toMatchObject({ kind: 'ADDED', objectId: between.stageId });
    await queue.stop();
  });

  test('who is not asked is told nothing, the requester neither', async () => {
    const { asker, packageId } = await stage();
    const other = await stage();
    const queue = await kit.subscribe<QueueEvent>(QUEUE, {}, { as: asker });
    const outsider = await kit.subscribe<QueueEvent>(QUEUE, {}, { as: other.megan });
    await ask(packageId, asker);
    // What comes next is the first thing they are told.
    const { stageId } = await ask(other.packageId, other.asker);
    expect((await outsider.next()).approvalQueueChanged.objectId).toBe(stageId);
    const mine = await kit.world.package({ policy: { stages: [{ approvers: [asker] }] } });
    const toDecide = await ask(mine.id, other.asker);
    expect((await queue.next()).approvalQueueChanged.objectId).toBe(toDecide.stageId);
    await queue.stop();
    await outsider.stop();
  });

  test('AT40 what happened while the connection was down appears once and in order, then it is live again', async () => {
    const { asker, megan, diego, packageId } = await stage();
    const others = await Promise.all(Array.from({ length: 3 }, () => kit.world.user()));
    const before = await kit.subscribe<QueueEvent>(QUEUE, {}, { as: megan });
    const seen = await ask(packageId, asker);
    const { cursor } = (await before.next()).approvalQueueChanged;
    await before.stop();
    const missed = [];
    for (const as of others) missed.push((await ask(packageId, as)).stageId);
    await decide(seen.stageId, 'DENY', diego);
    const [approved] = missed;
    await decide(approved!, 'APPROVE', diego);
    const after = await kit.subscribe<QueueEvent>(QUEUE, { after: cursor }, { as: megan });
    const told = [];
    for (let nth = 0; nth < 4; nth += 1) told.push((await after.next()).approvalQueueChanged);
    // What was approved meanwhile is told once, at its place, as it is now.
    expect(told.map(({ kind, objectId }) => [kind, objectId])).toEqual([
      ['REMOVED', approved],
      ...missed.slice(1).map((id) => ['ADDED', id]),
      ['REMOVED', seen.stageId],
    ]);
    const live = await ask(packageId, await kit.world.user());
    expect((await after.next()).approvalQueueChanged).toMatchObject({ kind: 'ADDED', objectId: live.stageId });
    await after.stop();
    // The cursor of any event goes on behind that event.
    const again = await kit.subscribe<QueueEvent>(QUEUE, { after: told[2]!.cursor }, { as: megan });
    expect((await again.next()).approvalQueueChanged.objectId).toBe(seen.stageId);
    expect((await again.next()).approvalQueueChanged.objectId).toBe(approved);
    expect((await again.next()).approvalQueueChanged.objectId).toBe(live.stageId);
    await again.stop();
  });

  test('one RESYNC where the log goes back less far, or too much was missed; then it is live', async () => {
    const { asker, megan, packageId } = await stage();
    const before = await kit.subscribe<QueueEvent>(QUEUE, {}, { as: megan });
    await ask(packageId, asker);
    const { cursor } = (await before.next()).approvalQueueChanged;
    await before.stop();
    const feed = await kit.app.eventLog.open({ audience: megan.id }, null);
    await kit.world.write((change) => {
      for (let nth = 0; nth <= 1000; nth += 1) change.announce({ type: 'ApprovalStage', id: `stg_${nth}`, audience: [megan.id] });
    });
    await takeEvents(feed, 1001);
    feed.close();
    const muchMissed = await kit.subscribe<QueueEvent>(QUEUE, { after: cursor }, { as: megan });
    const resync = (await muchMissed.next()).approvalQueueChanged;
    expect([resync.kind, resync.objectId, resync.approvalStage]).toEqual(['RESYNC', null, null]);
    const next = await ask(packageId, await kit.world.user());
    expect((await muchMissed.next()).approvalQueueChanged).toMatchObject({ kind: 'ADDED', objectId: next.stageId });
    await muchMissed.stop();
    await trimEventLog(new Date(kit.clock.now().getTime() + 1), 10_000).execute(kit.app.orm.em.fork().getKysely());
    const tooOld = await kit.subscribe<QueueEvent>(QUEUE, { after: resync.cursor }, { as: megan });
    expect((await tooOld.next()).approvalQueueChanged.kind).toBe('RESYNC');
    await tooOld.stop();
    const fromAnotherLog = await kit.subscribe<QueueEvent>(
      QUEUE,
      { after: cursorOf(positionOf(cursor) + 1_000_000) },
      { as: megan },
    );
    expect((await fromAnotherLog.next()).approvalQueueChanged.kind).toBe('RESYNC');
    await fromAnotherLog.stop();
  });

  test('needs somebody who is signed in, and a cursor that is one', async () => {
    const { megan } = await stage();
    await expect(kit.subscribe(QUEUE)).rejects.toThrow('Sign in first.');
    await expect(kit.subscribe(QUEUE, { after: 'nonsense' }, { as: megan })).rejects.toThrow('no cursor');
  });

  test('ends when its viewer is blocked', async () => {
    const { asker, megan, packageId } = await stage();
    const queue = await kit.subscribe<QueueEvent>(QUEUE, {}, { as: megan });
    await kit.world.write(async (change) => {
      (await change.em.findOneOrFail(User, megan.id)).state = 'BLOCKED';
    });
    await ask(packageId, asker).catch(() => undefined);
    await kit.world.write((change) => change.announce({ type: 'ApprovalStage', id: 'stg_x', audience: [megan.id] }));
    await queue.ended();
  });

  test('ends at once when its client goes, although nothing happens', async () => {
    const { megan } = await stage();
    const before = kit.app.eventLog.readers;
    const queue = await kit.subscribe<QueueEvent>(QUEUE, {}, { as: megan });
    const waiting = queue.ended();
    await queue.stop();
    await waiting;
    expect(kit.app.eventLog.readers).toBe(before);
  });
});

test('myAccessChanged follows an assignment from delivery to its end', async () => {
  const holder = await kit.world.user();
  const made = await kit.world.package({ policy: {} });
  interface AccessEvent {
    myAccessChanged: { kind: string; objectId: string; assignment: { state: string; accessPackage: { id: string } } | null };
  }
  const access = await kit.subscribe<AccessEvent>(
    `subscription { myAccessChanged { kind objectId assignment { state accessPackage { id } } } }`,
    {},
    { as: holder },
  );
  await ask(made.id, holder);
  const added = (await access.next()).myAccessChanged;
  expect(added).toMatchObject({ kind: 'ADDED', assignment: { accessPackage: { id: made.id } } });
  await kit.drain();
  await kit.query(
    `mutation ($input: EndAssignmentInput!) { endAssignment(input: $input) { errors { code message } } }`,
    { input: { assignmentId: added.objectId } },
    { as: holder },
  );
  await kit.drain();
  let last = added;
  while (last.kind !== 'REMOVED') last = (await access.next()).myAccessChanged;
  expect(last).toEqual({ kind: 'REMOVED', objectId: added.objectId, assignment: null });
  await access.stop();
});

test('inboxChanged tells of approvals and of what one is told', async () => {
  const { asker, megan, packageId } = await stage();
  interface InboxEvent {
    inboxChanged: { kind: string; objectId: string; item: { __typename: string; id?: string; kind?: string } | null };
  }
  const inbox = await kit.subscribe<InboxEvent>(
    `subscription { inboxChanged { kind objectId item { __typename ... on ApprovalStage { id } ... on Notification { kind readAt } } } }`,
    {},
    { as: megan },
  );
  const { stageId } = await ask(packageId, asker);
  const stageEvent = async () => {
    for (;;) {
      const { inboxChanged } = await inbox.next();
      if (inboxChanged.objectId === stageId) return inboxChanged;
    }
  };
  expect(await stageEvent()).toEqual({ kind: 'ADDED', objectId: stageId, item: { __typename: 'ApprovalStage', id: stageId } });
  const note = await kit.world.write((change) => {
    const made = change.create(Notification, {
      user: change.em.getReference(User, megan.id),
      kind: 'REQUEST_DENIED',
      dedupeKey: 'live',
    });
    change.announce({ type: 'Notification', id: made.id, audience: [megan.id] });
    return made.id;
  });
  for (;;) {
    const { inboxChanged } = await inbox.next();
    if (inboxChanged.objectId !== note) continue;
    expect(inboxChanged).toMatchObject({ kind: 'ADDED', item: { __typename: 'Notification', kind: 'REQUEST_DENIED' } });
    break;
  }
  await inbox.stop();
});
