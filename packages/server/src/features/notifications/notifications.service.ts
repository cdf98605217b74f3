import { NotificationPreference } from '@gatehouse/schema/notifications/notification-preference.entity';
import {
  type MarkNotificationsReadInput,
  type UpdateNotificationPreferencesInput,
} from '@gatehouse/schema/notifications/notifications.inputs';
import { isAlwaysMailed } from '@gatehouse/schema/rules/mail-preference';
import { newId } from '@gatehouse/schema/shared/ids';
import { sql, type RawBuilder } from 'kysely';
import { type Change } from '../../kernel/change.ts';
import { forbidden, notFound, refused } from '../../kernel/refused.ts';
import { mailPreferencesOf } from './mail-preferences.ts';

/** Other windows of the same person are told at most so many changes at once; they look again anyway. */
const MOST_ANNOUNCED = 100;

/** Marks one's own notifications as read. What one read before stays as it was. */
export async function markNotificationsRead(change: Change, input: MarkNotificationsReadInput) {
  const userId = person(change);
  if ((input.ids == null) === (input.all !== true))
    throw refused('INVALID', 'Name either the notifications, or all of them.', ['ids']);
  if (input.ids != null) await demandOwn(change, userId, input.ids);
  const which: RawBuilder<unknown> =
    input.ids == null ? sql`created_at <= ${change.now}` : sql`id = any(${[...input.ids]}::text[])`;
  const { rows } = await sql<{ id: string }>`
    update notification set read_at = ${change.now} where user_id = ${userId} and read_at is null and ${which} returning id`.execute(
    change.em.getKysely(),
  );
  const latest = rows
    .map(({ id }) => id)
    .sort()
    .slice(-MOST_ANNOUNCED);
  for (const id of latest) change.announce({ type: 'Notification', id, audience: [userId] });
  return { markedCount: rows.length };
}

/** Chooses which mails one gets. @throws INVALID for a kind that cannot be switched off, and then nothing changes. */
export async function updateNotificationPreferences(change: Change, input: UpdateNotificationPreferencesInput) {
  const userId = person(change);
  const kinds = input.preferences.map(({ kind }) => kind);
  if (new Set(kinds).size < kinds.length) throw refused('INVALID', 'Name each kind once.', ['preferences']);
  const fixed = input.preferences.findIndex(({ kind, mail }) => isAlwaysMailed(kind) && !mail);
  if (fixed >= 0) {
    throw refused('INVALID', 'Mails that ask for your decision cannot be switched off.', ['preferences', String(fixed), 'mail']);
  }
  for (const { kind, mail } of [...input.preferences].sort((a, b) => (a.kind < b.kind ? -1 : 1))) {
    await sql`
      insert into notification_preference (id, created_at, user_id, kind, mail)
      values (${newId(NotificationPreference)}, ${change.now}, ${userId}, ${kind}, ${mail})
      on conflict (user_id, kind) do update set mail = excluded.mail`.execute(change.em.getKysely());
  }
  change.audit({
    action: 'notification_preferences.updated',
    subject: { type: 'User', id: userId },
    targetId: userId,
    details: { on: kindsWhere(input, true), off: kindsWhere(input, false) },
  });
  return { notificationPreferences: await mailPreferencesOf(change.em, userId) };
}

const kindsWhere = (input: UpdateNotificationPreferencesInput, wanted: boolean) =>
  input.preferences.filter(({ mail }) => mail === wanted).map(({ kind }) => kind);

/** Notifications are a person's; the system has none. */
function person(change: Change): string {
  if (change.viewer.userId === null) throw forbidden('Only people have notifications.');
  return change.viewer.userId;
}

/** @throws NOT_FOUND where one of them is not the viewer's */
async function demandOwn(change: Change, userId: string, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from notification where user_id = ${userId} and id = any(${[...ids]}::text[])`.execute(change.em.getKysely());
  const own = new Set(rows.map(({ id }) => id));
  const foreign = ids.findIndex((id) => !own.has(id));
  if (foreign >= 0) throw notFound('notification', ['ids', String(foreign)]);
}
