import { answerIssues, isBlankAnswer, type AnswerInput } from './answers.ts';
import { gateColumn, GATES_BY_COLUMN, STANDING_GATES, type GateFailure } from './gate-codes.ts';
import { mayBeExtendedUnder, policyForRequest, type PolicyFacts } from './gate-policy.ts';
import { DEFAULT_EXTENSION_WINDOW, extendableFrom } from './extension-window.ts';
import type { PolicyDefinition } from './policy.ts';
import type { StageResolution } from './approver-routing.ts';
import { requestAction, findPendingTwin, type UpdateSubject } from './request-types.ts';
import { ownershipFailure, type RequesterFacts } from './gate-ownership.ts';
import {
  resolveAddSchedule,
  resolveExtension,
  standingSchedule,
  type RequestedSchedule,
  type ResolvedSchedule,
  type ScheduleAnswer,
} from './schedule.ts';
import { isLiveAssignment, isOpenAssignment } from './assignment-machine.ts';
import { selfServingFailure, type VersionAuthorship } from './self-serving.ts';
import {
  type AssignmentState,
  BlockReason,
  CatalogState,
  type GateCode,
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
}

/** What the gates say. Also the policy and the schedule, if the gates found them. */
export interface GateReport {
  /** All failures, in the order of domain §3; empty: the request may be submitted. */
  readonly failures: readonly GateFailure[];
  readonly policy: PolicyDefinition | null;
  /** The schedule agreed; null if it was refused, has no policy, or the type has none. */
  readonly schedule: ResolvedSchedule | null;
}

/**
 * Asks every gate of the request's column and reports all that fail (domain §3). The same answer serves "may I?",
 * "why not?", "who could?" and the real submit. Gates that depend on the policy are passed over where there is none:
 * NO_POLICY_IN_SCOPE says enough.
 */
export function evaluateGates(facts: GateFacts): GateReport {
  const action = requestAction(facts.type, facts.changes);
  const column = GATES_BY_COLUMN[gateColumn(facts.type, action)];
  const found = policyForRequest(facts, action);
  const definition = found.definition;
  const schedule = definition === null ? null : scheduleAnswer(facts, definition);
  const raised: (GateFailure | null)[] = [
    facts.catalog.state === CatalogState.PUBLISHED
      ? null
      : {
          code: 'CATALOG_UNPUBLISHED',
          message: 'The catalog of this package is not published, so nobody can be given it.',
          fixedBy: 'CATALOG_OWNER',
        },
    facts.target.kind !== UserKind.GUEST || facts.catalog.externallyVisible
      ? null
      : {
          code: 'CATALOG_NOT_EXTERNAL',
          message: 'The catalog of this package is not open to people from outside.',
          fixedBy: 'CATALOG_OWNER',
        },
    retired(facts),
    found.failure,
    eligible(facts),
    assigned(facts, facts, null),
    onlyShortens(facts) ? overtaken(facts) : pending(facts),
    ownershipFailure(facts.type, action, facts.requester, facts.target.id, definition),
    selfServing(facts, definition),
    definition === null ? null : answers(facts, definition),
    schedule === null || schedule.ok
      ? null
      : { code: 'SCHEDULE_OUT_OF_BOUNDS', message: schedule.message, fixedBy: 'REQUESTER', details: { bounds: schedule.bounds } },
    ...facts.stages.map(undecidable),
  ];
  return {
    failures: raised.filter((failure) => failure !== null && column.includes(failure.code)) as GateFailure[],
    policy: definition,
    schedule: schedule?.ok ? schedule.schedule : null,
  };
}

/**
 * Asks the standing gates again, at the last approval and at the start (domain §3), with the schedule that was agreed.
 * An extension whose assignment has ended meanwhile fails SCHEDULE_OUT_OF_BOUNDS: there is no old end to count from.
 */
export function standingGates(facts: StandingFacts, agreed: ResolvedSchedule): GateFailure[] {
  const action = requestAction(facts.type, facts.changes);
  const column = GATES_BY_COLUMN[gateColumn(facts.type, action)];
  const { assignment, now } = facts;
  const ended = action === 'EXTEND' && (assignment === null || !isOpenAssignment(assignment.state, assignment.expiresAt, now));
  const over = ended || standingSchedule(agreed, facts.now) === null;
  const raised: (GateFailure | null)[] = [
    retired(facts),
    eligible(facts),
    assigned(facts, null, agreed),
    pending(facts),
    over
      ? {
          code: 'SCHEDULE_OUT_OF_BOUNDS',
          message: ended ? 'The access to be extended has ended.' : 'The end asked for has passed.',
          fixedBy: 'REQUESTER',
        }
      : null,
  ];
  const asked = (code: GateCode) => column.includes(code) && STANDING_GATES.includes(code);
  return raised.filter((failure) => failure !== null && asked(failure.code)) as GateFailure[];
}

/**
 * The end of a live assignment that a fresh add would follow, or null. Inside the extension window an assignment that
 * cannot be extended no longer stands in the way of a new one, which then starts at the old end (domain §3, gate 9).
 */
export function addFollows(facts: Pick<GateFacts, 'assignment' | 'policies' | 'target' | 'now'>): Date | null {
  const live = liveAssignment(facts);
  if (live === null) return null;
  const from = addableFrom(live, facts);
  return from !== null && from < live.expiresAt! && from <= facts.now ? live.expiresAt : null;
}

/** From when on an add is accepted again: inside the window where it cannot be extended, else at its end; null: never ends. */
function addableFrom(live: AssignmentFacts, { policies, target }: Pick<GateFacts, 'policies' | 'target'>): Date | null {
  const { startsAt, expiresAt, extendedFrom } = live;
  if (expiresAt === null) return null;
  const own = policies.find(({ definition }) => definition.policyId === live.policyId);
  if (own !== undefined && mayBeExtendedUnder(own, target)) return expiresAt;
  const window = own?.definition.expiration.extensionWindow ?? DEFAULT_EXTENSION_WINDOW;
  return extendableFrom({ window, startsAt, expiresAt, extendedFrom });
}

function liveAssignment(facts: Pick<StandingFacts, 'assignment' | 'now'>): AssignmentFacts | null {
  const { assignment, now } = facts;
  return assignment !== null && isLiveAssignment(assignment.state, assignment.expiresAt, now) ? assignment : null;
}

function scheduleAnswer(facts: GateFacts, definition: PolicyDefinition): ScheduleAnswer | null {
  const action = requestAction(facts.type, facts.changes);
  const byAdministrator = facts.type === RequestType.ADMIN_ADD || facts.type === RequestType.ADMIN_UPDATE;
  const common = {
    expiration: definition.expiration,
    mayChoose: byAdministrator || definition.requesting.customSchedule,
    now: facts.now,
  };
  if (action === 'ADD') return resolveAddSchedule({ ...common, notBefore: addFollows(facts) }, facts.asked);
  if (action !== 'EXTEND') return null;
  const { assignment, now } = facts;
  const held = {
    startsAt: assignment?.startsAt ?? now,
    currentEnd: assignment?.expiresAt ?? null,
    extendedFrom: assignment?.extendedFrom ?? null,
  };
  return resolveExtension({ ...common, byAdministrator, ...held }, facts.asked);
}

function retired(facts: StandingFacts): GateFailure | null {
  if (facts.accessPackage.state === PackageState.ACTIVE) return null;
  return {
    code: 'PACKAGE_RETIRED',
    message: 'This package is retired; it is not given to anybody any more.',
    fixedBy: 'PACKAGE_MANAGER',
  };
}

function eligible(facts: StandingFacts): GateFailure | null {
  const { state, blockReason } = facts.target;
  // Somebody blocked by lifecycle only (a guest without access left) is unblocked by the delivery itself.
  if (state === UserState.ACTIVE || (state === UserState.BLOCKED && blockReason === BlockReason.LIFECYCLE)) return null;
  const message =
    state === UserState.DELETED
      ? 'This person has left and can hold nothing.'
      : 'This person is blocked and can be given nothing now.';
  return { code: 'TARGET_NOT_ELIGIBLE', message, fixedBy: 'ADMINISTRATOR' };
}

/**
 * @param asking at submit: what says from when on a fresh add may follow the assignment.
 * @param agreed at approval and start: the request may follow the assignment if it starts no sooner than that ends.
 */
function assigned(facts: StandingFacts, asking: GateFacts | null, agreed: ResolvedSchedule | null): GateFailure | null {
  const live = liveAssignment(facts);
  if (live === null) return null;
  const follows =
    asking !== null
      ? addFollows(asking) !== null
      : live.expiresAt !== null && agreed !== null && agreed.startsAt !== null && agreed.startsAt >= live.expiresAt;
  if (follows) return null;
  const { id, expiresAt } = live;
  const requestableFrom = asking === null ? expiresAt : addableFrom(live, asking);
  return {
    code: 'ALREADY_ASSIGNED',
    fixedBy: 'NOBODY',
    message:
      requestableFrom === null
        ? 'The person already has this package, without an end.'
        : requestableFrom === expiresAt
          ? 'The person already has this package; it can be requested again when it has ended.'
          : 'The person already has this package; it can be requested again shortly before it ends.',
    details: { assignmentId: id, expiresAt, requestableFrom },
  };
}

/**
 * Does an administrator only bring an end nearer? That gives nothing, so nobody has to approve it. Like a removal it waits
 * for nothing and overtakes what is pending (domain §2).
 */
export function onlyShortens(facts: Pick<GateFacts, 'type' | 'changes' | 'asked' | 'assignment'>): boolean {
  const { type, changes, asked, assignment } = facts;
  if (type !== RequestType.ADMIN_UPDATE || changes === 'ANSWERS' || asked.expiresAt === null) return false;
  const end = assignment?.expiresAt ?? null;
  return end === null || asked.expiresAt < end;
}

/** What gives the access just now is not overtaken: it would leave nothing whose end could be nearer. */
function overtaken(facts: StandingFacts): GateFailure | null {
  const pendingRequests = facts.pendingRequests.filter(({ state }) => state === RequestState.DELIVERING);
  return pending({ ...facts, pendingRequests });
}

function pending(facts: StandingFacts): GateFailure | null {
  const twin = findPendingTwin(facts.type, facts.pendingRequests, facts.requestId);
  if (twin === null) return null;
  return {
    code: 'REQUEST_PENDING',
    message: 'Another request of this package for this person is still open; wait for it, or cancel it.',
    fixedBy: 'REQUESTER',
    details: { requestId: twin.id },
  };
}

function answers(facts: GateFacts, definition: PolicyDefinition): GateFailure | null {
  const action = requestAction(facts.type, facts.changes);
  const mode = action !== 'UPDATE' ? 'NEW' : facts.type === RequestType.ADMIN_UPDATE ? 'CHANGE_ANY' : 'CHANGE_OWN';
  const issues = answerIssues(definition.questions, facts.answers, mode);
  if (action === 'ADD' && definition.requesting.justificationRequired && isBlankAnswer(facts.justification)) {
    issues.push({ questionId: null, code: 'JUSTIFICATION_REQUIRED', message: 'Say why the access is needed.' });
  }
  if (issues.length === 0) return null;
  return {
    code: 'ANSWERS_INVALID',
    message: 'Some answers are missing or not acceptable.',
    fixedBy: 'REQUESTER',
    details: { answerIssues: issues },
  };
}

/** What only brings an end nearer serves nobody. */
function selfServing(facts: GateFacts, definition: PolicyDefinition | null): GateFailure | null {
  if (onlyShortens(facts)) return null;
  const who = { requesterId: facts.requester.id, targetId: facts.target.id };
  return selfServingFailure(facts.type, who, definition && facts.authorship);
}

function undecidable(stage: GateFacts['stages'][number]): GateFailure | null {
  const { resolution, order } = stage;
  if (resolution.state === 'RESOLVED') return null;
  const eligibleCount = resolution.approvers.length;
  const message =
    eligibleCount === 0
      ? `Nobody can decide stage ${order} of the approval.`
      : `Stage ${order} of the approval needs ${resolution.quorum} people to decide, and only ${eligibleCount} can.`;
  return {
    code: 'NO_APPROVER',
    message,
    fixedBy: 'PACKAGE_MANAGER',
    details: { stageOrder: order, eligible: eligibleCount, quorum: resolution.quorum },
  };
}
