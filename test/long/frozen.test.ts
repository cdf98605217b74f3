import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts';
import { ServerProcess } from '../testkit/server-process.ts';
import { World } from '../testkit/world.ts';
import { makeCompany, rowsIn, type Company } from './company.ts';

const PEOPLE = 20;

let database: TestDatabase;
let company: Company;
let frozen: ServerProcess;
let living: ServerProcess;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeCompany(database.url, PEOPLE);
});
afterAll(async () => {
  await company?.dispose();
  await Promise.all([frozen?.stop(), living?.stop()]);
  await database?.drop();
});

const ended = () =>
  rowsIn<{ count: number }>(database.url, `select count(*)::int as count from assignment where state = 'EXPIRED'`);

test('6.22 one replica that is frozen inside a job holds nothing up, and does nothing twice when it wakes up', async () => {
  // In the order of their ends; the job stops at the third, whose person somebody else has locked.
  const [third, holder] = [company.people[2]!, new pg.Client({ connectionString: database.url })];
  await holder.connect();
  await holder.query('begin');
  await holder.query('select 1 from app_user where id = $1 for no key update', [third.id]);
  const now = Date.now();
  await new World(company.app).write((change) => {
    for (const [at, { id }] of company.people.entries()) {
      change.create(Assignment, {
        target: change.em.getReference(User, id),
        accessPackage: change.em.getReference(AccessPackage, company.open.id),
        state: 'DELIVERED',
        startsAt: new Date(now - 3_600_000),
        deliveredAt: new Date(now - 3_600_000),
        expiresAt: new Date(now - 60_000 + at),
      });
    }
  });
  frozen = await ServerProcess.start({ DATABASE_URL: database.url });
  const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  await expect.poll(async () => (await rowsIn(database.url, waits)).length, { timeout: 30_000 }).toBeGreaterThan(0);
  frozen.freeze();
  await holder.query('rollback');
  await holder.end();

  living = await ServerProcess.start({ DATABASE_URL: database.url });
  await expect.poll(async () => (await ended())[0]!.count, { timeout: 60_000, interval: 500 }).toBe(PEOPLE);
  // Nor is the log of live events held up.
  const unstamped = 'select 1 from domain_event where position is null';
  await expect.poll(async () => (await rowsIn(database.url, unstamped)).length, { timeout: 20_000 }).toBe(0);

  frozen.thaw();
  // It finds its run in other hands, or the database has long hung up on it.
  await expect.poll(() => frozen.output, { timeout: 30_000 }).toMatch(/another took over its timed job|a tick was missed/);
  const open = `select 1 from job_run where finished_at is null and held_until < clock_timestamp()`;
  await expect.poll(async () => (await rowsIn(database.url, open)).length, { timeout: 30_000 }).toBe(0);
  const perPerson = await rowsIn<{ count: number }>(
    database.url,
    `select count(*)::int as count from audit_event where action = 'assignment.ended' group by subject_id`,
  );
  expect(perPerson.map(({ count }) => count)).toEqual(Array.from({ length: PEOPLE }, () => 1));
});
