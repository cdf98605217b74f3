import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { transition } from '@gatehouse/schema/rules/machine';
import { REQUEST_MACHINE, type RequestEvent } from '@gatehouse/schema/rules/request-machine';
import { REMOVE_TYPES, requestAction } from '@gatehouse/schema/rules/request-types';
import { type NotificationKind } from '@gatehouse/schema/rules/vocabulary';
import { type Change } from '../../kernel/change.ts';
import { type DomainFacts } from '../../kernel/events/facts.ts';
import { lockRow } from '../../kernel/lock.ts';
import { aboutRequest } from './about-request.ts';
import { announceRequest } from './watching/announce-request.ts';
import { tellAnswersChanged } from './answers-changed.ts';

/** What people are told when a delivery or a removal comes to rest. */
const TOLD: Record<
  DomainFacts['assignmentSettled']['direction'],
  Record<DomainFacts['assignmentSettled']['event'], NotificationKind | null>
> = {
  DELIVERY: { FINISH: 'ACCESS_DELIVERED', FINISH_IN_PART: 'ACCESS_PARTIALLY_DELIVERED', FAIL_DELIVERY: 'ACCESS_DELIVERY_FAILED' },
  // That a target refuses to take something away is the catalog owners' concern; provisioning tells them.
  REMOVAL: { FINISH: 'ACCESS_ENDED', FINISH_IN_PART: null, FAIL_DELIVERY: null },
};

/** Closes the request whose delivery or removal came to rest in the targets. A late success opens and closes it again. */
export async function closeRequest(change: Change, fact: DomainFacts['assignmentSettled']): Promise<void> {
  const removal = fact.direction === 'REMOVAL';
  const [found] = await change.em.find(
    AccessRequest,
    {
      assignment: fact.assignmentId,
      type: removal ? { $in: [...REMOVE_TYPES] } : { $nin: [...REMOVE_TYPES] },
      state: { $in: ['DELIVERING', 'PARTIALLY_DELIVERED', 'FAILED'] },
      gates: null,
    },
    { orderBy: { id: 'desc' }, limit: 1 },
  );
  if (!found) return;
  const request = (await lockRow(change, AccessRequest, found.id))!;
  await change.em.populate(request, ['accessPackage']);
  const events: RequestEvent[] = request.state === 'DELIVERING' ? [fact.event] : ['LATE_SUCCESS', fact.event];
  const before = request.state;
  for (const event of events) {
    const next = transition(REQUEST_MACHINE, request.state, event);
    if (!next.ok) throw new Error(next.message);
    request.state = next.state;
  }
  if (request.state === before) return;
  request.closedAt = change.now;
  change.audit({
    ...aboutRequest(request),
    action: 'request.settled',
    details: { state: request.state, assignmentId: fact.assignmentId },
  });
  // Nothing was held that could have ended, where a fresh delivery takes the place of one that failed.
  const kind = request.cause === 'REPLACED' ? null : TOLD[fact.direction][fact.event];
  await change.em.flush();
  if (requestAction(request.type, request.changes) === 'UPDATE') await tellAnswersChanged(change, request);
  else if (kind) {
    const userIds = [request.target.id, ...(removal ? [] : [request.requester?.id ?? request.target.id])];
    await change.publish({
      name: 'noteworthy',
      kind,
      userIds: [...new Set(userIds)],
      requestId: request.id,
      assignmentId: fact.assignmentId,
    });
  }
  await announceRequest(change, request);
}
