import { defineMachine } from './machine.ts';
import { OperationState } from './vocabulary.ts';

/**
 * What can happen to a provisioning operation.
 * - CLAIM a worker takes it
 * - LOSE_WORKER the worker that had it is gone; another may take it (operations are idempotent)
 * - WAIT the target needs time or a person (a manual task)
 * - POSTPONE it did not work and is tried again later
 * - SUCCEED the target is as it should be
 * - GIVE_UP the target refused and no retry is left
 * - REVIVE somebody asks for another try
 * - FENCE a newer operation of the same grant takes its place; whatever it still reports is ignored
 */
export type OperationEvent = 'CLAIM' | 'LOSE_WORKER' | 'WAIT' | 'POSTPONE' | 'SUCCEED' | 'GIVE_UP' | 'REVIVE' | 'FENCE';

const S = OperationState;

/** The operation machine. A success reported late, by an operation given up, still counts: the target has it. */
export const OPERATION_MACHINE = defineMachine<OperationState, OperationEvent>({
  name: 'operation',
  initial: [S.QUEUED],
  final: [S.SUCCEEDED, S.CANCELED],
  table: {
    QUEUED: { CLAIM: S.RUNNING, FENCE: S.CANCELED },
    RUNNING: {
      LOSE_WORKER: S.QUEUED,
      WAIT: S.WAITING,
      POSTPONE: S.RETRYING,
      SUCCEED: S.SUCCEEDED,
      GIVE_UP: S.DEAD,
      FENCE: S.CANCELED,
    },
    WAITING: { POSTPONE: S.RETRYING, SUCCEED: S.SUCCEEDED, GIVE_UP: S.DEAD, FENCE: S.CANCELED },
    RETRYING: { CLAIM: S.RUNNING, FENCE: S.CANCELED },
    DEAD: { REVIVE: S.QUEUED, SUCCEED: S.SUCCEEDED, FENCE: S.CANCELED },
    SUCCEEDED: {},
    CANCELED: {},
  },
});

/** Operations that still may write to their target. At most one of these exists per grant. */
export const OPEN_OPERATION_STATES: readonly OperationState[] = [S.QUEUED, S.RUNNING, S.WAITING, S.RETRYING];
