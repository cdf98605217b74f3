import type { AnswerIssueCode } from './answers.ts';
import type { ScheduleBounds } from './schedule.ts';

/** What a client can use beyond the sentence of a gate. */
export type GateDetails = GateAnswer | GateSchedule | GateStage | GateAssignment | GateRequest | GatePolicy;

/** An answer at fault. */
export interface GateAnswer {
  readonly type: 'GateAnswer';
  /** null for the justification, which is no question. */
  readonly questionId: string | null;
  readonly issue: AnswerIssueCode;
}

/** What schedule would be accepted. */
export interface GateSchedule extends ScheduleBounds {
  readonly type: 'GateSchedule';
}

/** A stage that too few can decide. */
export interface GateStage {
  readonly type: 'GateStage';
  /** 1 to 3. */
  readonly order: number;
  /** How many can decide it. */
  readonly eligible: number;
  readonly quorum: number;
}

/** The assignment in the way. */
export interface GateAssignment {
  readonly type: 'GateAssignment';
  readonly assignmentId: string;
  readonly expiresAt: Date | null;
  /** From when on a new request is accepted; null: not while it lasts. */
  readonly requestableFrom: Date | null;
}

/** The request in the way. */
export interface GateRequest {
  readonly type: 'GateRequest';
  readonly requestId: string;
}

/** The policy meant. */
export interface GatePolicy {
  readonly type: 'GatePolicy';
  readonly policyId: string;
}
