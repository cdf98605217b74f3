import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { Decision } from '@gatehouse/schema/requests/decision.entity';
import { type TakeBackDecisionInput } from '@gatehouse/schema/requests/request.inputs';
import { afterTakeBack } from '@gatehouse/schema/rules/request-flow';
import { stageOutcome, windowOf } from '@gatehouse/schema/rules/stage-outcome';
import { viewerCan } from '../../../kernel/authz/demand-can.ts';
import { type Change } from '../../../kernel/change.ts';
import { forbidden, refused } from '../../../kernel/refused.ts';
import { aboutRequest } from '../about-request.ts';
import { announceRequest } from '../watching/announce-request.ts';
import { applyStep, definitionOf } from '../flow.ts';
import { heldStage } from './held.ts';
import { nextDue } from './stage.ts';
import { stageInHand, type StageInHand } from './stage-in-hand.ts';
import { recheckOpenStage } from './stage-people.service.ts';
import { set } from '../../../kernel/set.ts';

/**
 * Takes one's decision back while its undo window runs, approval or denial, in any stage: nothing has followed from it yet.
 * The stage opens again, its decide-by unchanged, unless somebody else decided it too.
 * @throws UNDO_WINDOW_OVER · WRONG_STATE where it has taken effect · FORBIDDEN where somebody else decided
 */
export async function takeBackDecision(change: Change, input: TakeBackDecisionInput) {
  const hand = await stageInHand(change, input.stageId);
  const { request, stage } = hand;
  await demandMayTakeBack(change, hand);
  const own = await change.em.findOneOrFail(Decision, { stage, by: change.viewer.userId, takenBackAt: null });
  own.takenBackAt = change.now;
  change.audit({
    ...aboutRequest(request),
    action: 'approval.taken_back',
    subject: { type: 'ApprovalStage', id: stage.id },
    details: { decisionId: own.id, decision: own.decision, order: stage.order },
  });
  if (heldStage(hand)?.id === stage.id) await reopen(change, hand);
  else await announceRequest(change, request, 'APPROVERS');
  return { accessRequest: request.id };
}

async function demandMayTakeBack(change: Change, { request, stage }: StageInHand): Promise<void> {
  const { takeBack } = (await viewerCan(change, ApprovalStage, stage.id))!;
  if (takeBack.allowed) return;
  if (takeBack.code !== 'WINDOW_OVER' && takeBack.code !== 'WRONG_STATE') throw forbidden(takeBack.reason);
  throw refused(takeBack.code === 'WINDOW_OVER' ? 'UNDO_WINDOW_OVER' : 'WRONG_STATE', takeBack.reason, ['stageId']).showing({
    accessRequest: request.id,
  });
}

/** What was held is not decided any more, or goes on being held by what somebody else said. */
async function reopen(change: Change, hand: StageInHand): Promise<void> {
  const { request, stage } = hand;
  const left = hand.facts.decisions.filter(({ userId }) => userId !== change.viewer.userId);
  const step = afterTakeBack(request.state, stage.order, stageOutcome(left, stage.quorum));
  if (!step) {
    const undoUntil = windowOf(left);
    set(request, { undoUntil, dueAt: undoUntil });
    return announceRequest(change, request, 'APPROVERS');
  }
  await applyStep(change, hand, step);
  stage.nextDueAt = nextDue(stage, definitionOf(hand, stage));
  await change.em.flush();
  // Whoever left meanwhile cannot be waited for.
  await recheckOpenStage(change, stage.id, null);
}
