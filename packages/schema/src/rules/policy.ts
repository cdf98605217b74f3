import type { ProofWanted } from './proof.ts';
import type { ApprovalOccasion, ApproverKind, ApproverRole, ExpirationKind, PolicyScope, QuestionKind } from './vocabulary.ts';

/**
 * One version of an assignment policy, as the rules read it: plain data, no entities.
 * Ids are opaque here. Durations are ISO 8601 (days, hours, minutes, seconds; a day is 24 h).
 */
export interface PolicyDefinition {
  /** Id of this version. */
  id: string;
  policyId: string;
  scope: PolicyScope;
  /** Members of the scope SPECIFIC_USERS_AND_GROUPS; empty for every other scope. */
  scopeUserIds: readonly string[];
  scopeGroupIds: readonly string[];
  /** Those of the scope SPECIFIC_ORGANIZATIONS; empty for every other scope. */
  scopeOrganizations: readonly ScopeOrganization[];
  requesting: RequesterSettings;
  expiration: ExpirationSettings;
  /** Chains of 0 to 3 serial stages; an empty chain means no approval. */
  stages: readonly StageDefinition[];
  questions: readonly QuestionDefinition[];
}

/** An organization whose people a policy is for. */
export interface ScopeOrganization {
  organizationId: string;
  /** Only those with a mail address of this domain; null: all of them. Several domains are several entries. */
  domain: string | null;
}

export interface RequesterSettings extends ProofWanted {
  /** May people in scope ask for themselves to get, prolong, give up? */
  selfAdd: boolean;
  selfExtend: boolean;
  selfRemove: boolean;
  /** May the target's manager ask for them? */
  managerOnBehalf: boolean;
  /** Named people who may ask for anybody in scope. */
  onBehalfUserIds: readonly string[];
  /** May the requester choose a start in the future, or an end sooner than the policy's? */
  customSchedule: boolean;
  justificationRequired: boolean;
  /** May a person's own on-behalf request as the target's manager count as their approval of the stage they would decide? */
  onBehalfPreApproves: boolean;
}

export interface ExpirationSettings {
  kind: ExpirationKind;
  /** ON_DATE: the instant the access ends (the end of the chosen day in `timeZone`). */
  endsAt: Date | null;
  /** ON_DATE: the IANA zone in which the day was meant. */
  timeZone: string | null;
  /** AFTER_DURATION: how long the access lasts, from the moment it is there. */
  duration: string | null;
  extensionAllowed: boolean;
  /** Does an extension need the EXTEND chain of approval? */
  extensionNeedsApproval: boolean;
  /** How long before the end an extension, or where none is allowed a fresh request, may be asked for. Default P14D. */
  extensionWindow: string;
  /** How long access may last in all through extensions, from its first start; null: as long as it is extended. */
  extensionCeiling: string | null;
  /** How long before the end people are told, longest first. Default P14D and P1D. */
  nearExpiryNotices: readonly string[];
}

export interface StageDefinition {
  /** Id of the stage in this version. */
  id: string;
  occasion: ApprovalOccasion;
  /** 1, 2 or 3; serial. */
  order: number;
  approvers: readonly ApproverDefinition[];
  /** From opening to lapse. Default P14D. */
  decideWithin: string;
  /** From opening to asking the escalation approvers too; null: never. At least PT1H, at most `decideWithin`. */
  escalateAfter: string | null;
  /** From opening to each reminder of those who have not answered. */
  reminders: readonly string[];
  /** How many different people must approve. 1: the first decision wins. Any denial ends the stage. */
  quorum: number;
  approverJustificationRequired: boolean;
  /** May the requester see the approvers' names? */
  showApprovers: boolean;
}

/** What a policy asks for before it gives anything, but whom. */
export interface ApprovalSettings extends Pick<PolicyDefinition, 'requesting'> {
  stages: readonly Omit<StageDefinition, 'approvers'>[];
}

export interface ApproverDefinition {
  role: Exclude<ApproverRole, 'REASSIGNED'>;
  kind: ApproverKind;
  userId: string | null;
  groupId: string | null;
  /** MANAGER: 1 (the manager) or 2 (the manager's manager). */
  managerLevel: number | null;
}

/** A text in several languages, keyed by BCP 47 tag, with the one to fall back to. */
export interface LocalizedText {
  default: string;
  translations: Readonly<Record<string, string>>;
}

export interface QuestionDefinition {
  id: string;
  order: number;
  kind: QuestionKind;
  text: LocalizedText;
  required: boolean;
  /** SHORT_TEXT: a regular expression (no flags, anchored at both ends) the answer must match. */
  pattern: string | null;
  /** The offered values of a choice question. */
  choices: readonly { value: string; text: LocalizedText }[];
  /** May the answer be changed while the access lasts? */
  changeable: boolean;
}
