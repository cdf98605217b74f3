import { type Row } from '@gatehouse/schema/shared/node';
import { type EntityClass } from '@mikro-orm/core';
import { sql } from 'kysely';
import { type Change } from './change.ts';

/**
 * Locks one row until the change commits and returns it as it is now, or null where there is none.
 *
 * Rows are always locked in the same order (user, assignment, grant, request, stage), so that two changes never wait for
 * each other. A change that waited acts as of the instant it got them. NO KEY UPDATE, because a plain FOR UPDATE would also
 * hold up everyone who merely refers to the row.
 */
export async function lockRow<E extends Row>(change: Change, entity: EntityClass<E>, id: string): Promise<E | null> {
  const [row] = await lockRows(change, entity, [id]);
  return row ?? null;
}

/** Locks several rows of one kind, in the order of their ids; absent ones are left out. */
export async function lockRows<E extends Row>(change: Change, entity: EntityClass<E>, ids: readonly string[]): Promise<E[]> {
  if (ids.length === 0) return [];
  const { tableName } = change.em.getMetadata().get(entity);
  await change.em.flush();
  await sql`select id from ${sql.table(tableName)} where id = any(${[...ids]}) order by id for no key update`.execute(
    change.em.getKysely(),
  );
  change.moveOn();
  return change.em.find(entity, { id: { $in: [...ids] } } as never, { refresh: true, orderBy: { id: 'asc' } as never });
}

/**
 * Keeps a row as it is until this change commits, and lets others do the same: whoever wants to change it waits, and this
 * change waits for whoever is changing it. What is read of the row afterwards is still true at the commit. People are
 * locked before it.
 */
export async function holdStill<E extends Row>(change: Change, entity: EntityClass<E>, id: string): Promise<void> {
  const { tableName } = change.em.getMetadata().get(entity);
  await change.em.flush();
  await sql`select id from ${sql.table(tableName)} where id = ${id} for share`.execute(change.em.getKysely());
}

/**
 * Makes changes that say the same word wait for each other until the first one commits: what must stay unique or free of
 * circles across rows has no row to lock. Taken before any row.
 */
export async function lockWord(change: Change, space: string, word = ''): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${space}:${word.toLowerCase()}`}, 0))`.execute(
    change.em.getKysely(),
  );
  change.moveOn();
}
