import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { requestAction } from '@gatehouse/schema/rules/request-types';
import { type Change } from '../../../kernel/change.ts';
import { letIn } from './leave.ts';

/**
 * Whoever is given access has an account: a Prospect becomes a guest, whose account follows from their access from then on, and somebody
 * who was blocked only because they held nothing is let in again (domain §10). The person's row is locked.
 */
export async function acceptOutsider(change: Change, { requestId }: { requestId: string }): Promise<void> {
  const request = await change.em.findOneOrFail(AccessRequest, requestId, { populate: ['target'] });
  if (requestAction(request.type, request.changes) !== 'ADD') return;
  const user = request.target;
  if (user.state === 'PROSPECT') {
    user.state = 'ACTIVE';
    user.governed = true;
    change.audit({ action: 'user.accepted', subject: { type: 'User', id: user.id }, targetId: user.id, requestId });
  } else if (user.state === 'BLOCKED' && user.blockReason === 'LIFECYCLE') {
    await letIn(change, user, { requestId, details: { reason: 'LIFECYCLE' } });
  }
}
