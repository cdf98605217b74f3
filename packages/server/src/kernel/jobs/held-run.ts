import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { AsyncLocalStorage } from 'node:async_hooks';
import { type App } from '../operation.ts';
import { LEASE_MS, renewRun } from './job-run.ts';

/** A replica that was given up for dead goes on: another one has its job now. Nothing more is to be written. */
export class RunLost extends Error {
  override readonly name = 'RunLost';
}

const held = new AsyncLocalStorage<string>();

/**
 * Does the work of a run, and renews its lease meanwhile.
 * @throws RunLost from the first change that begins after another replica took the job over
 */
export async function whileHeld<T>(app: App, run: string, work: () => Promise<T>): Promise<T> {
  // A beat that fails is told by the next change: it asks the same database.
  const beat = setInterval(() => void renewRun(app, run).catch(() => undefined), LEASE_MS / 4);
  try {
    return await held.run(run, work);
  } finally {
    clearInterval(beat);
  }
}

/**
 * The fence before every change that a run makes, in its own transaction: one that begins after the run was taken over changes
 * nothing. What had begun before holds its rows, is ended by the database where it stands still (`idle_in_transaction`), and
 * is looked at again by whoever took over: whatever a job does is safe to be done twice.
 * @throws RunLost
 */
export async function demandHeld(em: EntityManager): Promise<void> {
  const run = held.getStore();
  if (run === undefined) return;
  const { rows } = await sql`select 1 from job_run where id = ${run} and finished_at is null`.execute(em.getKysely());
  if (rows.length === 0) throw new RunLost('Another replica has taken this job over.');
}
