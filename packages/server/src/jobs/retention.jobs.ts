import { sql, type RawBuilder } from 'kysely';
import { type App } from '../operation.ts';
import { trimEventLog } from '../events/event-log-rows.ts';
import { type Job } from './job.ts';

const DAY = 86_400_000;
/** How long each thing is kept, in days (API §3 for events and keys; the history of jobs by our own choice). */
export const KEPT_DAYS = { events: 7, idempotencyKeys: 30, jobRuns: 30 } as const;
/** Runs that found nothing to do are of no interest for longer than this: some jobs tick every few seconds. */
const IDLE_RUNS_KEPT_MS = 3_600_000;
const BATCH = 5000;

/** Deletes in batches until a batch is not full, so that no transaction grows with the backlog. */
async function deleteInBatches(app: App, statement: (limit: number) => RawBuilder<unknown>): Promise<number> {
  for (let deleted = 0; ;) {
    const { numAffectedRows } = await statement(BATCH).execute(app.orm.em.fork().getKysely());
    deleted += Number(numAffectedRows ?? 0);
    if (Number(numAffectedRows ?? 0) < BATCH) return deleted;
  }
}

const before = (now: Date, days: number) => new Date(now.getTime() - days * DAY);

/** Forgets what nobody needs any more; the audit is not among it. */
export const retentionJobs: readonly Job[] = [
  {
    name: 'event-log-retention',
    schedule: '7 * * * *',
    description: `Forgets live events older than ${KEPT_DAYS.events} days.`,
    run: async (app, now) => ({
      deleted: await deleteInBatches(app, (limit) => trimEventLog(before(now, KEPT_DAYS.events), limit)),
    }),
  },
  {
    name: 'idempotency-retention',
    schedule: '17 * * * *',
    description: `Forgets the answers kept under idempotency keys after ${KEPT_DAYS.idempotencyKeys} days.`,
    run: async (app, now) => ({
      deleted: await deleteInBatches(
        app,
        (limit) => sql`
          delete from idempotency_record where id in (
            select id from idempotency_record where created_at < ${before(now, KEPT_DAYS.idempotencyKeys)} order by created_at limit ${limit})`,
      ),
    }),
  },
  {
    name: 'job-history-retention',
    schedule: '27 * * * *',
    description: `Forgets runs of timed jobs after ${KEPT_DAYS.jobRuns} days, and those that found nothing to do after an hour.`,
    run: async (app, now) => ({
      deleted: await deleteInBatches(
        app,
        (limit) => sql`
          delete from job_run where id in (
            select id from job_run
            where fire_time < ${before(now, KEPT_DAYS.jobRuns)}
              or (fire_time < ${new Date(now.getTime() - IDLE_RUNS_KEPT_MS)} and error is null
                and not exists (select 1 from jsonb_each_text(outcome) as did where did.value <> '0'))
            limit ${limit})`,
      ),
    }),
  },
];
