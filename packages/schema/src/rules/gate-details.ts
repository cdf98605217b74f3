import type { ScheduleBounds } from './schedule.ts';
import type { AnswerIssueCode } from './vocabulary.ts';
import type { Written } from './written.ts';

/** What a client can use beyond the sentence of a gate. */
export type GateDetails =
  | GateAnswer
  | GateSchedule
  | GateStage
  | GateAssignment
  | GateRequest
  | GatePolicy
  | GateTerms
  | GateProof;

/**
 * The id of the object that stands in the way or is meant: only those who may see it are told. Null where they name none, or
 * only what the reader filled in.
 */
export function namedBy(details: Written<GateDetails>): string | null {
  switch (details.type) {
    case 'GateAssignment':
      return details.assignmentId;
    case 'GateRequest':
      return details.requestId;
    case 'GatePolicy':
      return details.policyId;
    default:
      return null;
  }
}

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

/** What is to be accepted. */
export interface GateTerms {
  readonly type: 'GateTerms';
  readonly termsIds: readonly string[];
}

/** What is to be proved, and the way to prove it. */
export interface GateProof {
  readonly type: 'GateProof';
  /** Values of `acr` or `amr`; one is enough. */
  readonly proofs: readonly string[];
  readonly within: string | null;
  /** A path of this deployment that leads through the issuer and, with `&return=<path>`, back. */
  readonly way: string;
}

/** The policy meant. */
export interface GatePolicy {
  readonly type: 'GatePolicy';
  readonly policyId: string;
}
