import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { requestAction } from '@gatehouse/schema/rules/request-types';
import { type Change } from '../../../kernel/change.ts';

/**
 * Whoever is given access has an account: a Prospect becomes a guest, whose account follows from their access from then on, and somebody
 * who was blocked only because they held nothing is let in again (domain §10). The person's row is locked.
 */
export async function acceptOutsider(change: Change, { requestId }: { requestId: string }): Promise<void> {
  const request = await change.em.findOneOrFail(AccessRequest, requestId, { populate: ['target'] });
  if (requestAction(request.type, request.changes) !== 'ADD') return;
  const user = request.target;
  const about = { subject: { type: 'User', id: user.id }, targetId: user.id, requestId };
  if (user.state === 'PROSPECT') {
    user.state = 'ACTIVE';
    user.governed = true;
    change.audit({ ...about, action: 'user.accepted' });
  } else if (user.state === 'BLOCKED' && user.blockReason === 'LIFECYCLE') {
    user.state = 'ACTIVE';
    user.blockReason = null;
    change.audit({ ...about, action: 'user.unblocked', details: { reason: 'LIFECYCLE' } });
    await change.em.flush();
    await change.publish({ name: 'userUnblocked', userId: user.id });
  }
}
