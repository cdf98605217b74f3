import { type GuestLifecycle } from '@gatehouse/schema/identity/guest-lifecycle.entity';
import { type User } from '@gatehouse/schema/identity/user.entity';
import { type Change } from '../../../kernel/change.ts';
import { letIn } from '../people/leave.ts';

/** Opens the sign-in of a guest that ended for want of access alone, where somebody says that they stay. */
export async function letInAgain(change: Change, user: User, lifecycle: GuestLifecycle): Promise<void> {
  lifecycle.blockedAt = null;
  if (user.state === 'BLOCKED' && user.blockReason === 'LIFECYCLE')
    await letIn(change, user, { details: { reason: 'LIFECYCLE' } });
}
