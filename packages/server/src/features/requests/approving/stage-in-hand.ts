import { User } from '@gatehouse/schema/identity/user.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { Decision } from '@gatehouse/schema/requests/decision.entity';
import { StageApprover } from '@gatehouse/schema/requests/stage-approver.entity';
import { holds, may } from '@gatehouse/schema/rules/permissions';
import { type StageDecision, type StageFacts } from '@gatehouse/schema/rules/stage-outcome';
import { type Change } from '../../../kernel/change.ts';
import { lockRow } from '../../../kernel/lock.ts';
import { notFound } from '../../../kernel/refused.ts';
import { inHand, type RequestInHand } from '../flow.ts';

/** One stage of a request under way, locked with everything above it. */
export interface StageInHand extends RequestInHand {
  stage: ApprovalStage;
  /** Everybody who is asked now. */
  approvers: StageApprover[];
  /** Decisions that stand, oldest first. */
  decisions: Decision[];
  /** What the rules of deciding look at. */
  facts: StageFacts;
}

/**
 * Locks target, request and stage, in that order, and loads what deciding needs.
 * @throws NOT_FOUND where there is no such stage, or the viewer has no part in it.
 */
export async function stageInHand(change: Change, stageId: string): Promise<StageInHand> {
  const { em } = change;
  const found = await em.findOne(ApprovalStage, stageId, { populate: ['request'] });
  if (!found) throw notFound('approval stage', ['stageId']);
  await lockRow(change, User, found.request.target.id);
  const request = (await lockRow(change, AccessRequest, found.request.id))!;
  const stage = (await lockRow(change, ApprovalStage, stageId))!;
  const hand = await inHand(change, request);
  const approvers = await em.find(StageApprover, { stage, leftAt: null });
  const decisions = await em.find(Decision, { stage, takenBackAt: null }, { orderBy: { at: 'asc', id: 'asc' } });
  await demandPart(change, hand, approvers);
  const facts: StageFacts = {
    state: stage.state,
    approverIds: approvers.map(({ user }) => user.id),
    decisions: asFacts(decisions),
    quorum: stage.quorum,
    decideBy: stage.decideBy,
    targetId: request.target.id,
    requesterId: request.requester?.id ?? null,
  };
  return { ...hand, stage, approvers, decisions, facts };
}

/** Decisions as the rules read them; an imported one that does not say who decided is nobody's. */
export function asFacts(decisions: readonly Decision[]): StageDecision[] {
  return decisions.flatMap(({ by, decision, at, undoUntil }) => (by ? [{ userId: by.id, decision, at, undoUntil }] : []));
}

/** Whoever has no part in the request does not learn that it exists. */
async function demandPart(
  change: Change,
  { request, stages }: RequestInHand,
  approvers: readonly StageApprover[],
): Promise<void> {
  const { viewer } = change;
  const involved = [request.target.id, request.requester?.id ?? '', ...approvers.map(({ user }) => user.id)];
  if (holds(viewer, involved) || may(viewer, 'request.read', { catalogId: request.accessPackage.catalog.id }).allowed) return;
  const asked = viewer.userId ? await change.em.count(StageApprover, { stage: { $in: stages }, user: viewer.userId }) : 0;
  if (asked === 0) throw notFound('approval stage', ['stageId']);
}
