import { type GuestLifecycle } from '@gatehouse/schema/identity/guest-lifecycle.entity';
import { type User } from '@gatehouse/schema/identity/user.entity';
import { type Change } from '../../../kernel/change.ts';

/** Opens the sign-in of a guest that ended for want of access alone, where somebody says that they stay. */
export async function letInAgain(change: Change, user: User, lifecycle: GuestLifecycle): Promise<void> {
  lifecycle.blockedAt = null;
  if (user.state !== 'BLOCKED' || user.blockReason !== 'LIFECYCLE') return;
  user.state = 'ACTIVE';
  user.blockReason = null;
  change.audit({
    action: 'user.unblocked',
    subject: { type: 'User', id: user.id },
    targetId: user.id,
    details: { reason: 'LIFECYCLE' },
  });
  await change.em.flush();
  await change.publish({ name: 'userUnblocked', userId: user.id });
}
