import type { GateAnswer, GateDetails } from './gate-details.ts';
import type { GateFacts, StandingFacts } from './gate-facts.ts';
import type { PolicyAnswer } from './gate-policy.ts';
import type { RequestAction } from './request-types.ts';
import type { ResolvedSchedule, ScheduleAnswer } from './schedule.ts';
import { RequestType, type GateFixer } from './vocabulary.ts';

/** The columns of the table of gates (domain §3). */
export type GateColumn = 'ADD' | 'ADMIN_ADD' | 'EXTEND' | 'UPDATE' | 'REMOVE';

/** One gate: which requests have to pass it, and what it asks of them. */
export interface Gate {
  /** What it means that it failed, for those who read the schema. */
  readonly meaning: string;
  readonly columns: readonly GateColumn[];
  /** Is it about what is filled in? Such a gate is not asked before anything is. */
  readonly question: boolean;
  readonly judge: (asked: Asked) => Judged;
  /** How it is asked again, at the last approval and at the start (domain §3 "Standing gates"); null: it is not. */
  readonly standing: ((held: Agreed) => Judged) | null;
}

type Judged = Failing<GateDetails> | readonly Failing<GateDetails>[] | null;

/** What a request is judged by when it is asked for. */
export interface Asked extends GateFacts {
  readonly action: RequestAction;
  readonly policy: PolicyAnswer;
  /** null where there is no policy to judge it by, or the action has none. */
  readonly schedule: ScheduleAnswer | null;
}

/** What a request is judged by later, with the schedule that was agreed. */
export interface Agreed extends StandingFacts {
  readonly action: RequestAction;
  readonly agreed: ResolvedSchedule;
}

/** Why a gate failed: a sentence for people, who can do something about it, and what a program can use. */
export interface Failing<D extends GateDetails = never> {
  /** Names nobody: outsiders read it too (domain §3). */
  readonly message: string;
  readonly fixedBy: GateFixer;
  /** Where in the input it is, where it is there. */
  readonly path?: readonly string[];
  readonly details?: D;
  /** Where several answers are wrong, each by itself. */
  readonly parts?: readonly FailingPart[];
}

/** One of several answers at fault, in a sentence of its own. */
export interface FailingPart {
  readonly message: string;
  /** Where in the input it is. */
  readonly path: readonly string[];
  readonly details: GateAnswer;
}

/** The column of the table of gates that a request of this type and action stands in. */
export function gateColumn(type: RequestType, action: RequestAction): GateColumn {
  return type === RequestType.ADMIN_ADD ? 'ADMIN_ADD' : action;
}
