/** How the timed jobs are, whichever replica runs them: asked of the database, so that a replica that stands still hides nothing. */
import { isLate, lateByMs, type JobFacts } from '@gatehouse/schema/rules/job-lateness';
import { CompiledQuery } from 'kysely';
import { createTask } from 'node-cron';
import type pg from 'pg';
import { type App } from '../operation.ts';
import { ABANDONED } from './job-run.ts';
import { type Job } from './job.ts';

/** Ticks that are looked at to know how far apart they are. */
const TICKS = 5;

/** One timed job, as its history tells. */
export interface JobHealth extends JobFacts {
  name: string;
  /** How far it is behind its schedule, in milliseconds. */
  lateMs: number;
  late: boolean;
  /** What its last finished run failed with; null: it went well. */
  lastError: string | null;
  /** Who runs it now. */
  holder: string | null;
  /** Runs of the last day that their replicas left unfinished. */
  abandoned: number;
}

/** A connection or pool that answers one query. */
export type Asks = Pick<pg.Client, 'query'>;

/** How each of the jobs is as of `now`. */
export async function jobHealth(client: Asks, jobs: readonly Job[], now: Date): Promise<JobHealth[]> {
  const { rows } = await client.query<Row>(HISTORY, [jobs.map(({ name }) => name), now, ABANDONED]);
  return rows.map(({ name, lastDoneMs, ...row }) => {
    const job = jobs.find((one) => one.name === name)!;
    const facts = { periodMs: periodOf(job.schedule), lastDoneAt: new Date(lastDoneMs) };
    return { ...row, ...facts, name, lateMs: lateByMs(facts, now), late: isLate(facts, now) };
  });
}

/** One sentence for each job that has not run for longer than it should. */
export function lateSentences(jobs: readonly JobHealth[], now: Date): string[] {
  return jobs
    .filter(({ late }) => late)
    .map(({ name, lastDoneAt, lastError, holder }) => {
      const seconds = Math.round((now.getTime() - lastDoneAt.getTime()) / 1000);
      const why = holder ? ` It is in the hands of ${holder}.` : lastError ? ` Its last run failed: ${lastError}` : '';
      return `The timed job "${name}" has not been done for ${seconds} seconds.${why}`;
    });
}

/** The database of an application, as `jobHealth` asks it. */
export function asksOf(app: App): Asks {
  const query = (text: string, values: unknown[]) => app.orm.em.fork().getKysely().executeQuery(CompiledQuery.raw(text, values));
  return { query } as unknown as Asks;
}

/** The longest time between two ticks of a schedule, in milliseconds. */
function periodOf(schedule: string): number {
  const ticks = createTask(schedule, () => undefined, { timezone: 'UTC' }).getNextRuns(TICKS);
  return Math.max(...ticks.slice(1).map((tick, at) => tick.getTime() - ticks[at]!.getTime()));
}

interface Row {
  name: string;
  lastDoneMs: number;
  lastError: string | null;
  holder: string | null;
  abandoned: number;
}

/** Runs that were made as of the future, as a demo does, tell nothing about the present. */
const HISTORY = `
  select j.name,
    extract(epoch from coalesce(done.fire_time, (select created_at from deployment)))::float8 * 1000 as "lastDoneMs",
    last.error as "lastError", open.holder,
    (select count(*) from job_run r where r.job = j.name and r.error = $3
      and r.fire_time > $2::timestamptz - interval '1 day' and r.fire_time <= $2)::int as abandoned
  from unnest($1::text[]) with ordinality as j (name, nth)
  left join lateral (select fire_time from job_run r where r.job = j.name and r.finished_at is not null and r.error is null
    and r.fire_time <= $2 order by r.fire_time desc limit 1) done on true
  left join lateral (select error from job_run r where r.job = j.name and r.finished_at is not null
    and r.fire_time <= $2 order by r.fire_time desc limit 1) last on true
  left join lateral (select holder from job_run r where r.job = j.name and r.finished_at is null) open on true
  order by j.nth`;
