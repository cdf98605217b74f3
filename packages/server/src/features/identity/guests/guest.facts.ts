import { type GuestFacts, type GuestSettings } from '@gatehouse/schema/rules/guest-lifecycle';
import { instant, type Written } from '@gatehouse/schema/rules/written';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { isoTime, type Sql } from '../../../kernel/read/sql.ts';
import { sparedBy } from './spared.sql.ts';

/** A guest and what is done with guests, as a statement writes them. */
export interface WrittenGuest {
  guest: Written<GuestFacts>;
  settings: Written<GuestSettings>;
}

const SETTINGS: Sql = sql`(select json_build_object('onLastAccessLost', s.on_last_access_lost, 'deleteAfter', s.delete_after,
  'warnBefore', s.warn_before, 'countedSince', ${isoTime(sql.ref('s.counted_since'))}) from guest_lifecycle_settings s)`;

const iso = (row: Sql, column: string) => isoTime(sql`${row}.${sql.ref(column)}`);

/**
 * What the rule asks of the guest `g` (a row of guest_lifecycle), who is the person with this id.
 * @param accessUntil as it is kept; to be sure of it, as it follows from what they hold.
 */
export function guestJson(g: Sql, person: Sql, accessUntil: Sql = sql`${g}.access_until`): Sql {
  return sql`(select json_build_object('settings', ${SETTINGS}, 'guest', json_build_object(
      'kind', u.kind, 'state', u.state, 'governed', u.governed, 'accessUntil', ${isoTime(accessUntil)}, 'holdUntil', ${iso(g, 'hold_until')},
      'exempt', ${g}.exempt, 'sparedBy', ${sparedBy(sql.ref('u.id'))}, 'sparedAt', ${iso(g, 'spared_at')}, 'blockedAt', ${iso(g, 'blocked_at')},
      'warnedAt', ${iso(g, 'warned_at')})) from app_user u where u.id = ${person})`;
}

/** What was written, for the rule. */
export function guestRead({ guest, settings }: WrittenGuest): { facts: GuestFacts; settings: GuestSettings } {
  const { accessUntil, holdUntil, sparedAt, blockedAt, warnedAt } = guest;
  return {
    facts: {
      ...guest,
      accessUntil: instant(accessUntil),
      holdUntil: instant(holdUntil),
      sparedAt: instant(sparedAt),
      blockedAt: instant(blockedAt),
      warnedAt: instant(warnedAt),
    },
    settings: { ...settings, countedSince: instant(settings.countedSince) },
  };
}

/** A guest as they are now, from what they hold; null where somebody is no governed guest. Their row is locked. */
export async function loadGuest(em: EntityManager, userId: string) {
  const { rows } = await sql<{ written: WrittenGuest }>`
    select ${guestJson(sql.ref('g'), sql.ref('g.user_id'), sql`access_until(g.user_id, g.created_at)`)} as written
    from guest_lifecycle g where g.user_id = ${userId}`.execute(em.getKysely());
  return rows[0] ? guestRead(rows[0].written) : null;
}
