/** The statements of the event log. Positions are whole numbers without gaps, given after the commit. */
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';

/** A pointer to something that changed, at its position in the log. */
export interface LoggedEvent {
  position: number;
  subjectType: string;
  subjectId: string;
  /** The users whose view it may change. */
  audience: readonly string[];
  requestId: string | null;
}

/** Which part of the log a reader wants; what is left out does not narrow it. */
export interface EventScope {
  types?: readonly string[];
  /** A user who must be in the audience. */
  audience?: string;
  requestId?: string;
}

/** Any number that no other advisory lock uses: "one replica stamps at a time". */
const STAMP_LOCK = 4_207_001;
const STAMP_BATCH = 5000;
/** A replica that stands still while it stamps is ended by the database, with what it had begun, and another one goes on. */
const STANDSTILL = '3s';

/** Where the log stands: the first and last position that are kept (0 where it is empty), and whether any row waits for one. */
export async function logState(em: EntityManager): Promise<{ first: number; head: number; waiting: boolean }> {
  const { rows } = await sql<{ first: string | null; head: string | null; waiting: boolean }>`
    select min(position) as first, max(position) as head,
      exists (select 1 from domain_event where position is null) as waiting
    from domain_event where position is not null`.execute(em.getKysely());
  return { first: Number(rows[0]?.first ?? 0), head: Number(rows[0]?.head ?? 0), waiting: rows[0]?.waiting === true };
}

/**
 * Gives positions to everything that was committed without one, in the order of the ids. The lock is held until the commit,
 * so positions become visible in their order and a reader "after N" never skips a late committer: it gets a later position.
 * @returns how many it gave.
 */
export async function stampEvents(em: EntityManager): Promise<number> {
  for (let given = 0; ;) {
    const batch = await em.fork().transactional(async (tx) => {
      // The lock first, in a statement of its own: the next statement must see what the last holder committed.
      await lockStamping(tx);
      const { numAffectedRows } = await sql`
        update domain_event e set position = head.position + next.nth
        from (select coalesce(max(position), 0) as position from domain_event) head,
          (select id, row_number() over (order by id) as nth from (
            select id from domain_event where position is null order by id limit ${STAMP_BATCH}) waiting) next
        where e.id = next.id`.execute(tx.getKysely());
      return Number(numAffectedRows ?? 0);
    });
    given += batch;
    if (batch < STAMP_BATCH) return given;
  }
}

/** Has this transaction alone give positions, as long as it does not stand still: then the database ends it. */
export async function lockStamping(tx: EntityManager): Promise<void> {
  await sql`
    select set_config('idle_in_transaction_session_timeout', ${STANDSTILL}, true), pg_advisory_xact_lock(${STAMP_LOCK})`.execute(
    tx.getKysely(),
  );
}

/** Events after a position, in order, at most `limit`. */
export async function eventsAfter(
  em: EntityManager,
  after: number,
  limit: number,
  scope: EventScope = {},
): Promise<LoggedEvent[]> {
  const conditions: RawBuilder<unknown>[] = [sql`position > ${after}`];
  if (scope.types) conditions.push(sql`subject_type = any(${[...scope.types]}::text[])`);
  if (scope.audience) conditions.push(sql`audience @> array[${scope.audience}]::text[]`);
  if (scope.requestId) conditions.push(sql`request_id = ${scope.requestId}`);
  const { rows } = await sql<LoggedEvent & { position: string }>`
    select position, subject_type as "subjectType", subject_id as "subjectId", audience, request_id as "requestId"
    from domain_event where ${sql.join(conditions, sql` and `)} order by position limit ${limit}`.execute(em.getKysely());
  return rows.map((row) => ({ ...row, position: Number(row.position) }));
}

/** Was this user in the audience of the last event about the same thing before this one? */
export async function knewBefore(em: EntityManager, event: LoggedEvent, userId: string): Promise<boolean> {
  const { rows } = await sql<{ knew: boolean }>`
    select audience @> array[${userId}]::text[] as knew from domain_event
    where subject_id = ${event.subjectId} and position < ${event.position} order by position desc limit 1`.execute(
    em.getKysely(),
  );
  return rows[0]?.knew === true;
}

/**
 * Deletes the oldest events that were written before `cutoff`, at most `limit`. Only whole beginnings go, so that what is
 * kept has no gap, and never the last one, so that positions go on from where they were.
 */
export function trimEventLog(cutoff: Date, limit: number): RawBuilder<unknown> {
  return sql`
    delete from domain_event where position in (
      select position from domain_event
      where position < coalesce(
        (select min(position) from domain_event where created_at >= ${cutoff}),
        (select max(position) from domain_event))
      order by position limit ${limit})`;
}
