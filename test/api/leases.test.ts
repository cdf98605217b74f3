import { inChange } from '@gatehouse/server/change';
import { lockStamping } from '@gatehouse/server/events/event-log-rows';
import { type Job } from '@gatehouse/server/jobs/job';
import { openTick, renewRun } from '@gatehouse/server/jobs/job-run';
import { tick } from '@gatehouse/server/jobs/runner';
import { systemOperation } from '@gatehouse/server/jobs/system-operation';
import { JobRun } from '@gatehouse/schema/shared/job-run.entity';
import { type App } from '@gatehouse/server/operation';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

test('6.22 a replica that stands still while it gives positions is passed by a living one', async () => {
  const feed = await two.app.eventLog.open({ audience: 'usr_frozen' }, null);
  const [began, woken] = [gate(), gate()];
  const frozen = one.app.orm.em.fork().transactional(async (tx) => {
    await lockStamping(tx);
    began.open();
    await woken.opened;
  });
  await began.opened;
  await announce(two.app, 'meanwhile', ['usr_frozen']);
  expect(subjects(await takeEvents(feed, 1))).toEqual(['meanwhile']);
  woken.open();
  await expect(frozen).rejects.toThrow(/connection|idle-in-transaction/i);
  feed.close();
});
