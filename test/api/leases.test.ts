import { inChange } from '@gatehouse/server/kernel/change';
import { lockStamping } from '@gatehouse/server/kernel/events/event-log-rows';
import { type Job } from '@gatehouse/server/kernel/jobs/job';
import { LEASE_MS, openTick, renewRun } from '@gatehouse/server/kernel/jobs/job-run';
import { tick } from '@gatehouse/server/kernel/jobs/runner';
import { systemOperation } from '@gatehouse/server/kernel/jobs/system-operation';
import { JobRun } from '@gatehouse/schema/shared/job-run.entity';
import { type App } from '@gatehouse/server/kernel/operation';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { announce, gate, subjects, takeEvents } from '../testkit/feeds.ts';
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

/** As if nobody had renewed the run of a job for as long as a lease lasts. */
async function lapse(job: string): Promise<void> {
  await one.app.orm.em.fork().nativeUpdate(JobRun, { job, finishedAt: null }, { heldUntil: new Date(0) });
}

test('6.22 a replica that stands still inside a job loses it to a living one, and writes nothing when it wakes up', async () => {
  const [began, woken] = [gate(), gate()];
  const written: string[] = [];
  const write = (app: App, by: string) =>
    inChange(systemOperation(app, app.now()), async () => {
      written.push(by);
    });
  const job = (by: string, freeze: () => Promise<void>): Job => ({
    name: 'frozen',
    phase: 'FOLLOW',
    schedule: '*/5 * * * * *',
    description: 'Writes, stands still, and writes on.',
    run: async (app) => {
      await write(app, by);
      await freeze();
      await write(app, by);
      return { written: 2 };
    },
  });
  const [first, second] = [new Date('2026-03-02T09:00:00Z'), new Date('2026-03-02T09:00:05Z')];
  const frozen = tick(
    one.app,
    job('frozen', async () => {
      began.open();
      await woken.opened;
    }),
    first,
  );
  await began.opened;
  const living = job('living', async () => undefined);
  expect(await tick(two.app, living, second)).toBe('BUSY');
  await lapse('frozen');
  expect(await tick(two.app, living, second)).toBe('DONE');
  woken.open();
  expect(await frozen).toBe('LOST');
  expect(written).toEqual(['frozen', 'living', 'living']);
  const rows = await one.app.orm.em.fork().find(JobRun, { job: 'frozen' }, { orderBy: { fireTime: 'asc' } });
  expect(rows.map(({ outcome, error, finishedAt }) => [outcome, error, finishedAt !== null])).toEqual([
    [null, 'Its replica stopped before it was finished.', true],
    [{ written: 2 }, null, true],
  ]);
});

test('6.22 a long run of a replica that lives is renewed and stays its own', async () => {
  const run = await openTick(one.app, 'long', new Date('2026-03-02T09:00:00Z'));
  await lapse('long');
  expect(await renewRun(one.app, (run as { run: string }).run)).toBe(true);
  expect(await openTick(two.app, 'long', new Date('2026-03-02T09:00:05Z'))).toBe('BUSY');
});

test('6.22 a run says by itself, as long as it lasts, that its replica lives', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    const [began, over] = [gate(), gate()];
    const job: Job = {
      name: 'beating',
      phase: 'FOLLOW',
      schedule: '*/5 * * * * *',
      description: 'Takes longer than a lease.',
      run: async () => {
        began.open();
        await over.opened;
        return { done: 1 };
      },
    };
    const run = tick(one.app, job, new Date('2026-03-02T09:00:00Z'));
    await began.opened;
    await lapse('beating');
    vi.advanceTimersByTime(LEASE_MS / 2);
    const { em } = one.app.orm;
    await expect.poll(async () => (await em.fork().findOneOrFail(JobRun, { job: 'beating' })).heldUntil?.getTime()).not.toBe(0);
    expect(await openTick(two.app, 'beating', new Date('2026-03-02T09:00:05Z'))).toBe('BUSY');
    over.open();
    expect(await run).toBe('DONE');
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test('6.22 a replica that stands still while it gives positions is passed by a living one', async () => {
  const feed = await two.app.eventLog.open({ audience: 'usr_frozen' }, null);
  const [began, woken] = [gate(), gate()];
  const frozen = one.app.orm.em.fork().transactional(async (tx) => {
    await lockStamping(tx);
    began.open();
    await woken.opened;
  });
  await began.opened;
  const since = performance.now();
  await announce(two.app, 'meanwhile', ['usr_frozen']);
  expect(subjects(await takeEvents(feed, 1))).toEqual(['meanwhile']);
  // Who watches waits no longer than needed: a statement may take, and a transaction stand still, for fifteen seconds.
  expect(performance.now() - since).toBeLessThan(10_000);
  woken.open();
  await expect(frozen).rejects.toThrow(/connection|idle-in-transaction/i);
  feed.close();
});

test('6.22 every connection notices that the other side is gone, and none holds anything while its process stands still', async () => {
  const opened = vi.spyOn(pg.Client.prototype, 'connect');
  try {
    const three = await startReplica(one);
    await three.app.eventLog.start();
    const asked = await three.app.orm.em
      .fork()
      .execute<{ name: string; setting: string }[]>(
        `select name, setting from pg_settings where name like 'tcp_keepalives_%' or name like '%_timeout' order by name`,
      );
    await three.app.eventLog.stop();
    await three.stop();
    expect(Object.fromEntries(asked.map(({ name, setting }) => [name, Number(setting)]))).toMatchObject({
      tcp_keepalives_count: 3,
      tcp_keepalives_idle: 10,
      tcp_keepalives_interval: 5,
      idle_in_transaction_session_timeout: 15_000,
      lock_timeout: 10_000,
      statement_timeout: 15_000,
    });
    const connections = opened.mock.contexts.map((client) => (client as unknown as Opened).connectionParameters);
    const named = new Set(connections.map(({ application_name }) => application_name));
    // Beside those of the ORM, which were asked above.
    expect([...named].sort()).toEqual(['gatehouse events', 'gatehouse work']);
    for (const { application_name, options, keepalives, idle_in_transaction_session_timeout } of connections) {
      expect([application_name, options, Number(keepalives)]).toEqual([
        application_name,
        expect.stringContaining('-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3'),
        1,
      ]);
      // Who only listens begins no transaction.
      if (application_name !== 'gatehouse events') expect(idle_in_transaction_session_timeout).toBe(15_000);
    }
  } finally {
    opened.mockRestore();
  }
});

/** What a client of pg was made with. */
interface Opened {
  connectionParameters: Record<'application_name' | 'options', string> & {
    keepalives: unknown;
    idle_in_transaction_session_timeout: number;
  };
}
