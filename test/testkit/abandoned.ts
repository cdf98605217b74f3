import { runJobs } from '@gatehouse/server/kernel/jobs/run-jobs';
import { type App } from '@gatehouse/server/kernel/operation';
import pg from 'pg';
import { PgBoss } from 'pg-boss';

/** Longer than any lease on work, and longer than queued work waits before it is queued once more. */
const LATER_MS = 10 * 60_000;

/**
 * What becomes of the work that dead workers had in hand, without waiting for it: as if ten minutes had passed, the queue
 * gives it out again, and the jobs take up what was left behind. Servers that run do what comes of it.
 */
export async function takeUpAbandoned(app: App, databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`update work.job set started_on = started_on - interval '10 minutes' where state = 'active'`);
    await client.query('update work.queue set monitor_on = null, monitor_claim_on = null');
  } finally {
    await client.end();
  }
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: 'work',
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
  });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    await boss.supervise();
  } finally {
    await boss.stop({ graceful: false });
  }
  await runJobs(app, 'all', new Date(app.now().getTime() + LATER_MS), { drain: false });
}
