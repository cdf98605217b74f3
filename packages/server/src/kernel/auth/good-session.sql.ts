import { sql, type RawBuilder } from 'kysely';

/**
 * Does a session still let somebody in: not ended, not over, and not left alone for too long?
 * @param alias what the table is called in the statement
 * @param idleSince the instant before which it must not have been used last
 */
export function goodSession(alias: string, now: Date, idleSince: Date): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`(${column('ended_at')} is null and ${column('expires_at')} > ${now} and ${column('last_seen_at')} > ${idleSince})`;
}

/** The instant before which a session must not have been used last. */
export function idleSince({ config }: { config: { sessionIdleMs: number } }, now: Date): Date {
  return new Date(now.getTime() - config.sessionIdleMs);
}
