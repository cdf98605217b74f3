import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { ResourceRole } from '@gatehouse/schema/catalog/resource-role.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { buildUser } from '@gatehouse/server/app/builders/user';
import { provisionWorker } from '@gatehouse/server/features/provisioning/provision.worker';
import { lockRow } from '@gatehouse/server/kernel/lock';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { crashingApp, type CrashPoint } from '../testkit/crash.ts';
import { deliverable, type Delivered } from '../testkit/delivery.ts';
import { END } from '../testkit/documents.ts';
import { ask, look, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ env: { DATABASE_POOL_SIZE: '20' } });
});
afterAll(() => t.stop());

/** One thing that happens to a right. */
type Step =
  | { do: 'intend'; action: 'GRANT' | 'REVOKE' }
  | { do: 'work'; crash: CrashPoint | null; late: boolean }
  | { do: 'target'; as: 'stop' | 'start' | 'refuse' }
  | { do: 'wait'; seconds: number }
  | { do: 'job' };

const STEP: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('intend' as const), action: fc.constantFrom('GRANT' as const, 'REVOKE' as const) }),
  fc.record({
    do: fc.constant('work' as const),
    late: fc.boolean(),
    crash: fc.option(fc.record({ transaction: fc.integer({ min: 0, max: 2 }), committed: fc.boolean() }), { nil: null, freq: 3 }),
  }),
  fc.record({ do: fc.constant('target' as const), as: fc.constantFrom('stop' as const, 'start' as const, 'refuse' as const) }),
  fc.record({ do: fc.constant('wait' as const), seconds: fc.constantFrom(1, 3, 61, 400) }),
  fc.constant({ do: 'job' as const }),
);

/** A right of a new person, with nothing around it. */
class Right {
  intended: 'GRANT' | 'REVOKE' = 'GRANT';
  readonly #late: { open: () => void; done: Promise<unknown> }[] = [];

  private constructor(
    readonly place: Delivered,
    readonly user: User,
    readonly grantId: string,
  ) {}

  static async begin(place: Delivered): Promise<Right> {
    const user = await t.world.user();
    const grant = await t.world.write((change) =>
      change.create(Grant, {
        user: change.em.getReference(User, user.id),
        resourceRole: change.em.getReference(ResourceRole, place.role.id),
        state: 'PENDING',
        fence: 1,
      }),
    );
    const right = new Right(place, user, grant.id);
    await t.world.write((change) => change.publish({ name: 'grantIntended', grantId: grant.id, action: 'GRANT' }));
    return right;
  }

  /** As assignments do it: state and fence first, then the fact. A right that is gone stays gone: another grant would begin. */
  async intend(action: 'GRANT' | 'REVOKE'): Promise<void> {
    await t.world.write(async (change) => {
      const grant = (await lockRow(change, Grant, this.grantId))!;
      const from = { GRANT: ['FAILED', 'REVOKING', 'REVOKE_FAILED'], REVOKE: ['PENDING', 'ACTIVE', 'FAILED', 'REVOKE_FAILED'] }[
        action
      ];
      if (!from.includes(grant.state)) return;
      grant.state = action === 'GRANT' ? 'PENDING' : 'REVOKING';
      grant.fence += 1;
      this.intended = action;
      await change.em.flush();
      await change.publish({ name: 'grantIntended', grantId: grant.id, action });
    });
  }

  async work(crash: CrashPoint | null, late: boolean): Promise<void> {
    const operation = await t.app.orm.em
      .fork()
      .findOne(ProvisioningOperation, { grant: this.grantId, state: { $in: ['QUEUED', 'RETRYING', 'RUNNING'] } });
    if (!operation) return;
    const gate = late ? this.place.target.delay() : null;
    const app = crash ? crashingApp(t.app, crash) : t.app;
    const done = provisionWorker(2_000)
      .run(app, { operationId: operation.id, attempt: operation.attempts + 1 }, t.clock.now())
      .catch(() => undefined);
    if (!gate) return void (await done);
    // Where no write is reached the gate serves a later one; it is open by then.
    await Promise.race([gate.arrived, done]);
    this.#late.push({ open: gate.open, done });
  }

  /** Lets every call that the target kept waiting go on. */
  async land(): Promise<void> {
    for (const { open, done } of this.#late.splice(0)) {
      open();
      await done;
    }
  }

  grant(): Promise<Grant> {
    return t.app.orm.em.fork().findOneOrFail(Grant, this.grantId);
  }
}

/** No more breakdowns: the target is there, every lease ends, everything queued is done. */
async function calm(right: Right): Promise<void> {
  right.place.target.start();
  await right.land();
  for (let round = 0; round < 4; round += 1) {
    t.clock.advance('PT20M');
    await t.runJobs('provisioning-retries');
  }
}

test('whatever breaks down when, a target ends as was last intended, and the books agree with it', async () => {
  const place = await deliverable(t);
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { minLength: 2, maxLength: 10 }), async (steps) => {
      const right = await Right.begin(place);
      place.target.start();
      for (const step of steps) {
        if (step.do === 'intend') await right.intend(step.action);
        else if (step.do === 'work') await right.work(step.crash, step.late);
        else if (step.do === 'target') place.target[step.as]();
        else if (step.do === 'wait') t.clock.advance(`PT${step.seconds}S`);
        else await t.runJobs('provisioning-retries');
        if (step.do === 'wait') await right.land();
      }
      await calm(right);
      let grant = await right.grant();
      if (grant.state === 'FAILED' || grant.state === 'REVOKE_FAILED') {
        // Refused for good: somebody asks for it once more.
        await right.intend(right.intended);
        await calm(right);
        grant = await right.grant();
      }
      expect(grant).toMatchObject({
        state: right.intended === 'GRANT' ? 'ACTIVE' : 'REMOVED',
        origin: 'PROVISIONED',
        lastError: null,
      });
      expect(place.target.has({ user: right.user, role: place.role })).toBe(right.intended === 'GRANT');
      const open = await t.app.orm.em.fork().count(ProvisioningOperation, { grant: right.grantId, finishedAt: null });
      expect(open).toBe(0);
    }),
    { numRuns: 25, seed: 20260302, endOnFailure: true },
  );
}, 60_000);

test('200 requests at once are delivered exactly once each, and taken away exactly once, without a deadlock', async () => {
  const place = await deliverable(t);
  const people = await t.world.write((change) => Array.from({ length: 200 }, (_, n) => buildUser(change, { name: `Many ${n}` })));
  for (const worker of t.app.workers) await t.app.queue.work(t.app, worker);
  const requests = await inTwenties(people, (user) => ask(t, user, place.accessPackage));
  await t.drain();
  expect(place.target.holders(place.role)).toEqual(people.map(({ id }) => id).sort());
  expect(await states(requests)).toEqual({ DELIVERED: 200 });
  for (const user of people) expect(place.target.writesFor(user)).toEqual(['GRANT']);

  const [leavers, stayers] = [people.slice(0, 40), people.slice(40)];
  await inTwenties(leavers, async (as, at) => {
    const { assignment } = await look(t, as, requests[at]!);
    const { endAssignment } = await t.query<Answer>(END, { input: { assignmentId: assignment.id } }, { as });
    expect(endAssignment.errors).toEqual([]);
  });
  await t.drain();
  expect(place.target.holders(place.role)).toEqual(stayers.map(({ id }) => id).sort());
  for (const user of leavers) expect(place.target.writesFor(user)).toEqual(['GRANT', 'REVOKE']);
  expect(await count('audit_event', "action in ('grant.activated', 'grant.removed')", people)).toBe(240);
  expect(await count('audit_event', "action in ('grant.failed', 'grant.adopted', 'grant.revoke_failed')", people)).toBe(0);
  expect(await deadlocks()).toBe(0);
}, 120_000);

async function inTwenties<A, B>(items: readonly A[], work: (item: A, at: number) => Promise<B>): Promise<B[]> {
  const results: B[] = [];
  for (let from = 0; from < items.length; from += 20) {
    results.push(...(await Promise.all(items.slice(from, from + 20).map((item, at) => work(item, from + at)))));
  }
  return results;
}

async function rows(statement: string, ids: readonly { id: string }[]): Promise<Record<string, unknown>[]> {
  const marks = ids.map(() => '?').join(', ');
  return t.app.orm.em
    .fork()
    .getConnection()
    .execute(
      statement.replace('<ids>', marks),
      ids.map(({ id }) => id),
    );
}

async function states(requests: readonly { id: string }[]): Promise<Record<string, unknown>> {
  const found = await rows(
    'select state, count(*)::int as count from access_request where id in (<ids>) group by state',
    requests,
  );
  return Object.fromEntries(found.map((row) => [row.state, row.count]));
}

async function count(table: string, where: string, people: readonly { id: string }[]): Promise<unknown> {
  return (await rows(`select count(*)::int as count from ${table} where ${where} and target_id in (<ids>)`, people))[0]?.count;
}

async function deadlocks(): Promise<unknown> {
  return (await rows('select deadlocks::int as count from pg_stat_database where datname = current_database()', []))[0]?.count;
}
