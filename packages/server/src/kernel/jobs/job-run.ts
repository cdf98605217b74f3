import { JobRun } from '@gatehouse/schema/shared/job-run.entity';
/**
 * The rows that decide which replica runs a job, and tell afterwards what it did. An open row is a lease on the job: its holder
 * renews it, and once it has lapsed a living replica closes it. Leases are told by the clock of the database alone.
 */
import { newId } from '@gatehouse/schema/shared/ids';
import { sql, type RawBuilder } from 'kysely';
import { hostname } from 'node:os';
import { sqlStateOf } from '../db/sql-state.ts';
import { type App } from '../operation.ts';
import { type JobOutcome } from './job.ts';

/** How long a holder that says nothing keeps its job, in milliseconds. */
export const LEASE_MS = 10_000;

const UNIQUE_VIOLATION = '23505';
const HOLDER = `${hostname()}/${process.pid}`;
/** What is written of a run whose holder was not heard of any more. */
export const ABANDONED = 'Its replica stopped before it was finished.';

/** `ELSEWHERE`: another replica has this tick; `BUSY`: a run of this job is not over. */
export type Opened = { run: string } | 'ELSEWHERE' | 'BUSY';

/** Opens the run of a tick for this replica, unless another has it. Runs whose holders are gone are closed first. */
export async function openTick(app: App, job: string, fireTime: Date): Promise<Opened> {
  await closeAbandoned(app);
  const [opened] = await rowsOf<{ id: string }>(app, sql`${newRun(app, job, fireTime)} on conflict do nothing returning id`);
  if (opened) return { run: opened.id };
  const taken = await rowsOf(app, sql`select 1 from job_run where job = ${job} and fire_time = ${fireTime}`);
  return taken.length > 0 ? 'ELSEWHERE' : 'BUSY';
}

/**
 * Opens a run that somebody asked for by hand, as of an instant; a run that was recorded for the same instant is recorded
 * anew. Where one stands in the way whose holder is gone, it is closed first.
 */
export async function openByHand(app: App, job: string, asOf: Date): Promise<Opened> {
  const opened = await openAnew(app, job, asOf);
  if (opened !== 'BUSY') return opened;
  await closeAbandoned(app);
  return openAnew(app, job, asOf);
}

async function openAnew(app: App, job: string, asOf: Date): Promise<Opened> {
  const again = sql`
    ${newRun(app, job, asOf)}
    on conflict (job, fire_time) do update
    set holder = excluded.holder, held_until = excluded.held_until, finished_at = null, outcome = null, error = null
    where job_run.finished_at is not null
    returning id`;
  try {
    const [opened] = await rowsOf<{ id: string }>(app, again);
    return opened ? { run: opened.id } : 'BUSY';
  } catch (error) {
    if (sqlStateOf(error) === UNIQUE_VIOLATION) return 'BUSY';
    throw error;
  }
}

/** Holds a run for as long again. @returns false: it was taken over, and is not this replica's any more */
export async function renewRun(app: App, run: string): Promise<boolean> {
  const renewed = sql`update job_run set held_until = ${heldUntil} where id = ${run} and finished_at is null returning id`;
  return (await rowsOf(app, renewed)).length > 0;
}

/** Takes down how a run ended. @returns false: it was taken over meanwhile, and what its successor wrote stays */
export async function finishRun(app: App, run: string, end: { outcome: JobOutcome } | { error: string }): Promise<boolean> {
  const outcome = 'outcome' in end ? JSON.stringify(end.outcome) : null;
  const error = 'error' in end ? end.error : null;
  const finished = sql`
    update job_run set finished_at = ${app.now()}, outcome = ${outcome}::jsonb, error = ${error}
    where id = ${run} and finished_at is null returning id`;
  return (await rowsOf(app, finished)).length > 0;
}

async function closeAbandoned(app: App): Promise<void> {
  const closed = await rowsOf<{ job: string; holder: string | null }>(
    app,
    sql`
      update job_run set finished_at = ${app.now()}, error = ${ABANDONED}
      where finished_at is null and (held_until is null or held_until < clock_timestamp()) returning job, holder`,
  );
  for (const { job, holder } of closed)
    app.log.warn({ job, holder }, 'a run of a timed job was left by its replica and is closed');
}

const heldUntil = sql`clock_timestamp() + ${`${LEASE_MS} milliseconds`}::interval`;

function newRun(app: App, job: string, fireTime: Date): RawBuilder<unknown> {
  return sql`
    insert into job_run (id, created_at, job, fire_time, holder, held_until)
    values (${newId(JobRun)}, ${app.now()}, ${job}, ${fireTime}, ${HOLDER}, ${heldUntil})`;
}

async function rowsOf<T>(app: App, statement: RawBuilder<unknown>): Promise<T[]> {
  return (await statement.execute(app.orm.em.fork().getKysely())).rows as T[];
}
