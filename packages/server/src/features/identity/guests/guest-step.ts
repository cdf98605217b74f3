import { GuestLifecycle } from '@gatehouse/schema/identity/guest-lifecycle.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { guestDue, guestForecast, type GuestDue } from '@gatehouse/schema/rules/guest-lifecycle';
import { type NotificationKind } from '@gatehouse/schema/rules/vocabulary';
import { sql } from 'kysely';
import { type Change } from '../../../kernel/change.ts';
import { lockRow } from '../../../kernel/lock.ts';
import { sponsorsOf } from '../../organizations/sponsors.sql.ts';
import { erasePerson } from '../people/erase-person.ts';
import { leave, shutOut } from '../people/leave.ts';
import { keepAnAdministrator } from '../roles/last-administrator.ts';
import { loadGuest } from './guest.facts.ts';

/** What was done about a guest. */
export type GuestDone = 'blocked' | 'warned' | 'deleted' | 'nothing';

/** Does the one thing that is due of a guest, as they are once they are locked: somebody may have given them access meanwhile. */
export async function stepGuest(change: Change, userId: string): Promise<GuestDone> {
  const administratorRemains = await keepAnAdministrator(change, ['id']);
  const user = await lockRow(change, User, userId);
  const found = user && (await loadGuest(change.em, userId));
  const due = found && guestDue(found.facts, found.settings, change.now);
  if (!user || !due) return 'nothing';
  const lifecycle = await change.em.findOneOrFail(GuestLifecycle, { user }, { refresh: true });
  if (due.step === 'WARN') return warn(change, user, lifecycle, due);
  if (due.step === 'DELETE') {
    change.em.getUnitOfWork().unsetIdentity(lifecycle);
    await leave(change, user, administratorRemains, { reason: 'LIFECYCLE', accessUntil: found.facts.accessUntil });
    await erasePerson(change, user, 'GUEST');
    return 'deleted';
  }
  lifecycle.blockedAt = change.now;
  const deleteAt = guestForecast(found.facts, found.settings, change.now)?.deleteAt ?? null;
  await shutOut(change, user, 'LIFECYCLE', administratorRemains);
  await tell(change, user, 'GUEST_BLOCKED', deleteAt, due.at);
  return 'blocked';
}

async function warn(
  change: Change,
  user: User,
  lifecycle: GuestLifecycle,
  { at, deleteAt }: Extract<GuestDue, { step: 'WARN' }>,
): Promise<GuestDone> {
  lifecycle.warnedAt = change.now;
  change.audit({ action: 'guest.warned', subject: { type: 'User', id: user.id }, targetId: user.id, details: { deleteAt } });
  await tell(change, user, 'GUEST_ENDS_SOON', deleteAt, at);
  return 'warned';
}

/** Tells the guest and whoever vouches for them. */
async function tell(change: Change, user: User, kind: NotificationKind, endsAt: Date | null, at: Date): Promise<void> {
  await change.em.flush();
  const { rows } = await sql<{ id: string }>`${sponsorsOf(sql`${user.organization?.id ?? null}`)}`.execute(change.em.getKysely());
  await change.publish({
    name: 'noteworthy',
    kind,
    userIds: [user.id, ...rows.map(({ id }) => id)],
    personId: user.id,
    endsAt,
    occurrence: at.toISOString(),
  });
}
