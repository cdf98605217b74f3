import { defineMachine } from './machine.ts';
import { RequestState } from './vocabulary.ts';

/**
 * What can happen to a request (domain §2).
 * - REQUIRE_APPROVAL its policy has stages to decide; the first opens
 * - HOLD a stage is decided, and what follows from it waits for the end of the undo window
 * - STAGE_APPROVED a stage is approved and others remain
 * - SCHEDULE nothing is left to decide, and the end of the undo window or the start lies ahead
 * - DELIVER nothing is left to wait for
 * - GATE_FAIL a standing gate fails when the approval takes effect or at the start
 * - DENY · LAPSE a stage was denied · its decide-by passed
 * - ABANDON its target did not do in time what only they can do
 * - CANCEL requester, target or an entitled administrator gives it up
 * - TAKE_OVER a removal comes in between, or the end passes before it is delivered
 * - TAKE_BACK somebody takes back inside the undo window what decided a stage
 * - FINISH · FINISH_IN_PART · FAIL_DELIVERY all grants are there · some · none, and no retry is left
 * - REPROCESS · LATE_SUCCESS somebody tries again · the target did it after all
 */
export type RequestEvent =
  | 'REQUIRE_APPROVAL'
  | 'HOLD'
  | 'STAGE_APPROVED'
  | 'SCHEDULE'
  | 'DELIVER'
  | 'GATE_FAIL'
  | 'DENY'
  | 'LAPSE'
  | 'ABANDON'
  | 'CANCEL'
  | 'TAKE_OVER'
  | 'TAKE_BACK'
  | 'FINISH'
  | 'FINISH_IN_PART'
  | 'FAIL_DELIVERY'
  | 'REPROCESS'
  | 'LATE_SUCCESS';

const S = RequestState;

/**
 * The request machine of domain §2. FAILED leaves only when it failed in delivery, and DELIVERED when a right was lost since:
 * ask `isReprocessable` first.
 */
export const REQUEST_MACHINE = defineMachine<RequestState, RequestEvent>({
  name: 'request',
  initial: [S.SUBMITTED],
  final: [S.DENIED, S.EXPIRED, S.CANCELED],
  table: {
    SUBMITTED: {
      REQUIRE_APPROVAL: S.PENDING_APPROVAL,
      SCHEDULE: S.SCHEDULED,
      DELIVER: S.DELIVERING,
      CANCEL: S.CANCELED,
      TAKE_OVER: S.CANCELED,
    },
    PENDING_APPROVAL: {
      HOLD: S.PENDING_APPROVAL,
      STAGE_APPROVED: S.PENDING_APPROVAL,
      SCHEDULE: S.SCHEDULED,
      DELIVER: S.DELIVERING,
      GATE_FAIL: S.FAILED,
      DENY: S.DENIED,
      LAPSE: S.EXPIRED,
      TAKE_BACK: S.PENDING_APPROVAL,
      CANCEL: S.CANCELED,
      TAKE_OVER: S.CANCELED,
    },
    SCHEDULED: {
      SCHEDULE: S.SCHEDULED,
      DELIVER: S.DELIVERING,
      GATE_FAIL: S.FAILED,
      ABANDON: S.EXPIRED,
      TAKE_BACK: S.PENDING_APPROVAL,
      CANCEL: S.CANCELED,
      TAKE_OVER: S.CANCELED,
    },
    DELIVERING: { FINISH: S.DELIVERED, FINISH_IN_PART: S.PARTIALLY_DELIVERED, FAIL_DELIVERY: S.FAILED, TAKE_OVER: S.CANCELED },
    PARTIALLY_DELIVERED: { REPROCESS: S.DELIVERING, LATE_SUCCESS: S.DELIVERING },
    FAILED: { REPROCESS: S.DELIVERING, LATE_SUCCESS: S.DELIVERING },
    DELIVERED: { REPROCESS: S.DELIVERING },
    DENIED: {},
    EXPIRED: {},
    CANCELED: {},
  },
});

/** Requests that still may change somebody's access (domain §2). */
export const PENDING_REQUEST_STATES: readonly RequestState[] = [S.SUBMITTED, S.PENDING_APPROVAL, S.SCHEDULED, S.DELIVERING];
/** The rest. Closed never reopens except by reprocess. */
export const CLOSED_REQUEST_STATES: readonly RequestState[] = [
  S.DELIVERED,
  S.PARTIALLY_DELIVERED,
  S.FAILED,
  S.DENIED,
  S.EXPIRED,
  S.CANCELED,
];
/** States in which a person may still cancel. A running delivery is not canceled but taken over by a removal. */
export const CANCELABLE_REQUEST_STATES: readonly RequestState[] = [S.SUBMITTED, S.PENDING_APPROVAL, S.SCHEDULED];

/** May this request still change somebody's access? */
export function isPending(state: RequestState): boolean {
  return PENDING_REQUEST_STATES.includes(state);
}

/**
 * May the delivery of this request be tried again? A request that failed at a gate was never delivered and stays
 * closed: whoever still needs the access asks again, and the gates with it.
 *
 * What was delivered is delivered again only where a right of it was lost behind our back.
 *
 * @param failedAtGate did a standing gate end it (its failed gates are stored with it)?
 * @param rightsLost does its target lack a right of the assignment that it should have?
 */
export function isReprocessable(state: RequestState, failedAtGate: boolean, rightsLost: boolean): boolean {
  if (state === S.DELIVERED) return rightsLost;
  return state === S.PARTIALLY_DELIVERED || (state === S.FAILED && !failedAtGate);
}
