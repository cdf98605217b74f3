import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { rowsOf } from '../testkit/import.ts';
import { Seeded } from '../testkit/seeded.ts';
import { YearWorld } from './year-world.ts';
import { brokenTruths, rightsCarried, rightsHeld } from './year-truths.ts';

const MONTH_DAYS = 30;
const DAYS = 365;
/** How much more memory than after two months the last one may take. */
const FLAT = 1.3;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let t: TestApp;
let year: YearWorld;
beforeAll(async () => {
  t = await startTestApp({ now: new Date('2026-01-01T06:00:00.000Z') });
  year = await YearWorld.build(t, new Seeded(2026));
});
afterAll(() => t?.stop());

/** What a run of all jobs found to do, and nothing else. */
async function findings(): Promise<string[]> {
  const { jobs, work } = await t.runJobs('all');
  const found = jobs.flatMap(({ name, outcome }) =>
    Object.entries(outcome).map(([what, count]) => ({ what: `${name}: ${what}`, count })),
  );
  return [...found, ...work.map(({ name, done, failed }) => ({ what: `${name}: work`, count: done + failed }))]
    .filter(({ count }) => count > 0)
    .map(({ what, count }) => `${what} ${count}`);
}

/** Everybody holds what a live assignment of theirs carries or what they had before, and nothing else. */
async function wrongRights(): Promise<string[]> {
  const [held, carried] = [await rightsHeld(t), await rightsCarried(t)];
  const stray = [...held].filter((right) => !carried.has(right) && !year.before.has(right));
  const missing = [...carried, ...year.before].filter((right) => !held.has(right));
  return [...stray.map((right) => `stray ${right}`), ...missing.map((right) => `missing ${right}`)];
}

test('a year in the life of a company: every month everything is as it must be, and memory stays flat', async () => {
  const heaps: number[] = [];
  for (let day = 1; day <= DAYS; day += 1) {
    t.clock.advance('P1D');
    await t.runJobs('all');
    if (day % MONTH_DAYS === 0) {
      expect([day, await findings()]).toEqual([day, []]);
      expect([day, await brokenTruths(t)]).toEqual([day, {}]);
      expect([day, await wrongRights()]).toEqual([day, []]);
      collectGarbage();
      heaps.push(process.memoryUsage().heapUsed);
    }
    await year.liveADay();
  }
  // It was a full year: of everything that can happen enough happened.
  const happened = Object.fromEntries(year.deeds);
  for (const [deed, least] of Object.entries(ENOUGH))
    expect([deed, happened[deed]]).toEqual([deed, expect.toSatisfy((count: number) => count >= least)]);
  const [left] = await rowsOf<{ count: string }>(
    t,
    `select count(*) from audit_event e join app_user u on u.id = e.subject_id where e.action = 'user.erased' and u.governed`,
  );
  expect(Number(left!.count)).toBeGreaterThan(10);
  expect(heaps.at(-1)! / heaps[1]!).toBeLessThan(FLAT);
  console.log(
    `heap after each month, MB: ${heaps.map((bytes) => Math.round(bytes / 1e6)).join(' ')}; ${JSON.stringify(happened)}`,
  );
}, 2_000_000);

const ENOUGH = {
  'submitAccessRequest OK': 800,
  'submitAccessRequest NOT_ELIGIBLE': 20,
  'decideApproval OK': 500,
  'extendAssignment OK': 50,
  'endAssignment OK': 50,
  'assignAccessPackage OK': 20,
  'cancelAccessRequest OK': 5,
  'blockUser OK': 1,
  'deleteUser OK': 1,
  'a visitor came': 50,
  'holdGuest OK': 1,
};
