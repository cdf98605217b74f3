import { sql, type RawBuilder } from 'kysely';

/** Where a statement has what of a session says how long it lasts. */
type SessionColumns = Readonly<Record<'endedAt' | 'expiresAt' | 'lastSeenAt', RawBuilder<unknown>>>;

/** The columns of the session that a statement calls `s`. */
export const SESSION: SessionColumns = {
  endedAt: sql`s.ended_at`,
  expiresAt: sql`s.expires_at`,
  lastSeenAt: sql`s.last_seen_at`,
};

/**
 * Does a session still let somebody in: not ended, not over, and not left alone for too long?
 * @param idle the instant before which it must not have been used last
 */
export function goodSession({ endedAt, expiresAt, lastSeenAt }: SessionColumns, now: Date, idle: Date): RawBuilder<boolean> {
  return sql`(${endedAt} is null and ${expiresAt} > ${now} and ${lastSeenAt} > ${idle})`;
}

/** The instant before which a session must not have been used last. */
export function idleSince({ config }: { config: { sessionIdleMs: number } }, now: Date): Date {
  return new Date(now.getTime() - config.sessionIdleMs);
}
