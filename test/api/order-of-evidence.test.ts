import { User } from '@gatehouse/schema/identity/user.entity';
import { inChange } from '@gatehouse/server/kernel/change';
import { systemOperation } from '@gatehouse/server/kernel/jobs/system-operation';
import { lockRow } from '@gatehouse/server/kernel/lock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { gate } from '../testkit/feeds.ts';
import { ask, decide, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ env: { UNDO_WINDOW: 'PT0S' } });
});
afterAll(() => t.stop());

const TOLD = `query ($id: ID!) { node(id: $id) { ... on AccessRequest { closedAt
  stages { closedAt decisions { at by { id } } } timeline(first: 50) { nodes { at action actor { id } } } } } }`;

/** Waits until so many transactions wait for a lock that another holds. */
async function untilWaiting(count: number): Promise<void> {
  const query = `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  const waiting = async () => (await t.app.orm.em.fork().execute<{ waiting: number }[]>(query))[0]?.waiting;
  await expect.poll(waiting, { timeout: 10_000 }).toBe(count);
}

describe('6.27 evidence stands in the order in which it happened', () => {
  test('who arrives first and gets the lock last decided last', async () => {
    const { world, clock } = t;
    const [requester, first, last] = await Promise.all([world.user(), world.user(), world.user()]);
    const pkg = await world.package({ policy: { stages: [{ approvers: [first, last], quorum: 2 }] } });
    const request = await ask(t, requester, pkg);
    const [stage] = request.stages;

    // Somebody holds the row that every change of this person's access locks first.
    const { opened, open } = gate();
    const locked = gate();
    const holder = inChange(systemOperation(t.app, clock.now()), async (change) => {
      await lockRow(change, User, requester.id);
      locked.open();
      await opened;
    });
    await locked.opened;
    const arrived = clock.now();
    const waits = decide(t, last, stage);
    await untilWaiting(1);
    clock.advance('PT1M');
    const behind = decide(t, first, stage);
    await untilWaiting(2);
    const free = clock.advance('PT1M');
    open();
    await holder;
    for (const { errors } of await Promise.all([waits, behind])) expect(errors).toEqual([]);

    const { node } = await t.query<Answer>(TOLD, { id: request.id }, { as: 'system' });
    const [{ closedAt, decisions }] = node.stages;
    for (const { at } of decisions) expect([at, at > arrived.toISOString()]).toEqual([free.toISOString(), true]);
    expect(closedAt).toBe(free.toISOString());
    const decided = node.timeline.nodes.filter(({ action }: Answer) => action === 'approval.decided');
    expect(decided.map(({ at }: Answer) => at)).toEqual([free.toISOString(), free.toISOString()]);
  });

  test('the undo window of a decision that had to wait counts from when it was its turn', async () => {
    const { world, clock } = t;
    const config = t.app.config;
    Object.assign(t.app, { config: { ...config, undoWindowMs: 10_000 } });
    try {
      const [requester, approver] = await Promise.all([world.user(), world.user()]);
      const request = await ask(t, requester, await world.package({ policy: { stages: [{ approvers: [approver] }] } }));
      const { opened, open } = gate();
      const locked = gate();
      const holder = inChange(systemOperation(t.app, clock.now()), async (change) => {
        await lockRow(change, User, requester.id);
        locked.open();
        await opened;
      });
      await locked.opened;
      const waits = decide(t, approver, request.stages[0]);
      await untilWaiting(1);
      const free = clock.advance('PT30S');
      open();
      await holder;
      const { accessRequest } = await waits;
      expect(accessRequest.undoUntil).toBe(new Date(free.getTime() + 10_000).toISOString());
    } finally {
      Object.assign(t.app, { config });
    }
  });

  test('what is run as of another instant says that instant', async () => {
    const { world, clock } = t;
    const person = await world.user();
    const past = new Date(clock.now().getTime() - 86_400_000);
    const still = { ...t.app, timeStandsStill: true as const };
    await inChange(systemOperation(still, past), async (change) => {
      await lockRow(change, User, person.id);
      expect(change.now).toEqual(past);
    });
    await inChange(systemOperation(t.app, past), async (change) => {
      await lockRow(change, User, person.id);
      expect(change.now).toEqual(clock.now());
    });
  });
});

describe('an event leads to what it is about', () => {
  const LINKS = `query ($id: ID!) { auditEvents(filter: { action: { in: ["request.submitted", "approval.decided", "access_package.updated"] },
    or: [{ requestId: { eq: $id } }, { subjectId: { eq: $id } }] }, orderBy: [{ field: AT }]) { nodes {
      action subjectId subject { __typename id ... on ApprovalStage { order } ... on AccessPackage { name } }
      request { id } target { name } accessPackage { name } catalog { id }
    } } }`;

  test('as far as its reader may see it, in one statement', async () => {
    const { world } = t;
    const [requester, approver, admin] = [
      await world.user({ name: 'Lena Link' }),
      await world.user({ kind: 'GUEST' }),
      await world.admin(),
    ];
    const pkg = await world.package({ name: 'Linked', policy: { stages: [{ approvers: [approver] }] } });
    const request = await ask(t, requester, pkg);
    await decide(t, approver, request.stages[0]);
    const as = async (reader: { id: string }) =>
      (await t.query<Answer>(LINKS, { id: request.id }, { as: reader })).auditEvents.nodes;
    const about = { request: { id: request.id }, target: { name: 'Lena Link' }, accessPackage: { name: 'Linked' } };
    const all = await as(admin);
    expect(all).toMatchObject([
      { ...about, action: 'request.submitted', subject: { __typename: 'AccessRequest', id: request.id }, catalog: {} },
      { ...about, action: 'approval.decided', subject: { __typename: 'ApprovalStage', order: 1 }, catalog: {} },
    ]);
    expect(await as(requester)).toEqual(all);
    // Whoever is asked from outside knows the request and whom it is for; the package by itself is not for them.
    expect(await as(approver)).toEqual(all.map((one: Answer) => ({ ...one, accessPackage: null, catalog: null })));
    await t.query(
      'mutation ($id: ID!) { updateAccessPackage(input: { id: $id, hidden: true }) { errors { message } } }',
      { id: pkg.id },
      { as: admin },
    );
    const [hidden] = (await t.query<Answer>(LINKS, { id: pkg.id }, { as: admin })).auditEvents.nodes;
    expect(hidden).toMatchObject({ request: null, target: null, subject: { __typename: 'AccessPackage', name: 'Linked' } });
  });
});
