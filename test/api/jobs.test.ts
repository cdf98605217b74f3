import { IdempotencyRecord } from '@gatehouse/schema/shared/idempotency-record.entity';
import { JobRun } from '@gatehouse/schema/shared/job-run.entity';
import { DomainEvent } from '@gatehouse/schema/audit/domain-event.entity';
import { Notification } from '@gatehouse/schema/notifications/notification.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { Session } from '@gatehouse/schema/identity/session.entity';
import { SignInLink } from '@gatehouse/schema/identity/sign-in-link.entity';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { newId } from '@gatehouse/schema/shared/ids';
import { inChange } from '@gatehouse/server/kernel/change';
import { eachDue, type DueWork } from '@gatehouse/server/kernel/jobs/each-due';
import { type LoggedEvent } from '@gatehouse/server/kernel/events/event-log-rows';
import { type Job } from '@gatehouse/server/kernel/jobs/job';
import { type QueueWorker } from '@gatehouse/server/kernel/jobs/queue-worker';
import { JOBS } from '@gatehouse/server/app/brought';
import { JobsRefused, runJobs } from '@gatehouse/server/kernel/jobs/run-jobs';
import { JobRunner } from '@gatehouse/server/kernel/jobs/runner';
import { systemOperation } from '@gatehouse/server/kernel/jobs/system-operation';
import { lockRow } from '@gatehouse/server/kernel/lock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { announce, gate, takeEvents } from '../testkit/feeds.ts';
import { startReplica } from '../testkit/replica.ts';

let kit: TestApp;
const DAY = 86_400_000;
const day = (number: number) => new Date(kit.clock.now().getTime() + number * DAY);

beforeAll(async () => {
  kit = await startTestApp();
});
afterAll(() => kit?.stop());

describe('due work', () => {
  /** Reminders of days 1, 2 and 3, told by reading a notification: any row with a due time would do. */
  function reminders(log: string[], more: Partial<DueWork<Notification>> = {}): DueWork<Notification> {
    return {
      name: 'reminders',
      entity: Notification,
      due: 'readAt',
      where: { kind: 'APPROVAL_REMINDER' },
      async handle(change, id, dueAt) {
        const row = (await lockRow(change, Notification, id))!;
        log.push(`${row.dedupeKey}@${(dueAt.getTime() - kit.clock.now().getTime()) / DAY}`);
        row.readAt = dueAt < day(3) ? new Date(dueAt.getTime() + DAY) : null;
      },
      ...more,
    };
  }

  async function dueRows(prefix: string, ...days: number[]): Promise<void> {
    const user = await kit.world.user();
    await kit.world.write((change) => {
      for (const [at, due] of days.entries()) {
        change.create(Notification, {
          user: change.em.getReference(User, user.id),
          kind: 'APPROVAL_REMINDER',
          dedupeKey: `${prefix}${at}`,
          readAt: day(due),
        });
      }
    });
  }

  const clear = () => kit.world.write((change) => change.em.nativeDelete(Notification, {}));

  test('is done in the order of its due times, also where one piece falls due several times, and once', async () => {
    await dueRows('a', 2, 1);
    const log: string[] = [];
    const outcome = await eachDue(kit.app, day(20), reminders(log));
    expect(log).toEqual(['a1@1', 'a0@2', 'a1@2', 'a0@3', 'a1@3']);
    expect(outcome).toEqual({ handled: 5, busy: 0, failed: 0 });
    expect(await eachDue(kit.app, day(20), reminders(log))).toEqual({ handled: 0, busy: 0, failed: 0 });
    await clear();
  });

  test('is not done before its time', async () => {
    await dueRows('b', 1);
    const log: string[] = [];
    await eachDue(kit.app, new Date(day(1).getTime() - 1), reminders(log));
    expect(log).toEqual([]);
    await eachDue(kit.app, day(1), reminders(log));
    expect(log).toEqual(['b0@1']);
    await clear();
  });

  test('goes on past a piece that fails, which comes up again with the next run', async () => {
    await dueRows('c', 3, 3);
    const log: string[] = [];
    const work = reminders(log);
    let broken = true;
    const fragile = reminders(log, {
      async handle(change, id, dueAt) {
        const row = await change.em.findOneOrFail(Notification, id);
        if (broken && row.dedupeKey === 'c0') throw new Error('Broken.');
        await work.handle(change, id, dueAt);
      },
    });
    expect(await eachDue(kit.app, day(3), fragile)).toEqual({ handled: 1, busy: 0, failed: 1 });
    broken = false;
    expect(await eachDue(kit.app, day(3), fragile)).toEqual({ handled: 1, busy: 0, failed: 0 });
    expect(log).toEqual(['c1@3', 'c0@3']);
    await clear();
  });

  test('is done once by two who do it at the same time', async () => {
    await dueRows('d', ...Array.from({ length: 30 }, () => 3));
    const log: string[] = [];
    const both = await Promise.all([eachDue(kit.app, day(3), reminders(log)), eachDue(kit.app, day(3), reminders(log))]);
    // Whoever meets a piece in the other's hands passes it by; who comes after it finds it done, or not due any more.
    expect(new Set(log).size).toBe(30);
    expect(both[0].failed + both[1].failed).toBe(0);
    await clear();
  });
});

describe('running jobs by hand', () => {
  test('every job has a name of its own and a schedule that ticks', () => {
    const names = JOBS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(() => new JobRunner(kit.app, JOBS)).not.toThrow();
  });

  test('is refused outside demo and tests, and for a job there is not', async () => {
    const production = { ...kit.app, config: { ...kit.config, environment: 'production' as const, demo: false } };
    await expect(runJobs(production, 'all', day(1))).rejects.toThrow(JobsRefused);
    await expect(runJobs(kit.app, 'nonsense', day(1))).rejects.toThrow(/There is no job "nonsense"/);
  });

  test('answers what was done, as of when, and records both instants', async () => {
    const report = await runJobs(kit.app, 'all', day(1));
    expect(report.asOf).toBe(day(1).toISOString());
    expect(report.jobs.map(({ name }) => name)).toEqual(JOBS.map(({ name }) => name));
    const run = await kit.app.orm.em.fork().findOneOrFail(JobRun, { job: 'expiry', fireTime: day(1) });
    expect(run.createdAt).toEqual(kit.clock.now());
    expect(run.finishedAt).not.toBeNull();
    // Again as of the same instant: no second row, nothing left to do.
    const again = await runJobs(kit.app, 'expiry', day(1));
    expect(again.jobs).toEqual([{ name: 'expiry', outcome: { handled: 0, busy: 0, failed: 0 } }]);
  });
});

test('the clock of a replica ticks, and stopping it waits for what runs', async () => {
  const runs: Date[] = [];
  const began = gate();
  const ticking = { name: 'every-second', phase: 'FOLLOW', schedule: '* * * * * *', description: 'Ticks.' } as const;
  const job: Job = {
    ...ticking,
    run: async (_app, now) => {
      began.open();
      await kit.app.orm.em.fork().count(User);
      runs.push(now);
      return { runs: 1 };
    },
  };
  const runner = new JobRunner(kit.app, [job]);
  await runner.start();
  await began.opened;
  await runner.stop();
  expect(runs).toHaveLength(1);
  expect(runs[0]!.getUTCMilliseconds()).toBe(0);
  expect(await kit.app.orm.em.fork().count(JobRun, { job: 'every-second', outcome: { runs: 1 } })).toBe(1);
});

test('jobs that tick together do not take every connection from each other', async () => {
  const small = await startTestApp({ env: { DATABASE_POOL_SIZE: '2' } });
  const done = new Map<string, () => void>();
  const jobs = Array.from({ length: 6 }, (_one, at): Job => ({
    name: `together-${at}`,
    phase: 'FOLLOW',
    schedule: '* * * * * *',
    description: 'Ticks with others.',
    run: async (app) => {
      await app.orm.em.fork().count(User);
      done.get(`together-${at}`)!();
      return {};
    },
  }));
  const all = Promise.all(jobs.map(({ name }) => new Promise<void>((resolve) => done.set(name, resolve))));
  const runner = new JobRunner(small.app, jobs);
  const began = performance.now();
  await runner.start();
  await all;
  // After five seconds without a connection they would have given up and left it to a later tick.
  expect(performance.now() - began).toBeLessThan(5_000);
  await runner.stop();
  await small.stop();
});

describe('queued work', () => {
  const mailer = (run: QueueWorker<'mail'>['run']): QueueWorker<'mail'> => ({ name: 'mail', concurrency: 2, run });
  const queue = (mailId: string, now: Date = kit.clock.now()) =>
    inChange(systemOperation(kit.app, now), async (change) => change.enqueue('mail', { mailId, attempt: 1 }));

  test('exists if and only if its change commits, and is done once', async () => {
    const done: string[] = [];
    const worker = mailer(async (_app, { mailId }) => void done.push(mailId));
    await inChange(systemOperation(kit.app, kit.clock.now()), async (change) => {
      change.enqueue('mail', { mailId: 'undone', attempt: 1 });
      await change.em.flush();
      throw new Error('Rolled back.');
    }).catch(() => undefined);
    for (const id of ['a', 'b', 'c']) await queue(id);
    expect(await kit.app.queue.drain(kit.app, worker, kit.clock.now())).toEqual({ done: 3, failed: 0 });
    expect(done.sort()).toEqual(['a', 'b', 'c']);
    expect(await kit.app.queue.drain(kit.app, worker, kit.clock.now())).toEqual({ done: 0, failed: 0 });
  });

  test('acts as of the clock, and no earlier than the change that queued it', async () => {
    const instants: Record<string, Date> = {};
    const worker = mailer(async (_app, { mailId }, now) => void (instants[mailId] = now));
    await queue('now');
    await queue('ahead', day(5));
    await kit.app.queue.drain(kit.app, worker, kit.clock.now());
    expect(instants).toEqual({ now: kit.clock.now(), ahead: day(5) });
  });

  test('that fails is tried three times, and counted when it is given up', async () => {
    let tries = 0;
    await queue('fails');
    const outcome = await kit.app.queue.drain(
      kit.app,
      mailer(async () => {
        tries += 1;
        throw new Error('No.');
      }),
      kit.clock.now(),
    );
    expect([tries, outcome]).toEqual([3, { done: 0, failed: 3 }]);
    expect((await kit.app.queue.depths()).find(({ name }) => name === 'mail')).toMatchObject({
      waiting: 0,
      active: 0,
      failed: 1,
    });
  });

  test('is taken by running workers at once; draining waits for what they have in hand, and so does stopping', async () => {
    const other = await startReplica(kit);
    const began = gate();
    const end = gate();
    const done: string[] = [];
    await other.app.queue.work(
      other.app,
      mailer(async (_app, { mailId }) => {
        began.open();
        await end.opened;
        done.push(mailId);
      }),
    );
    await queue('slow');
    other.app.queue.wake('mail');
    await began.opened;
    const drained = kit.app.queue.drain(
      kit.app,
      mailer(async () => {
        throw new Error('Not mine.');
      }),
      kit.clock.now(),
    );
    const stopped = other.stop();
    end.open();
    expect(await drained).toEqual({ done: 0, failed: 0 });
    await stopped;
    expect(done).toEqual(['slow']);
  });
});

describe('forgetting', () => {
  test('live events go after 7 days, oldest first, and positions go on from where they were', async () => {
    await announce(kit.app, 'old', ['usr_a']);
    await announce(kit.app, 'old too', ['usr_a']);
    const feed = await kit.app.eventLog.open({ audience: 'usr_a' }, null);
    kit.clock.advance('P6D');
    await announce(kit.app, 'young', ['usr_a']);
    let last: LoggedEvent | undefined;
    // What was written just before the feed opened may be told too.
    while (last?.subjectId !== 'young') last = (await takeEvents(feed, 1)).at(-1);
    feed.close();
    await runJobs(kit.app, 'event-log-retention', day(2));
    const kept = await kit.app.orm.em.fork().find(DomainEvent, { audience: { $contains: ['usr_a'] } });
    expect(kept.map(({ subjectId }) => subjectId)).toEqual(['young']);
    await runJobs(kit.app, 'event-log-retention', day(30));
    const after = await kit.app.eventLog.open({ audience: 'usr_a' }, last!.position);
    await announce(kit.app, 'next', ['usr_a']);
    const [next] = await takeEvents(after, 1);
    expect([next!.subjectId, next!.position]).toEqual(['next', last!.position + 1]);
    after.close();
  });

  test('idempotency keys go after 30 days', async () => {
    const user = await kit.world.user();
    const rows = () => kit.app.orm.em.fork().count(IdempotencyRecord, { mutation: 'test' });
    await kit.world.write(async (change) => {
      const principal = await change.em.findOneOrFail(Principal, { user: user.id });
      change.create(IdempotencyRecord, { principal, mutation: 'test', key: 'k', inputHash: 'h', answer: {} });
    });
    await runJobs(kit.app, 'idempotency-retention', day(29));
    expect(await rows()).toBe(1);
    await runJobs(kit.app, 'idempotency-retention', day(31));
    expect(await rows()).toBe(0);
  });

  test('sessions and sign-in links go 30 days after they ended, and not before', async () => {
    const user = await kit.world.user();
    const rows = async () => {
      const em = kit.app.orm.em.fork();
      return [...(await em.find(Session, {})), ...(await em.find(SignInLink, {}))].map(({ secretHash }) => secretHash).sort();
    };
    await kit.world.write(async (change) => {
      const principal = await change.em.findOneOrFail(Principal, { user: user.id });
      const session = { principal, method: 'LINK', lastSeenAt: day(0) };
      change.create(Session, { ...session, secretHash: 'live', expiresAt: day(400) });
      change.create(Session, { ...session, secretHash: 'left', expiresAt: day(400), endedAt: day(1) });
      change.create(Session, { ...session, secretHash: 'over', expiresAt: day(3) });
      change.create(SignInLink, { principal, secretHash: 'link', expiresAt: day(2) });
    });
    const after = async (hours: number) => {
      kit.clock.advance(`PT${hours}H`);
      await runJobs(kit.app, 'sign-in-retention', kit.clock.now());
      return rows();
    };
    expect(await after(31 * 24)).toEqual(['left', 'link', 'live', 'over']);
    expect(await after(12)).toEqual(['link', 'live', 'over']);
    expect(await after(24)).toEqual(['live', 'over']);
    // Jobs that are run as of the future sign nobody out.
    await runJobs(kit.app, 'sign-in-retention', day(1000));
    expect(await rows()).toEqual(['live', 'over']);
    expect(await after(24)).toEqual(['live']);
  });

  test('of past runs only those stay that did something, and those for 30 days', async () => {
    const op = systemOperation(kit.app, kit.clock.now());
    await inChange(op, async (change) => {
      for (const [job, outcome] of [
        ['idle', { handled: 0 }],
        ['busy', { handled: 2 }],
      ] as const) {
        change.create(JobRun, { id: newId(JobRun), job, fireTime: day(0), finishedAt: day(0), outcome });
      }
      const last = new Date(day(0).getTime() + 5_000);
      change.create(JobRun, { id: newId(JobRun), job: 'idle', fireTime: last, finishedAt: last, outcome: { handled: 0 } });
    });
    const kept = async () =>
      (await kit.app.orm.em.fork().find(JobRun, { job: { $in: ['idle', 'busy'] } })).map(({ job }) => job).sort();
    await runJobs(kit.app, 'job-history-retention', day(1));
    expect(await kept()).toEqual(['busy', 'idle']);
    await runJobs(kit.app, 'job-history-retention', day(31));
    expect(await kept()).toEqual([]);
  });
});
