import type { GateFailure } from './gates.ts';
import { transition, type Transition } from './machine.ts';
import type { PolicyDefinition, StageDefinition } from './policy.ts';
import { REQUEST_MACHINE, type RequestEvent } from './request-machine.ts';
import type { RequestAction } from './request-types.ts';
import type { StageOutcome } from './stage-outcome.ts';
import { AWAITED_FOR } from './consent.ts';
import { addDuration } from './duration.ts';
import type { Awaited, NotificationKind, RequestState, StageState } from './vocabulary.ts';

/** Who is told. INVOLVED: requester and target, one message each, one if they are the same. APPROVERS: of the named stage. */
export type Audience = 'REQUESTER' | 'TARGET' | 'INVOLVED' | 'APPROVERS';

/** What the caller has to do, in this order, in the transaction that writes the new state. */
export type FlowEffect =
  | { readonly kind: 'SKIP_STAGE'; readonly order: number; readonly reason: 'PRE_APPROVED' }
  | { readonly kind: 'OPEN_STAGE'; readonly order: number }
  | { readonly kind: 'REOPEN_STAGE'; readonly order: number }
  /** Every stage that is WAITING, OPEN or held becomes CANCELED. */
  | { readonly kind: 'CANCEL_STAGES' }
  /** A stage is decided, and what follows from it waits: until then the decision may be taken back. */
  | { readonly kind: 'HOLD'; readonly undoUntil: Date }
  /** Approved; nothing happens before the start. */
  | { readonly kind: 'SCHEDULE'; readonly until: Date }
  /** Nothing happens before the target did what only they can do; at `until` it lapses. */
  | { readonly kind: 'AWAIT'; readonly what: Awaited; readonly until: Date }
  | { readonly kind: 'DELIVER' }
  | { readonly kind: 'FAIL'; readonly gates: readonly GateFailure[] }
  | {
      readonly kind: 'NOTIFY';
      readonly notification: NotificationKind;
      readonly audience: Audience;
      readonly stageOrder: number | null;
    };

/** A step of a request: its next state with what else has to happen, or the refusal of an event in the wrong state. */
export type FlowStep =
  | { readonly ok: true; readonly event: RequestEvent; readonly state: RequestState; readonly effects: readonly FlowEffect[] }
  | Extract<Transition<RequestState, RequestEvent>, { ok: false }>;

/** A stage as the flow needs it. `preApproved`: the requester's own on-behalf request counts as its decision. */
export interface FlowStage {
  readonly order: number;
  readonly state: StageState;
  readonly preApproved: boolean;
}

function step(state: RequestState, event: RequestEvent, effects: readonly FlowEffect[]): FlowStep {
  const next = transition(REQUEST_MACHINE, state, event);
  return next.ok ? { ok: true, event, state: next.state, effects } : next;
}

function notify(notification: NotificationKind, audience: Audience, stageOrder: number | null = null): FlowEffect {
  return { kind: 'NOTIFY', notification, audience, stageOrder };
}

/**
 * The stages a request has to pass, in order; none where no approval is needed (domain §4 "Approval").
 *
 * @param options.bypass approval is bypassed by somebody with that right.
 * @param options.shortens an ADMIN_UPDATE that brings the end nearer gives nothing, so nobody has to approve it.
 */
export function approvalChain(
  definition: PolicyDefinition,
  action: RequestAction,
  options: { bypass?: boolean; shortens?: boolean } = {},
): StageDefinition[] {
  if (options.bypass || options.shortens || action === 'REMOVE' || action === 'UPDATE') return [];
  if (action === 'EXTEND' && !definition.expiration.extensionNeedsApproval) return [];
  return definition.stages.filter((stage) => stage.occasion === action).sort((a, b) => a.order - b.order);
}

/** Skips pre-approved stages after `afterOrder` and opens the next one that must be decided, if there is one. */
function openNext(stages: readonly FlowStage[], afterOrder: number): { effects: FlowEffect[]; opened: boolean } {
  const effects: FlowEffect[] = [];
  for (const stage of [...stages].sort((a, b) => a.order - b.order)) {
    if (stage.order <= afterOrder || stage.state !== 'WAITING') continue;
    if (!stage.preApproved) {
      effects.push({ kind: 'OPEN_STAGE', order: stage.order }, notify('APPROVAL_REQUESTED', 'APPROVERS', stage.order));
      return { effects, opened: true };
    }
    effects.push({ kind: 'SKIP_STAGE', order: stage.order, reason: 'PRE_APPROVED' });
  }
  return { effects, opened: false };
}

/** What a freshly submitted request is: `stages` is empty where nothing has to be approved or approval is bypassed. */
export interface SubmitFacts {
  readonly action: RequestAction;
  readonly stages: readonly FlowStage[];
  /** Requester and target are different people: the target of an add is told at once (domain §4). */
  readonly forSomebodyElse: boolean;
  /** The start that was resolved, null for as soon as possible. */
  readonly startsAt: Date | null;
  /** What only the target can give (`whatIsAwaited`). */
  readonly awaited: Awaited | null;
  readonly now: Date;
}

/**
 * The step out of SUBMITTED, taken in the transaction that writes the request, after every gate has passed.
 * Without a stage to decide there is no undo window (domain §2): nobody decided anything that could be taken back.
 */
export function afterSubmit(facts: SubmitFacts): FlowStep {
  const told = facts.forSomebodyElse && facts.action === 'ADD' ? [notify('REQUEST_SUBMITTED_FOR_YOU', 'TARGET')] : [];
  const next = openNext(facts.stages, 0);
  if (next.opened) return step('SUBMITTED', 'REQUIRE_APPROVAL', [...told, ...next.effects]);
  if (facts.action === 'REMOVE') return step('SUBMITTED', 'DELIVER', [...told, ...next.effects, { kind: 'DELIVER' }]);
  // Who is asked for something is told that way.
  return agreed('SUBMITTED', [...(facts.awaited === null ? told : []), ...next.effects], facts);
}

/** A request one of whose stages is decided. */
export interface DecidedFacts {
  readonly state: RequestState;
  readonly stages: readonly FlowStage[];
  /** The stage that was decided, and how. */
  readonly decidedOrder: number;
  readonly outcome: 'APPROVED' | 'DENIED';
  /** `standingGates` as of now; they count when the approval of the last stage takes effect. */
  readonly failures: readonly GateFailure[];
  readonly startsAt: Date | null;
  /** What only the target can give (`whatIsAwaited`). */
  readonly awaited: Awaited | null;
  /** When the last of the undo windows of this stage's decisions closes; null where there is none. */
  readonly undoUntil: Date | null;
  readonly now: Date;
}

/**
 * The step after a stage was decided: what follows is held back until the undo window is over (domain §2). Until then the
 * next stage does not open, nobody is told, no gate is asked and nothing is delivered. If the last stage is approved the
 * request is SCHEDULED; otherwise it goes on waiting. Without a window everything happens at once.
 */
export function afterDecision(facts: DecidedFacts): FlowStep {
  const { state, undoUntil } = facts;
  if (undoUntil === null || undoUntil <= facts.now) return takeEffect(facts);
  const last = facts.outcome === 'APPROVED' && !openNext(facts.stages, facts.decidedOrder).opened;
  return step(state, last ? 'SCHEDULE' : 'HOLD', [{ kind: 'HOLD', undoUntil }]);
}

/**
 * The step when the undo window of a held decision is over: what it led to happens now.
 * @returns null while the window runs.
 */
export function afterUndoWindow(facts: DecidedFacts): FlowStep | null {
  return facts.undoUntil !== null && facts.undoUntil > facts.now ? null : takeEffect(facts);
}

/** What follows from a decision: any denial ends the request (domain §5), an approval opens the next stage or leads to delivery. */
function takeEffect(facts: DecidedFacts): FlowStep {
  if (facts.outcome === 'DENIED')
    return step(facts.state, 'DENY', [{ kind: 'CANCEL_STAGES' }, notify('REQUEST_DENIED', 'INVOLVED')]);
  const next = openNext(facts.stages, facts.decidedOrder);
  if (next.opened) return step(facts.state, 'STAGE_APPROVED', next.effects);
  if (facts.failures.length > 0) return gateFailure(facts.state, facts.failures, next.effects);
  const approved = [...next.effects, notify('REQUEST_APPROVED', 'INVOLVED')];
  return agreed(facts.state, approved, facts);
}

/** The step of a request on which everybody agreed: it waits for its target, or for its start, or is delivered. */
function agreed(
  state: RequestState,
  before: readonly FlowEffect[],
  { awaited, startsAt, now }: { awaited: Awaited | null; startsAt: Date | null; now: Date },
): FlowStep {
  const start = startsAt !== null && startsAt > now ? startsAt : null;
  if (awaited !== null) {
    const until = addDuration(start ?? now, AWAITED_FOR);
    return step(state, 'SCHEDULE', [...before, { kind: 'AWAIT', what: awaited, until }, notify('CONSENT_NEEDED', 'TARGET')]);
  }
  return start !== null
    ? step(state, 'SCHEDULE', [...before, { kind: 'SCHEDULE', until: start }])
    : step(state, 'DELIVER', [...before, { kind: 'DELIVER' }]);
}

function gateFailure(state: RequestState, gates: readonly GateFailure[], before: readonly FlowEffect[] = []): FlowStep {
  return step(state, 'GATE_FAIL', [
    ...before,
    { kind: 'CANCEL_STAGES' },
    { kind: 'FAIL', gates },
    notify('REQUEST_FAILED', 'INVOLVED'),
  ]);
}

/**
 * The step out of SCHEDULED once the start is reached: delivery, or failure by a standing gate.
 *
 * @param until what the SCHEDULE effect said. @returns null while it still lies ahead.
 */
export function afterStart(facts: {
  readonly state: RequestState;
  readonly until: Date;
  readonly failures: readonly GateFailure[];
  readonly now: Date;
}): FlowStep | null {
  if (facts.until > facts.now) return null;
  return facts.failures.length > 0
    ? gateFailure(facts.state, facts.failures)
    : step(facts.state, 'DELIVER', [{ kind: 'DELIVER' }]);
}

/**
 * The step of a request that waits for its target, when the target did something about it, or its time is over.
 *
 * @param was what it waited for. @returns null while it goes on waiting for the same.
 */
export function afterConsent(facts: {
  readonly was: Awaited;
  readonly awaited: Awaited | null;
  /** Until when it waits. */
  readonly until: Date;
  readonly startsAt: Date | null;
  readonly failures: readonly GateFailure[];
  readonly now: Date;
}): FlowStep | null {
  if (facts.awaited === facts.was) return facts.until > facts.now ? null : abandoned();
  if (facts.awaited === null && facts.failures.length > 0) return gateFailure('SCHEDULED', facts.failures);
  return agreed('SCHEDULED', [], facts);
}

function abandoned(): FlowStep {
  return step('SCHEDULED', 'ABANDON', [{ kind: 'CANCEL_STAGES' }, notify('REQUEST_EXPIRED', 'INVOLVED')]);
}

/** The step after a stage's decide-by passed: expired, which is not the same as denied (domain §2). */
export function afterStageLapsed(state: RequestState): FlowStep {
  return step(state, 'LAPSE', [{ kind: 'CANCEL_STAGES' }, notify('REQUEST_EXPIRED', 'INVOLVED')]);
}

/**
 * The step after somebody took back a decision of a held stage: it opens again, its decide-by unchanged. Who may: `mayTakeBack`.
 *
 * @param outcome what the decisions that are left amount to.
 * @returns null where the stage stays decided, by somebody else.
 */
export function afterTakeBack(state: RequestState, stageOrder: number, outcome: StageOutcome): FlowStep | null {
  return outcome === 'OPEN' ? step(state, 'TAKE_BACK', [{ kind: 'REOPEN_STAGE', order: stageOrder }]) : null;
}

/**
 * The step after somebody canceled a request.
 *
 * @param openOrder the stage that was open, null for none: its approvers are told that nothing waits for them.
 */
export function afterCancel(state: RequestState, openOrder: number | null): FlowStep {
  return step(state, 'CANCEL', ended(openOrder));
}

/**
 * The step of a pending request whose assignment a removal ends, or whose own end passed before it was delivered. Operations under way
 * are fenced off by the removal, which ends the assignment's carriers.
 */
export function afterTakeOver(state: RequestState, openOrder: number | null): FlowStep {
  return step(state, 'TAKE_OVER', ended(openOrder));
}

function ended(openOrder: number | null): FlowEffect[] {
  const told = openOrder === null ? [] : [notify('APPROVAL_NOT_NEEDED', 'APPROVERS', openOrder)];
  return [{ kind: 'CANCEL_STAGES' }, ...told, notify('REQUEST_CANCELED', 'INVOLVED')];
}
