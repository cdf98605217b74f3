import { sql } from 'kysely';
import { trimEventLog } from '../events/event-log-rows.ts';
import { deleteInBatches } from './delete-in-batches.ts';
import { type Job } from './job.ts';

const DAY = 86_400_000;
/** How long each thing is kept, in days (api §3 for events and keys; the others by our own choice). */
const KEPT_DAYS = { events: 7, idempotencyKeys: 30, jobRuns: 30 } as const;
/** Runs that found nothing to do are of no interest for longer than this: some jobs tick every few seconds. */
const IDLE_RUNS_KEPT_MS = 3_600_000;

const before = (now: Date, days: number) => new Date(now.getTime() - days * DAY);

/** Forgets what nobody needs any more; the audit is not among it. */
export const retentionJobs: readonly Job[] = [
  {
    name: 'event-log-retention',
    phase: 'FORGET',
    schedule: '7 * * * *',
    description: `Forgets live events older than ${KEPT_DAYS.events} days.`,
    run: async (app, now) => ({
      deleted: await deleteInBatches(app, (limit) => trimEventLog(before(now, KEPT_DAYS.events), limit)),
    }),
  },
  {
    name: 'idempotency-retention',
    phase: 'FORGET',
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
    phase: 'FORGET',
    schedule: '27 * * * *',
    description: `Forgets runs of timed jobs after ${KEPT_DAYS.jobRuns} days, and those that found nothing to do after an hour, but for the last.`,
    run: async (app, now) => ({
      deleted: await deleteInBatches(
        app,
        (limit) => sql`
          delete from job_run where id in (
            select id from job_run
            where fire_time < ${before(now, KEPT_DAYS.jobRuns)}
              or (fire_time < ${new Date(now.getTime() - IDLE_RUNS_KEPT_MS)} and error is null
                and not exists (select 1 from jsonb_each_text(outcome) as did where did.value <> '0')
                and exists (select 1 from job_run later where later.job = job_run.job and later.fire_time > job_run.fire_time
                  and later.finished_at is not null and later.error is null))
            limit ${limit})`,
      ),
    }),
  },
];
