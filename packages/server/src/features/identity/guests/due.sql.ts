/** Whom something becomes of until when, in SQL: as `guestForecast` says it, written so that an index of `counted_from` serves. */
import { BLOCKS, DELETES } from '@gatehouse/schema/rules/guest-lifecycle';
import { type GuestStep, type LastAccessLost } from '@gatehouse/schema/rules/vocabulary';
import { sql } from 'kysely';
import { type Sql } from '../../../kernel/read/sql.ts';
import { isSpared } from './spared.sql.ts';

/** The columns of a guest that tell it. */
export interface GuestColumns {
  person: Sql;
  countedFrom: Sql;
  exempt: Sql;
  blockedAt: Sql;
}

const setting = (column: string): Sql => sql`(select s.${sql.ref(column)} from guest_lifecycle_settings s)`;
/** A day is 24 hours, whatever the zone of the connection. */
export const length = (duration: Sql): Sql =>
  sql`make_interval(secs => extract(epoch from ${duration}::interval)::double precision)`;
export const DELETE_AFTER = length(setting('delete_after'));
const COUNTED_SINCE = setting('counted_since');

/** Have their days begun to count that long before `until`? */
function counted(from: Sql, until: Sql, days: Sql | null): Sql {
  const latest = days === null ? until : sql`(${until} - ${days})`;
  return sql`${from} <= ${latest} and coalesce(${COUNTED_SINCE} <= ${latest}, true)`;
}

/** Is what happens to guests one of these? */
const does = (settings: readonly LastAccessLost[]): Sql => sql`${setting('on_last_access_lost')} = any(${[...settings]}::text[])`;

/** Does this become of the guest until then, if nothing happens? */
export function becomes(step: GuestStep, g: GuestColumns, until: Date | Sql): Sql {
  const at = until instanceof Date ? sql`${until}::timestamptz` : until;
  const stays = sql`(${g.exempt} or ${isSpared(g.person)})`;
  return step === 'DELETE'
    ? sql`${does(DELETES)} and ${counted(g.countedFrom, at, DELETE_AFTER)} and not ${stays}`
    : sql`${does(BLOCKS)} and ${counted(g.countedFrom, at, null)} and ${g.blockedAt} is null and not ${stays}
        and exists (select 1 from app_user u where u.id = ${g.person} and u.state = 'ACTIVE')`;
}

/** Is the guest `g` to be told of their deletion by now, and was not? */
export function warningDue(g: GuestColumns & { warnedAt: Sql }, now: Date): Sql {
  const at = sql`${now}::timestamptz`;
  const first = length(sql`(select max(w::interval) from guest_lifecycle_settings s, unnest(s.warn_before) w)`);
  const from = sql`greatest(${g.countedFrom}, ${COUNTED_SINCE})`;
  return sql`${becomes('DELETE', g, sql`(${at} + ${first})`)} and exists (
    select 1 from guest_lifecycle_settings s, unnest(s.warn_before) w
    where w::interval < s.delete_after::interval and ${from} + ${length(sql`s.delete_after`)} - ${length(sql`w`)} <= ${at}
      and (${g.warnedAt} is null or ${g.warnedAt} < ${from} + ${length(sql`s.delete_after`)} - ${length(sql`w`)}))`;
}
