import { type Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { afterTakeOver } from '@gatehouse/schema/rules/request-flow';
import { PENDING_REQUEST_STATES } from '@gatehouse/schema/rules/request-machine';
import { REMOVE_TYPES } from '@gatehouse/schema/rules/request-types';
import { type Change } from '../../../kernel/change.ts';
import { lockRows } from '../../../kernel/lock.ts';
import { aboutRequest } from '../about-request.ts';
import { applyStep, inHand } from '../flow.ts';

/**
 * Cancels the pending changes of an assignment, or of a person and package, because something that waits for nothing comes in
 * between: a removal, or an end brought nearer.
 */
export async function takeOverPendingChanges(
  change: Change,
  of: { assignment: Assignment } | { target: string; accessPackage: string },
): Promise<void> {
  const pending = await change.em.find(AccessRequest, {
    ...of,
    type: { $nin: [...REMOVE_TYPES] },
    state: { $in: [...PENDING_REQUEST_STATES] },
  });
  for (const request of await lockRows(
    change,
    AccessRequest,
    pending.map(({ id }) => id),
  )) {
    const hand = await inHand(change, request);
    const open = hand.stages.find(({ state }) => state === 'OPEN');
    change.audit({ ...aboutRequest(request), action: 'request.overtaken' });
    await applyStep(change, hand, afterTakeOver(request.state, open?.order ?? null));
  }
  await change.em.flush();
}
