import { sql } from 'kysely';
import { type Change } from '../../kernel/change.ts';

/** Forgets what somebody was told, and the mails of it. */
export async function forgetNotices(change: Change, { userId }: { userId: string }): Promise<void> {
  const db = change.em.getKysely();
  await sql`delete from mail_message where notification_id in (select n.id from notification n where n.user_id = ${userId})`.execute(
    db,
  );
  await sql`delete from notification where user_id = ${userId}`.execute(db);
  await sql`delete from notification_preference where user_id = ${userId}`.execute(db);
}
