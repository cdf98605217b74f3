import { sql } from 'kysely';
import { deleteInBatches } from '../../../kernel/jobs/delete-in-batches.ts';
import { type Job } from '../../../kernel/jobs/job.ts';

/** How long ended sessions and links are kept, in days. */
const KEPT_DAYS = 30;

/** Forgets by what people signed in, once it lets nobody in any more. */
export const signInRetention: Job = {
  name: 'sign-in-retention',
  phase: 'FORGET',
  schedule: '47 * * * *',
  description: `Forgets sessions and sign-in links ${KEPT_DAYS} days after they ended, and attempts that nobody can end any more.`,
  run: async (app, now) => {
    // Who is signed in stays so, however far ahead somebody runs the jobs.
    const over = new Date(Math.min(now.getTime(), app.now().getTime()));
    const last = new Date(over.getTime() - KEPT_DAYS * 86_400_000);
    return {
      sessions: await deleteInBatches(
        app,
        (limit) => sql`
          delete from session where id in (select id from session where least(expires_at, ended_at) < ${last} limit ${limit})`,
      ),
      attempts: await deleteInBatches(
        app,
        (limit) => sql`
          delete from sign_in_attempt where id in (select id from sign_in_attempt where expires_at < ${over} limit ${limit})`,
      ),
      challenges: await deleteInBatches(
        app,
        (limit) => sql`
          delete from sign_in_challenge where id in (select id from sign_in_challenge where expires_at < ${over} limit ${limit})`,
      ),
      counts: await deleteInBatches(
        app,
        (limit) => sql`delete from limit_count where key in (select key from limit_count where ends_at < ${over} limit ${limit})`,
      ),
      links: await deleteInBatches(
        app,
        (limit) => sql`
          delete from sign_in_link where id in (select id from sign_in_link where expires_at < ${last} limit ${limit})`,
      ),
    };
  },
};
