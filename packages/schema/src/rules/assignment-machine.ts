import { defineMachine } from './machine.ts';
import { AssignmentState } from './vocabulary.ts';

/**
 * What can happen to an assignment (domain §2).
 * - DELIVER · DELIVER_IN_PART · FAIL_DELIVERY all its grants are there · some · none, and no retry is left
 * - REDELIVER it is being delivered again: a reprocess, or its package's roles changed
 * - EXTEND its end moved; the state stays
 * - END its end was reached, it was given up or removed, or its last reason is gone
 * - GONE its grants are taken away, or carried by another assignment
 */
export type AssignmentEvent = 'DELIVER' | 'DELIVER_IN_PART' | 'FAIL_DELIVERY' | 'REDELIVER' | 'EXTEND' | 'END' | 'GONE';

const S = AssignmentState;

const OUTCOMES = {
  DELIVER: S.DELIVERED,
  DELIVER_IN_PART: S.PARTIALLY_DELIVERED,
  FAIL_DELIVERY: S.DELIVERY_FAILED,
  END: S.ENDING,
} as const;

/** The assignment machine of domain §2. ENDING lasts as long as the target refuses to take the access away. */
export const ASSIGNMENT_MACHINE = defineMachine<AssignmentState, AssignmentEvent>({
  name: 'assignment',
  initial: [S.DELIVERING],
  final: [S.EXPIRED],
  table: {
    DELIVERING: { ...OUTCOMES, EXTEND: S.DELIVERING, REDELIVER: S.DELIVERING },
    DELIVERED: { EXTEND: S.DELIVERED, REDELIVER: S.DELIVERING, END: S.ENDING },
    PARTIALLY_DELIVERED: { ...OUTCOMES, EXTEND: S.PARTIALLY_DELIVERED, REDELIVER: S.DELIVERING },
    DELIVERY_FAILED: { ...OUTCOMES, EXTEND: S.DELIVERY_FAILED, REDELIVER: S.DELIVERING },
    ENDING: { GONE: S.EXPIRED },
    EXPIRED: {},
  },
});

/**
 * States of an assignment that gives (or is about to give) its access, as long as its end is not reached. A failed delivery
 * holds nothing and blocks nothing (domain §2).
 */
export const LIVE_ASSIGNMENT_STATES: readonly AssignmentState[] = [S.DELIVERING, S.DELIVERED, S.PARTIALLY_DELIVERED];
/** States of an assignment that has not ended: it is live, or its delivery failed and may be tried again, or given up. */
export const OPEN_ASSIGNMENT_STATES: readonly AssignmentState[] = [...LIVE_ASSIGNMENT_STATES, S.DELIVERY_FAILED];
/** States of an assignment that gives no right here any more. */
export const ENDED_ASSIGNMENT_STATES: readonly AssignmentState[] = [S.ENDING, S.EXPIRED];

/**
 * The state as everybody must see it now: from the instant of its end an open assignment shows as ENDING, whatever
 * the jobs did or did not do yet (domain §2, §13).
 *
 * @param expiresAt the end (exclusive: at this instant it is over), null for never or not yet known.
 */
export function assignmentStateAsOf(state: AssignmentState, expiresAt: Date | null, now: Date): AssignmentState {
  return OPEN_ASSIGNMENT_STATES.includes(state) && expiresAt !== null && expiresAt <= now ? S.ENDING : state;
}

/** Is this assignment live now? See `assignmentStateAsOf`. */
export function isLiveAssignment(state: AssignmentState, expiresAt: Date | null, now: Date): boolean {
  return LIVE_ASSIGNMENT_STATES.includes(assignmentStateAsOf(state, expiresAt, now));
}

/** Is this assignment open now: not ended, and its end not reached? */
export function isOpenAssignment(state: AssignmentState, expiresAt: Date | null, now: Date): boolean {
  return OPEN_ASSIGNMENT_STATES.includes(assignmentStateAsOf(state, expiresAt, now));
}
