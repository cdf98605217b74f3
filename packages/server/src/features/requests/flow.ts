import { type AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { StageApprover } from '@gatehouse/schema/requests/stage-approver.entity';
import { type PolicyDefinition, type StageDefinition } from '@gatehouse/schema/rules/policy';
import { type FlowEffect, type FlowStep } from '@gatehouse/schema/rules/request-flow';
import { CLOSED_REQUEST_STATES } from '@gatehouse/schema/rules/request-machine';
import { UNDECIDED_STAGE_STATES } from '@gatehouse/schema/rules/stage-machine';
import { type Change } from '../../kernel/change.ts';
import { refused } from '../../kernel/refused.ts';
import { set } from '../../kernel/set.ts';
import { policyDefinition } from '../policies/policy-definition.ts';
import { aboutRequest } from './about-request.ts';
import { announceRequest, type Hearers } from './watching/announce-request.ts';
import { heldStage } from './approving/held.ts';
import { moveStage } from './approving/move-stage.ts';
import { openStage } from './approving/stage.ts';
import { shownGate } from './shown-gate.ts';

/** A request under way, locked, with what its next step needs. */
export interface RequestInHand {
  request: AccessRequest;
  /** In order. */
  stages: ApprovalStage[];
  /** The version of the policy it began with; null for a removal without one. */
  definition: PolicyDefinition | null;
}

/** Puts a locked request together with its stages and the policy version it is pinned to. */
export async function inHand(change: Change, request: AccessRequest): Promise<RequestInHand> {
  const stages = await change.em.find(ApprovalStage, { request }, { orderBy: { order: 'asc' }, refresh: true });
  const definition = request.policyVersion ? await policyDefinition(change.em, request.policyVersion.id) : null;
  await change.em.populate(request, ['accessPackage']);
  return { request, stages, definition };
}

/** What a stage asks for, from the pinned version of the policy. */
export function definitionOf(hand: RequestInHand, stage: ApprovalStage): StageDefinition {
  const found = hand.definition?.stages.find(({ id }) => id === stage.definition?.id);
  if (!found) throw new Error(`stage ${stage.id} is not defined by the policy version its request began with`);
  return found;
}

/**
 * Writes one step of a request: its new state and, in order, everything the rule says has to happen with it.
 * @throws WRONG_STATE where the event does not fit the state the request is in.
 */
export async function applyStep(change: Change, hand: RequestInHand, step: FlowStep): Promise<void> {
  if (!step.ok) throw refused('WRONG_STATE', step.message);
  const { request } = hand;
  const held = heldStage(hand);
  request.state = step.state;
  if (CLOSED_REQUEST_STATES.includes(step.state)) {
    request.closedAt = change.now;
    set(request, { dueAt: null, undoUntil: null, awaited: null });
  }
  for (const effect of step.effects) await applyEffect(change, hand, effect, held);
  await announceRequest(change, request, hearersOf(step));
}

/** Requester and target hear of a decision when it takes effect, and never of one that was taken back. */
function hearersOf({ effects }: Extract<FlowStep, { ok: true }>): Hearers {
  return effects.some(({ kind }) => kind === 'HOLD' || kind === 'REOPEN_STAGE') ? 'APPROVERS' : 'EVERYBODY';
}

async function applyEffect(change: Change, hand: RequestInHand, effect: FlowEffect, held: ApprovalStage | null): Promise<void> {
  const { request, stages } = hand;
  switch (effect.kind) {
    case 'SKIP_STAGE': {
      const stage = stageAt(stages, effect.order);
      moveStage(stage, 'SKIP', change.now);
      stage.skipReason = effect.reason;
      change.audit({
        ...aboutRequest(request),
        action: 'approval.skipped',
        subject: { type: 'ApprovalStage', id: stage.id },
        details: { order: effect.order, reason: effect.reason },
      });
      return;
    }
    case 'OPEN_STAGE': {
      const stage = stageAt(stages, effect.order);
      return openStage(change, request, stage, definitionOf(hand, stage));
    }
    case 'REOPEN_STAGE':
      moveStage(stageAt(stages, effect.order), 'TAKE_BACK', change.now);
      set(request, { dueAt: null, undoUntil: null });
      return;
    case 'CANCEL_STAGES':
      for (const stage of stages) {
        if (UNDECIDED_STAGE_STATES.includes(stage.state) || stage === held) moveStage(stage, 'CANCEL', change.now);
      }
      return;
    case 'HOLD':
      // The job that sees the undo window close goes on from here (see scheduled-starts).
      set(request, { undoUntil: effect.undoUntil, dueAt: effect.undoUntil });
      return;
    case 'SCHEDULE':
      set(request, { dueAt: effect.until, awaited: null });
      return;
    case 'AWAIT':
      set(request, { awaited: effect.what, dueAt: effect.until });
      return;
    case 'DELIVER':
      set(request, { dueAt: null, awaited: null });
      await change.em.flush();
      return change.publish({ name: 'requestReadyToDeliver', requestId: request.id });
    case 'FAIL':
      request.gates = effect.gates.map(shownGate);
      change.audit({
        ...aboutRequest(request),
        action: 'request.failed',
        details: { gates: effect.gates.map(({ code }) => code) },
      });
      return;
    case 'NOTIFY':
      return notify(change, hand, effect);
  }
}

/** Tells the people an effect means. */
export async function notify(
  change: Change,
  hand: RequestInHand,
  effect: Pick<Extract<FlowEffect, { kind: 'NOTIFY' }>, 'notification' | 'audience' | 'stageOrder'>,
): Promise<void> {
  const { request, stages } = hand;
  await change.em.flush();
  const stage = effect.stageOrder === null ? null : stageAt(stages, effect.stageOrder);
  const people = {
    REQUESTER: [request.requester?.id],
    TARGET: [request.target.id],
    INVOLVED: [request.requester?.id, request.target.id],
  };
  const userIds = effect.audience === 'APPROVERS' ? await askedIn(change, stage) : people[effect.audience];
  await change.publish({
    name: 'noteworthy',
    kind: effect.notification,
    userIds: [...new Set(userIds.filter((id) => id !== undefined))],
    requestId: request.id,
    stageId: stage?.id ?? null,
  });
}

async function askedIn(change: Change, stage: ApprovalStage | null): Promise<string[]> {
  if (!stage) return [];
  const rows = await change.em.find(StageApprover, { stage, leftAt: null }, { refresh: true });
  return rows.map(({ user }) => user.id);
}

function stageAt(stages: readonly ApprovalStage[], order: number): ApprovalStage {
  const stage = stages.find((one) => one.order === order);
  if (!stage) throw new Error(`a request without a stage ${order} was to act on it`);
  return stage;
}
