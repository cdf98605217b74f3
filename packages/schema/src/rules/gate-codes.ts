import type { AnswerIssue } from './answers.ts';
import type { RequestAction } from './request-types.ts';
import type { ScheduleBounds } from './schedule.ts';
import { GateCode, RequestType, type GateFixer } from './vocabulary.ts';

/** One gate that failed: a code for programs, a sentence for people, and who can do something about it. */
export interface GateFailure {
  readonly code: GateCode;
  /** Names nobody: outsiders read it too (domain §3). */
  readonly message: string;
  readonly fixedBy: GateFixer;
  readonly details?: GateDetails;
}

/** What a client can use beyond the sentence. Which members are there depends on the code, named with each. */
export interface GateDetails {
  /** SCHEDULE_OUT_OF_BOUNDS: what would be accepted. */
  readonly bounds?: ScheduleBounds;
  /** ANSWERS_INVALID: per question. */
  readonly answerIssues?: readonly AnswerIssue[];
  /** NO_APPROVER: the stage (1 to 3), how many can decide it and how many it needs. */
  readonly stageOrder?: number;
  readonly eligible?: number;
  readonly quorum?: number;
  /** ALREADY_ASSIGNED: the assignment, its end, and from when on a new request is accepted (null: not while it lasts). */
  readonly assignmentId?: string;
  readonly expiresAt?: Date | null;
  readonly requestableFrom?: Date | null;
  /** REQUEST_PENDING: the request that stands in the way. */
  readonly requestId?: string;
  /** POLICY_NOT_APPLICABLE, POLICY_DISABLED: the policy meant. */
  readonly policyId?: string;
}

/** The columns of the table of gates (domain §3). */
export type GateColumn = 'ADD' | 'ADMIN_ADD' | 'EXTEND' | 'UPDATE' | 'REMOVE';

const C = GateCode;

/**
 * Which gates a request of each column has to pass, in the order of the table of domain §3.
 * Gate 9 is two codes: an extension or update meets the pending one only, since it needs the assignment.
 */
export const GATES_BY_COLUMN: Readonly<Record<GateColumn, readonly GateCode[]>> = {
  ADD: [
    C.CATALOG_UNPUBLISHED,
    C.CATALOG_NOT_EXTERNAL,
    C.PACKAGE_RETIRED,
    C.NO_POLICY_IN_SCOPE,
    C.POLICY_NOT_APPLICABLE,
    C.POLICY_DISABLED,
    C.TARGET_NOT_ELIGIBLE,
    C.ALREADY_ASSIGNED,
    C.REQUEST_PENDING,
    C.NOT_YOURS_TO_REQUEST,
    C.SELF_SERVING_POLICY,
    C.ANSWERS_INVALID,
    C.SCHEDULE_OUT_OF_BOUNDS,
    C.NO_APPROVER,
  ],
  ADMIN_ADD: [
    C.CATALOG_UNPUBLISHED,
    C.CATALOG_NOT_EXTERNAL,
    C.PACKAGE_RETIRED,
    C.NO_POLICY_IN_SCOPE,
    C.POLICY_NOT_APPLICABLE,
    C.POLICY_DISABLED,
    C.TARGET_NOT_ELIGIBLE,
    C.ALREADY_ASSIGNED,
    C.REQUEST_PENDING,
    C.NOT_YOURS_TO_REQUEST,
    C.SELF_SERVING_POLICY,
    C.ANSWERS_INVALID,
    C.SCHEDULE_OUT_OF_BOUNDS,
    C.NO_APPROVER,
  ],
  EXTEND: [
    C.PACKAGE_RETIRED,
    C.NO_POLICY_IN_SCOPE,
    C.POLICY_NOT_APPLICABLE,
    C.POLICY_DISABLED,
    C.TARGET_NOT_ELIGIBLE,
    C.REQUEST_PENDING,
    C.NOT_YOURS_TO_REQUEST,
    C.SELF_SERVING_POLICY,
    C.SCHEDULE_OUT_OF_BOUNDS,
    C.NO_APPROVER,
  ],
  UPDATE: [C.REQUEST_PENDING, C.NOT_YOURS_TO_REQUEST, C.ANSWERS_INVALID],
  REMOVE: [C.NOT_YOURS_TO_REQUEST],
};

/** The gates asked again at the last approval and at the start, of those its column has (domain §3 "Standing gates"). */
export const STANDING_GATES: readonly GateCode[] = [
  C.PACKAGE_RETIRED,
  C.TARGET_NOT_ELIGIBLE,
  C.ALREADY_ASSIGNED,
  C.REQUEST_PENDING,
  C.SCHEDULE_OUT_OF_BOUNDS,
];

/** The column of the table of gates that a request of this type and action stands in. */
export function gateColumn(type: RequestType, action: RequestAction): GateColumn {
  return type === RequestType.ADMIN_ADD ? 'ADMIN_ADD' : action;
}
