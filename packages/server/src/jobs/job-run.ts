/** The rows that decide which replica runs a tick, and tell afterwards what it did. */
import { newId } from '@gatehouse/schema/shared/ids';
import { sql } from 'kysely';
import { type App } from '../operation.ts';
import { type JobOutcome } from './job.ts';

/**
 * Runs `work` while no other process runs the same job. The lock ends with its transaction, so a process that dies holds
 * nothing up.
 * @param mode TRY: null at once where another one runs; WAIT: after it.
 */
export async function exclusively<T>(app: App, job: string, mode: 'TRY' | 'WAIT', work: () => Promise<T>): Promise<T | null> {
  return app.orm.em.fork().transactional(async (em) => {
    const key = sql`hashtextextended(${`job/${job}`}, 0)`;
    if (mode === 'WAIT') {
      await sql`select pg_advisory_xact_lock(${key})`.execute(em.getKysely());
    } else {
      const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${key}) as free`.execute(em.getKysely());
      if (!rows[0]?.free) return null;
    }
    return work();
  });
}

/** Claims a tick for this replica: the id of its run, or null where another has it already. */
export async function claimTick(app: App, job: string, fireTime: Date): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into job_run (id, created_at, job, fire_time) values (${newId('JobRun')}, ${app.now()}, ${job}, ${fireTime})
    on conflict (job, fire_time) do nothing returning id`.execute(app.orm.em.fork().getKysely());
  return rows[0]?.id ?? null;
}

/** Takes down a run that was asked for by hand as of an instant; one that was taken down before is told anew. */
export async function beginRun(app: App, job: string, asOf: Date): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into job_run (id, created_at, job, fire_time) values (${newId('JobRun')}, ${app.now()}, ${job}, ${asOf})
    on conflict (job, fire_time) do update set finished_at = null, outcome = null, error = null
    returning id`.execute(app.orm.em.fork().getKysely());
  return rows[0]!.id;
}

/** Takes down how a run ended. */
export async function finishRun(app: App, run: string, end: { outcome: JobOutcome } | { error: string }): Promise<void> {
  const outcome = 'outcome' in end ? JSON.stringify(end.outcome) : null;
  const error = 'error' in end ? end.error : null;
  await sql`
    update job_run set finished_at = ${app.now()}, outcome = ${outcome}::jsonb, error = ${error} where id = ${run}`.execute(
    app.orm.em.fork().getKysely(),
  );
}
