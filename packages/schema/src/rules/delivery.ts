import type { AssignmentEvent } from './assignment-machine.ts';
import type { RequestEvent } from './request-machine.ts';
import { GrantState } from './vocabulary.ts';

/** A grant an assignment carries, or (of an ended one) carried. */
export interface DeliveredGrant {
  readonly state: GrantState;
  /** Does another live assignment carry it too? For a removal it then stays, and counts as done. */
  readonly carriedByOthers: boolean;
  /** When it became true in its target; null if it is not. */
  readonly activeSince: Date | null;
}

/** How far a delivery or removal is. RUNNING: something is still being tried. */
export type DeliveryOutcome = 'RUNNING' | 'DONE' | 'IN_PART' | 'NONE';

/**
 * The events that follow for the request and for its assignment; null: nothing happens (yet).
 * For a delivery the assignment moves with it; for a removal it stays ENDING until everything is gone.
 */
export interface DeliveryStep {
  readonly outcome: DeliveryOutcome;
  readonly requestEvent: Extract<RequestEvent, 'FINISH' | 'FINISH_IN_PART' | 'FAIL_DELIVERY'> | null;
  readonly assignmentEvent: Extract<AssignmentEvent, 'DELIVER' | 'DELIVER_IN_PART' | 'FAIL_DELIVERY' | 'GONE'> | null;
}

function outcome(done: number, trying: number, total: number): DeliveryOutcome {
  if (trying > 0) return 'RUNNING';
  return done === total ? 'DONE' : done > 0 ? 'IN_PART' : 'NONE';
}

const REQUEST_EVENTS = { RUNNING: null, DONE: 'FINISH', IN_PART: 'FINISH_IN_PART', NONE: 'FAIL_DELIVERY' } as const;
const ASSIGNMENT_EVENTS = { RUNNING: null, DONE: 'DELIVER', IN_PART: 'DELIVER_IN_PART', NONE: 'FAIL_DELIVERY' } as const;

/**
 * How far the delivery of an assignment is, from the grants it carries (domain §2: nothing says delivered until the
 * target does). A grant is PENDING as long as it is retried and FAILED once it is out of retries. A package without
 * roles is delivered at once.
 */
export function deliveryStep(grants: readonly DeliveredGrant[]): DeliveryStep {
  const active = grants.filter(({ state }) => state === GrantState.ACTIVE).length;
  const failed = grants.filter(({ state }) => state === GrantState.FAILED || state === GrantState.REMOVED).length;
  const reached = outcome(active, grants.length - active - failed, grants.length);
  return { outcome: reached, requestEvent: REQUEST_EVENTS[reached], assignmentEvent: ASSIGNMENT_EVENTS[reached] };
}

/**
 * How far a removal is, from the grants its assignment carried: gone, released, or carried by somebody else is done;
 * REVOKE_FAILED is refused for good. The assignment is EXPIRED only when nothing is left to take away.
 */
export function removalStep(grants: readonly DeliveredGrant[]): DeliveryStep {
  const done = grants.filter(({ state, carriedByOthers }) => carriedByOthers || state === GrantState.REMOVED).length;
  const refused = grants.filter(({ state, carriedByOthers }) => !carriedByOthers && state === GrantState.REVOKE_FAILED).length;
  const reached = outcome(done, grants.length - done - refused, grants.length);
  return { outcome: reached, requestEvent: REQUEST_EVENTS[reached], assignmentEvent: reached === 'DONE' ? 'GONE' : null };
}

/**
 * When an assignment's access began: when the first of its grants was true, which is when a duration's clock starts
 * (domain §2). A grant that others carried before counts from the assignment's own beginning.
 *
 * @param notBefore when the assignment began to be delivered. @returns null while no grant is true.
 */
export function accessBeganAt(grants: readonly DeliveredGrant[], notBefore: Date): Date | null {
  if (grants.length === 0) return notBefore;
  const times = grants
    .filter(({ state }) => state === GrantState.ACTIVE)
    .flatMap(({ activeSince }) => (activeSince ? [activeSince.getTime()] : []));
  return times.length === 0 ? null : new Date(Math.max(Math.min(...times), notBefore.getTime()));
}
