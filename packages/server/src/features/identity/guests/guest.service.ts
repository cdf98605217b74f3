import { GUEST_LIFECYCLE_SETTINGS_ID, GuestLifecycleSettings } from '@gatehouse/schema/identity/guest-lifecycle-settings.entity';
import { GuestLifecycle } from '@gatehouse/schema/identity/guest-lifecycle.entity';
import {
  type ExemptGuestInput,
  type GovernGuestInput,
  type HoldGuestInput,
  type UpdateGuestLifecycleInput,
} from '@gatehouse/schema/identity/guest.inputs';
import { User } from '@gatehouse/schema/identity/user.entity';
import { type AuditAction } from '@gatehouse/schema/rules/audit-words';
import { may } from '@gatehouse/schema/rules/permissions';
import { type UpdateInput } from '@gatehouse/schema/shared/inputs';
import { demandAbility } from '../../../kernel/authz/demand.ts';
import { demandCan } from '../../../kernel/authz/demand-can.ts';
import { type Change } from '../../../kernel/change.ts';
import { lockFresh } from '../../../kernel/fresh.ts';
import { lockRow } from '../../../kernel/lock.ts';
import { refused } from '../../../kernel/refused.ts';
import { set } from '../../../kernel/set.ts';
import { letInAgain } from './let-in-again.ts';

/** Holds a guest until a day, or ends a hold. Whoever was blocked for want of access is let in again as long as it lasts. */
export async function holdGuest(change: Change, input: HoldGuestInput) {
  const { user, lifecycle } = await lockGuest(change, input);
  const until = input.until ?? null;
  if (until !== null && until <= change.now) throw refused('INVALID', 'A hold ends on a day that lies ahead.', ['until']);
  set(lifecycle, {
    holdUntil: until ?? endedHold(lifecycle, change.now),
    holdReason: until === null ? null : (input.reason ?? null),
  });
  if (until !== null) await letInAgain(change, user, lifecycle);
  record(change, 'guest.held', user, { until });
  return { user: user.id };
}

/** A hold that is ended early still counts until now: nobody is blocked or deleted the moment it is. */
function endedHold({ holdUntil }: GuestLifecycle, now: Date): Date | null {
  return holdUntil !== null && holdUntil > now ? now : holdUntil;
}

/** Exempts a guest for good, or ends it: then their days begin to count. */
export async function exemptGuest(change: Change, input: ExemptGuestInput) {
  const { user, lifecycle } = await lockGuest(change, input);
  const { exempt } = input;
  if (lifecycle.exempt && !exempt) lifecycle.sparedAt = change.now;
  set(lifecycle, { exempt, exemptReason: exempt ? (input.reason ?? null) : null });
  if (exempt) await letInAgain(change, user, lifecycle);
  record(change, 'guest.exempted', user, { exempt });
  return { user: user.id };
}

/** Lets a guest follow from their access from now on, or no longer. */
export async function governGuest(change: Change, input: GovernGuestInput) {
  const user = await lockFresh(change, User, input, 'user');
  await demandCan(change, User, user.id, 'govern', ['id']);
  const { governed } = input;
  if (governed !== user.governed) {
    const kept = await change.em.findOne(GuestLifecycle, { user });
    if (kept) await letInAgain(change, user, kept);
    user.governed = governed;
    await change.em.flush();
    if (governed) await change.em.nativeUpdate(GuestLifecycle, { user }, { sparedAt: change.now });
    // The database has taken its row away.
    else if (kept) change.em.getUnitOfWork().unsetIdentity(kept);
  }
  record(change, 'guest.governed', user, { governed });
  return { user: user.id };
}

/** Changes what becomes of guests. Where it is another thing, or another time, nobody's days count from before. */
export async function updateGuestLifecycle(change: Change, input: UpdateGuestLifecycleInput) {
  demandAbility(may(change.viewer, 'organization.manage'));
  const settings = await lockFresh(
    change,
    GuestLifecycleSettings,
    { ...input, id: GUEST_LIFECYCLE_SETTINGS_ID },
    'guest lifecycle',
  );
  const fields = (['onLastAccessLost', 'deleteAfter', 'warnBefore', 'prospectsKeptFor'] as const).filter(
    (field) => input[field] != null && JSON.stringify(input[field]) !== JSON.stringify(settings[field]),
  );
  set(settings, {
    onLastAccessLost: input.onLastAccessLost ?? settings.onLastAccessLost,
    deleteAfter: input.deleteAfter ?? settings.deleteAfter,
    warnBefore: input.warnBefore ?? settings.warnBefore,
    prospectsKeptFor: input.prospectsKeptFor ?? settings.prospectsKeptFor,
  });
  if (fields.includes('onLastAccessLost') || fields.includes('deleteAfter')) settings.countedSince = change.now;
  const { onLastAccessLost, deleteAfter, warnBefore, prospectsKeptFor } = settings;
  change.audit({
    action: 'guest_lifecycle.updated',
    subject: { type: 'GuestLifecycleSettings', id: settings.id },
    details: { fields, onLastAccessLost, deleteAfter, warnBefore, prospectsKeptFor },
  });
  return { guestLifecycle: settings.id };
}

/** @throws FORBIDDEN, WRONG_STATE where they are no governed guest. */
async function lockGuest(change: Change, input: UpdateInput) {
  const user = await lockFresh(change, User, input, 'user');
  await demandCan(change, User, user.id, 'govern', ['id']);
  const found = await change.em.findOne(GuestLifecycle, { user });
  const lifecycle = found && (await lockRow(change, GuestLifecycle, found.id));
  if (!lifecycle)
    throw refused('WRONG_STATE', 'This guest does not follow from their access: there is nothing to hold back.', ['id']);
  // What is kept of them is a row of its own: they have changed with it.
  user.updatedAt = change.now;
  return { user, lifecycle };
}

function record(change: Change, action: AuditAction, user: User, details: Record<string, unknown>): void {
  change.audit({ action, subject: { type: 'User', id: user.id }, targetId: user.id, details });
}
