import { type Row } from '@gatehouse/schema/shared/node';
import { type EntityClass, type FilterQuery } from '@mikro-orm/core';
import { sql } from 'kysely';
import { inChange, type Change } from '../change.ts';
import { isDatabaseLost } from '../db/lost.ts';
import { type App } from '../operation.ts';
import { RunLost } from './held-run.ts';
import { type Job } from './job.ts';
import { systemOperation } from './system-operation.ts';

/** Which rows are due, and what is done about each. */
export interface DueWork<E extends Row> {
  /** What the log calls it. */
  name: string;
  entity: EntityClass<E>;
  /** The property that holds when a row is due; a row whose value is null is never due. */
  due: keyof E & string;
  /** Further conditions, such as the state. */
  where?: FilterQuery<E>;
  /**
   * Does what is due about one row, in a transaction of its own, as the system. It locks the rows it needs in the usual
   * order, looks again whether there is still something to do, and moves the due time on (or the row out of `where`).
   * `change.now` is the run's instant, `dueAt` the row's.
   */
  handle(change: Change, id: string, dueAt: Date): Promise<void>;
}

/** What became of the due rows. */
export interface DueOutcome extends Record<string, number> {
  handled: number;
  /** Left alone because another process has them in hand. */
  busy: number;
  /** Threw; they are logged and come up again with the next run. */
  failed: number;
}

interface Place {
  at: Date;
  id: string;
}

/**
 * Handles everything that is due as of `now`, strictly in the order of the due times, each row in a transaction of its own.
 * A row whose new due time has also passed comes up again in its turn: a job that runs late does what it should have done,
 * in order, once. A row that fails or stays due is passed by until the next run, so nothing runs in circles.
 */
export async function eachDue<E extends Row>(app: App, now: Date, work: DueWork<E>): Promise<DueOutcome> {
  const outcome: DueOutcome = { handled: 0, busy: 0, failed: 0 };
  for (let place = await nextDue(app, now, work, null); place; place = await nextDue(app, now, work, place)) {
    const result = await handleOne(app, now, work, place);
    outcome[result] = (outcome[result] ?? 0) + 1;
  }
  return outcome;
}

/** A job that handles what is due of one kind, and can say how overdue it is. */
export function dueJob<E extends Row>(
  work: Omit<Job, 'run'> & DueWork<E> & { /** Is it of any use in this deployment? */ applies?: (app: App) => boolean },
): Job {
  const { name, phase, schedule, description, applies = () => true } = work;
  return {
    name,
    phase,
    schedule,
    description,
    run: async (app, now) => (applies(app) ? eachDue(app, now, work) : {}),
    oldestDue: async (app, now) => (applies(app) ? ((await nextDue(app, now, work, null))?.at ?? null) : null),
  };
}

/** The first due row after the last one, by due time and then by id. */
async function nextDue<E extends Row>(
  app: App,
  now: Date,
  { entity, due, where }: DueWork<E>,
  last: Place | null,
): Promise<Place | null> {
  const after = last ? [{ $or: [{ [due]: { $gt: last.at } }, { [due]: last.at, id: { $gt: last.id } }] }] : [];
  const row = (await app.orm.em.fork().findOne(entity, { $and: [{ [due]: { $lte: now } }, where ?? {}, ...after] } as never, {
    fields: ['id', due] as never,
    orderBy: [{ [due]: 'asc' }, { id: 'asc' }] as never,
  })) as Record<string, unknown> | null;
  return row && { at: row[due] as Date, id: row.id as string };
}

async function handleOne<E extends Row>(
  app: App,
  now: Date,
  work: DueWork<E>,
  { id, at }: Place,
): Promise<'handled' | 'busy' | 'failed'> {
  const op = systemOperation(app, now);
  try {
    return await inChange(op, async (change) => {
      if (!(await claim(change, work.name, id))) return 'busy';
      await work.handle(change, id, at);
      return 'handled';
    });
  } catch (error) {
    // The next piece would fare no better.
    if (error instanceof RunLost || isDatabaseLost(error)) throw error;
    op.log.error({ err: error, work: work.name, id }, 'due work failed and comes up again with the next run');
    return 'failed';
  }
}

/**
 * Claims a row for this transaction without waiting for another that has it. Not by a row lock, which would come before
 * those of the rows above it and so break the order in which every change locks.
 */
async function claim(change: Change, name: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ claimed: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`${name}/${id}`}, 0)) as claimed`.execute(change.em.getKysely());
  return rows[0]?.claimed === true;
}
