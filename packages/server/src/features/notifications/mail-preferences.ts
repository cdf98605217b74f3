import { isAlwaysMailed, wantsMail } from '@gatehouse/schema/rules/mail-preference';
import { NotificationKind } from '@gatehouse/schema/rules/vocabulary';
import { type MailPreference } from '@gatehouse/schema/notifications/notifications.payloads';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** Whether somebody gets a mail, for every kind there is: what they chose, or what holds where they chose nothing. */
export async function mailPreferencesOf(em: EntityManager, userId: string | null): Promise<MailPreference[]> {
  const { rows } = await sql<{ kind: NotificationKind; mail: boolean }>`
    select kind, mail from notification_preference where user_id = ${userId}`.execute(em.getKysely());
  const chosen = new Map(rows.map(({ kind, mail }) => [kind, mail]));
  return Object.values(NotificationKind).map((kind) => ({
    kind,
    mail: wantsMail(kind, chosen.get(kind) ?? null),
    fixed: isAlwaysMailed(kind),
  }));
}
