import { defineMachine } from './machine.ts';
import { StageState } from './vocabulary.ts';

/**
 * What can happen to an approval stage (domain §5).
 * - OPEN its turn has come and its approvers are fixed
 * - SKIP its turn has come and nothing is to be decided (pre-approved)
 * - APPROVE · DENY · LAPSE decided · decided against · its decide-by passed
 * - CANCEL the request ended before it was decided, or before its decision took effect
 * - TAKE_BACK the decision that ended it is taken back inside the undo window
 */
export type StageEvent = 'OPEN' | 'SKIP' | 'APPROVE' | 'DENY' | 'LAPSE' | 'CANCEL' | 'TAKE_BACK';

const S = StageState;

/** The stage machine of domain §5. Decided is left only while the undo window holds back what follows from the decision. */
export const STAGE_MACHINE = defineMachine<StageState, StageEvent>({
  name: 'stage',
  initial: [S.WAITING],
  final: [S.EXPIRED, S.SKIPPED, S.CANCELED],
  table: {
    WAITING: { OPEN: S.OPEN, SKIP: S.SKIPPED, CANCEL: S.CANCELED },
    OPEN: { APPROVE: S.APPROVED, DENY: S.DENIED, LAPSE: S.EXPIRED, CANCEL: S.CANCELED },
    APPROVED: { TAKE_BACK: S.OPEN, CANCEL: S.CANCELED },
    DENIED: { TAKE_BACK: S.OPEN, CANCEL: S.CANCELED },
    EXPIRED: {},
    SKIPPED: {},
    CANCELED: {},
  },
});

/** Stages that still may ask somebody. */
export const UNDECIDED_STAGE_STATES: readonly StageState[] = [S.WAITING, S.OPEN];
