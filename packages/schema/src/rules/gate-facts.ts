import type { AnswerInput } from './answers.ts';
import type { StageResolution } from './approver-routing.ts';
import type { RequesterFacts } from './gate-ownership.ts';
import type { PolicyFacts } from './gate-policy.ts';
import type { Proof } from './proof.ts';
import type { ScopeTarget } from './policy-choice.ts';
import type { UpdateSubject } from './request-types.ts';
import type { RequestedSchedule } from './schedule.ts';
import type { VersionAuthorship } from './self-serving.ts';
import type {
  AssignmentState,
  BlockReason,
  CatalogState,
  PackageState,
  RequestState,
  RequestType,
  UserKind,
  UserState,
} from './vocabulary.ts';

/** The person whose access the request changes. */
export interface TargetFacts {
  readonly id: string;
  readonly kind: UserKind;
  readonly state: UserState;
  readonly blockReason: BlockReason | null;
  /** Every group the target is in, nested ones included. */
  readonly groupIds: ReadonlySet<string>;
  readonly organization: ScopeTarget['organization'];
  readonly mailDomain: string | null;
  /** Does a rule about mail domains shut them out? */
  readonly domainShutOut: boolean;
}

/** The newest assignment of this target and package that is in a live state; may be overdue, the rule looks. */
export interface AssignmentFacts {
  readonly id: string;
  readonly state: AssignmentState;
  /** When its first grant became true; its creation while none is. */
  readonly startsAt: Date;
  readonly expiresAt: Date | null;
  /** The old end that its last extension was counted from, null for none. */
  readonly extendedFrom: Date | null;
  /** The policy it was given under; null where that policy is gone. */
  readonly policyId: string | null;
}

/** Everything the standing gates look at. */
export interface StandingFacts {
  readonly type: RequestType;
  /** ADMIN_UPDATE: which of the two it changes; null for every other type. */
  readonly changes: UpdateSubject | null;
  /** The request that asks; null before it exists. It never stands in its own way. */
  readonly requestId: string | null;
  readonly accessPackage: { readonly state: PackageState };
  readonly target: TargetFacts;
  readonly assignment: AssignmentFacts | null;
  /** Pending requests of this target and package. */
  readonly pendingRequests: readonly { readonly id: string; readonly type: RequestType; readonly state?: RequestState }[];
  readonly now: Date;
}

/** Everything the gates of a submit look at; the caller loads it, the rule asks nothing. */
export interface GateFacts extends StandingFacts, PolicyFacts {
  readonly target: TargetFacts;
  readonly catalog: { readonly state: CatalogState; readonly externallyVisible: boolean };
  readonly requester: RequesterFacts;
  readonly justification: string | null;
  readonly answers: readonly AnswerInput[];
  readonly asked: RequestedSchedule;
  /**
   * The stages of the approval chain under the policy that applies (`policyForRequest`), each resolved for this target
   * and requester; pre-approved stages left out. Empty: no approval, or bypassed.
   */
  readonly stages: readonly { readonly order: number; readonly resolution: StageResolution }[];
  /** Who wrote the version that applies; null where none does. */
  readonly authorship: VersionAuthorship | null;
  /** Ids of what the target has to accept and has not, not even with this request. */
  readonly termsDue: readonly string[];
  /** How the requester proved who they are; null where they did not sign in by an issuer, or ask with a token. */
  readonly proof: Proof | null;
}
