import type { Failing } from './gate.ts';
import type { GateRequest } from './gate-details.ts';
import type { GateFacts, StandingFacts } from './gate-facts.ts';
import { findPendingTwin } from './request-types.ts';
import { RequestState, RequestType } from './vocabulary.ts';

/** Gate 9, REQUEST_PENDING: of the requests of a target and package only one change can be pending (domain §2). */
export function pendingInTheWay(
  facts: Pick<StandingFacts, 'type' | 'pendingRequests' | 'requestId'>,
): Failing<GateRequest> | null {
  const twin = findPendingTwin(facts.type, facts.pendingRequests, facts.requestId);
  if (twin === null) return null;
  return {
    message: 'Another request of this package for this person is still open; wait for it, or cancel it.',
    fixedBy: 'REQUESTER',
    details: { type: 'GateRequest', requestId: twin.id },
  };
}

/**
 * The same for what overtakes what is pending. What gives the access just now is not overtaken: it would leave nothing whose
 * end could be nearer.
 */
export function notOvertaken(facts: Pick<StandingFacts, 'type' | 'pendingRequests' | 'requestId'>): Failing<GateRequest> | null {
  const pendingRequests = facts.pendingRequests.filter(({ state }) => state === RequestState.DELIVERING);
  return pendingInTheWay({ ...facts, pendingRequests });
}

/**
 * Does an administrator only bring an end nearer? That gives nothing, so nobody has to approve it. Like a removal it waits
 * for nothing and overtakes what is pending (domain §2).
 */
export function onlyShortens(facts: Pick<GateFacts, 'type' | 'changes' | 'asked' | 'assignment'>): boolean {
  const { type, changes, asked, assignment } = facts;
  if (type !== RequestType.ADMIN_UPDATE || changes === 'ANSWERS' || asked.expiresAt === null) return false;
  const end = assignment?.expiresAt ?? null;
  return end === null || asked.expiresAt < end;
}
