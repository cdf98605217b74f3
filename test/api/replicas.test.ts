import { EventLog } from '@gatehouse/server/kernel/events/event-log';
import { PostgresWakeUp } from '@gatehouse/server/kernel/events/postgres-wake-up';
import { RedisWakeUp } from '@gatehouse/server/kernel/events/redis-wake-up';
import { type WakeUp } from '@gatehouse/server/kernel/events/wake-up';
import { type Job } from '@gatehouse/server/kernel/jobs/job';
import { tick } from '@gatehouse/server/kernel/jobs/runner';
import { User } from '@gatehouse/schema/identity/user.entity';
import { Notification } from '@gatehouse/schema/notifications/notification.entity';
import { JobRun } from '@gatehouse/schema/shared/job-run.entity';
import { type App } from '@gatehouse/server/kernel/operation';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { announce, gate, subjects, takeEvents } from '../testkit/feeds.ts';
import { subscribeDocument } from '../testkit/execute.ts';
import { startRedis } from '../testkit/redis.ts';
import { startReplica } from '../testkit/replica.ts';

let one: TestApp;
let two: { app: App; stop: () => Promise<void> };

beforeAll(async () => {
  one = await startTestApp();
  two = await startReplica(one);
});
afterAll(async () => {
  await two?.stop();
  await one?.stop();
});

describe('the event log, with two replicas', () => {
  test('both deliver every event once, in the same order, whoever wrote it', async () => {
    const feeds = await Promise.all([one.app, two.app].map(({ eventLog }) => eventLog.open({ audience: 'usr_both' }, null)));
    const writers = Array.from({ length: 6 }, async (_one, writer) => {
      for (let nth = 0; nth < 20; nth += 1) await announce(writer % 2 ? one.app : two.app, `${writer}-${nth}`, ['usr_both']);
    });
    const [first, second] = await Promise.all(feeds.map((feed) => takeEvents(feed, 120)));
    await Promise.all(writers);
    expect(second).toEqual(first);
    expect(new Set(subjects(first!)).size).toBe(120);
    const positions = first!.map(({ position }) => position);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    // What one writer did one after the other is told in that order.
    for (let writer = 0; writer < 6; writer += 1) {
      const own = subjects(first!).filter((id) => id.startsWith(`${writer}-`));
      expect(own).toEqual(Array.from({ length: 20 }, (_one, nth) => `${writer}-${nth}`));
    }
    for (const feed of feeds) feed.close();
  });

  test('a transaction that commits late is not skipped, although its event is older', async () => {
    const feed = await two.app.eventLog.open({ audience: 'usr_late' }, null);
    const written = gate();
    const held = gate();
    const late = announce(one.app, 'late', ['usr_late'], async () => {
      written.open();
      await held.opened;
    });
    await written.opened;
    await announce(one.app, 'early', ['usr_late']);
    const [early] = await takeEvents(feed, 1);
    held.open();
    await late;
    const [lateEvent] = await takeEvents(feed, 1);
    expect([early!.subjectId, lateEvent!.subjectId]).toEqual(['early', 'late']);
    expect(lateEvent!.position).toBeGreaterThan(early!.position);
    const again = await one.app.eventLog.open({ audience: 'usr_late' }, early!.position);
    expect(subjects(await takeEvents(again, 1))).toEqual(['late']);
    feed.close();
    again.close();
  });

  test('AT40 a reader that keeps losing its connection gets everything once and in order, on whichever replica it lands', async () => {
    const start = await one.app.eventLog.open({ audience: 'usr_lossy' }, null);
    await announce(one.app, 'start', ['usr_lossy']);
    let at = (await takeEvents(start, 1))[0]!.position;
    start.close();
    const writing = Promise.all(
      [one.app, two.app, one.app].map(async (app, writer) => {
        for (let nth = 0; nth < 40; nth += 1) {
          await announce(app, `${writer}/${nth}`, nth % 4 === 3 ? ['usr_other'] : ['usr_lossy', 'usr_other']);
        }
      }),
    );
    const got: string[] = [];
    for (let turn = 0; got.length < 90; turn += 1) {
      const feed = await (turn % 2 ? one.app : two.app).eventLog.open({ audience: 'usr_lossy' }, at);
      const batch = await feed.take();
      feed.close();
      // Only part of what was delivered reached the reader before its connection broke.
      const reached = batch!.events.slice(0, 1 + (turn % 5));
      got.push(...subjects(reached));
      at = reached.at(-1)!.position;
    }
    await writing;
    expect(got).toHaveLength(90);
    expect(new Set(got).size).toBe(90);
    for (const writer of [0, 1, 2]) {
      const own = got.filter((id) => id.startsWith(`${writer}/`)).map((id) => Number(id.split('/')[1]));
      expect(own).toEqual(Array.from({ length: 40 }, (_one, nth) => nth).filter((nth) => nth % 4 !== 3));
    }
  });

  test('nothing is lost when the database ends every connection', async () => {
    const feed = await two.app.eventLog.open({ audience: 'usr_restart' }, null);
    for (let round = 0; round < 3; round += 1) {
      await endConnections('true');
      await untilItWorks(() => announce(one.app, `restart-${round}`, ['usr_restart']));
      expect(subjects(await takeEvents(feed, 1))).toEqual([`restart-${round}`]);
    }
    feed.close();
  });
});

test('a subscription on one replica tells what happens on the other, through lost connections too', async () => {
  const reader = await one.world.user();
  const inbox = await subscribeDocument<{ inboxChanged: { objectId: string; item: { id: string } } }>(
    two.app,
    'subscription { inboxChanged { objectId item { ... on Notification { id } } } }',
    {},
    { as: reader },
  );
  for (let round = 0; round < 5; round += 1) {
    if (round > 0) await endConnections('true');
    const id = await untilItWorks(() =>
      one.world.write((change) => {
        const note = change.create(Notification, {
          user: change.em.getReference(User, reader.id),
          kind: 'REQUEST_DENIED',
          dedupeKey: `round ${round}`,
        });
        change.announce({ type: 'Notification', id: note.id, audience: [reader.id] });
        return note.id;
      }),
    );
    expect((await inbox.next()).inboxChanged).toEqual({ objectId: id, item: { id } });
  }
  await inbox.stop();
});

test('a transaction that the database takes down gives its connection back', async () => {
  const places = one.config.databasePoolSize;
  for (let round = 0; round <= places; round += 1) {
    const written = gate();
    const held = gate();
    const doomed = announce(one.app, 'never', ['usr_doomed'], async () => {
      written.open();
      await held.opened;
    });
    await written.opened;
    await endConnections(`state = 'idle in transaction'`);
    held.open();
    await expect(doomed).rejects.toThrow(/connection/i);
  }
  await untilItWorks(() => announce(one.app, 'alive', ['usr_doomed']));
});

describe('waking up', () => {
  const NEVER_MS = 3_600_000;

  test('by LISTEN alone, also after its connection was ended', async () => {
    const log = new EventLog(one.app.orm, new PostgresWakeUp(one.database.url, one.app.log), one.app.log, NEVER_MS);
    const feed = await log.open({ audience: 'usr_listen' }, null);
    await announce(two.app, 'before', ['usr_listen']);
    expect(subjects(await takeEvents(feed, 1))).toEqual(['before']);
    await endConnections(`application_name = 'gatehouse events'`);
    await announce(two.app, 'while away', ['usr_listen']);
    expect(subjects(await takeEvents(feed, 1))).toEqual(['while away']);
    await announce(two.app, 'after', ['usr_listen']);
    expect(subjects(await takeEvents(feed, 1))).toEqual(['after']);
    await log.stop();
    expect(await feed.take()).toBeNull();
  });

  test('by polling alone, where no signal comes through', async () => {
    const deaf: WakeUp = { byDatabase: true, start: () => undefined, others: () => undefined, stop: async () => undefined };
    const log = new EventLog(one.app.orm, deaf, one.app.log, 20);
    const feed = await log.open({ audience: 'usr_deaf' }, null);
    await announce(two.app, 'polled', ['usr_deaf']);
    expect(subjects(await takeEvents(feed, 1))).toEqual(['polled']);
    await log.stop();
  });
});

describe('waking up through Redis', () => {
  const NEVER_MS = 3_600_000;

  test('wakes the other replicas, and finds them again when it was away', async ({ skip, onTestFinished }) => {
    const redis = await startRedis();
    if (!redis) return skip('there is no redis-server on this machine');
    onTestFinished(redis.stop);
    // A database that no other log looks at: nothing but Redis carries the signal from one to the other.
    const apart = await startTestApp();
    const { orm, log } = apart.app;
    const logs = [1, 2].map(() => new EventLog(orm, new RedisWakeUp(redis.url, log), log, NEVER_MS));
    const [writer, reader] = logs;
    const say = async (id: string) => {
      await apart.world.write((change) => change.announce({ type: 'Notification', id, audience: ['usr_redis'] }));
      writer!.committed();
    };
    const feed = await reader!.open({ audience: 'usr_redis' }, null);
    await writer!.start();
    await say('by redis');
    expect(subjects(await takeEvents(feed, 1))).toEqual(['by redis']);
    await redis.stop();
    await say('while away');
    await redis.again();
    expect(subjects(await takeEvents(feed, 1))).toEqual(['while away']);
    await Promise.all(logs.map((one) => one.stop()));
    await apart.stop();
  });
});

describe('timed jobs, with two replicas', () => {
  test('a tick runs once', async () => {
    let runs = 0;
    const job: Job = {
      name: 'counted',
      phase: 'FOLLOW',
      schedule: '* * * * *',
      description: 'Counts.',
      run: async () => ({ runs: (runs += 1) }),
    };
    const fireTimes = [0, 1, 2, 3].map((minute) => new Date(Date.UTC(2026, 2, 2, 9, minute)));
    for (const fireTime of fireTimes)
      await Promise.all([one.app, two.app, one.app, two.app].map((app) => tick(app, job, fireTime)));
    expect(runs).toBe(4);
    const rows = await one.app.orm.em.fork().find(JobRun, { job: 'counted' }, { orderBy: { fireTime: 'asc' } });
    expect(rows.map(({ fireTime, outcome, error }) => [fireTime, outcome, error])).toEqual(
      fireTimes.map((fireTime, at) => [fireTime, { runs: at + 1 }, null]),
    );
  });

  test('a job does not overlap itself, and its next tick runs', async () => {
    const began = gate();
    const end = gate();
    const slow: Job = {
      name: 'slow',
      phase: 'FOLLOW',
      schedule: '* * * * *',
      description: 'Takes long.',
      run: async () => {
        began.open();
        await end.opened;
        return {};
      },
    };
    const running = tick(one.app, slow, new Date('2026-03-02T09:00:00Z'));
    await began.opened;
    expect(await tick(two.app, slow, new Date('2026-03-02T09:01:00Z'))).toBe('BUSY');
    end.open();
    expect(await running).toBe('DONE');
    expect(await tick(two.app, slow, new Date('2026-03-02T09:02:00Z'))).toBe('DONE');
  });

  test('a failure is written down and holds nothing up', async () => {
    let broken = true;
    const job: Job = {
      name: 'breaks',
      phase: 'FOLLOW',
      schedule: '* * * * *',
      description: 'Breaks once.',
      run: async () => {
        if (broken) throw new Error('No luck.');
        return { done: 1 };
      },
    };
    expect(await tick(one.app, job, new Date('2026-03-02T09:00:00Z'))).toBe('FAILED');
    broken = false;
    expect(await tick(two.app, job, new Date('2026-03-02T09:01:00Z'))).toBe('DONE');
    const rows = await one.app.orm.em.fork().find(JobRun, { job: 'breaks' }, { orderBy: { fireTime: 'asc' } });
    expect(rows.map(({ error, outcome }) => error ?? outcome)).toEqual(['No luck.', { done: 1 }]);
  });
});

/** Ends connections to this test's database, as a restart or an administrator would. */
async function endConnections(which: string): Promise<void> {
  const admin = new pg.Client({ connectionString: inject('postgres').adminUrl });
  await admin.connect();
  const database = new URL(one.database.url).pathname.slice(1);
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid() and ${which}`,
    [database],
  );
  await admin.end();
}

/** Tries again while the pool still hands out connections that are gone. */
async function untilItWorks<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === 20) throw error;
    }
  }
}
