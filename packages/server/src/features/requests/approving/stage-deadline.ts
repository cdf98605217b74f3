import { resolveEscalation } from '@gatehouse/schema/rules/approver-routing';
import { afterStageLapsed } from '@gatehouse/schema/rules/request-flow';
import { stageTimes, stageWorkDue, waitsFor, type StageWork } from '@gatehouse/schema/rules/stage-outcome';
import { type Change } from '../../../kernel/change.ts';
import { aboutRequest } from '../about-request.ts';
import { announceRequest } from '../watching/announce-request.ts';
import { applyStep, definitionOf } from '../flow.ts';
import { moveStage } from './move-stage.ts';
import { askApprovers, nextDue, stageDirectory } from './stage.ts';
import { stageInHand, type StageInHand } from './stage-in-hand.ts';

/** Does everything that has fallen due in an open stage, in order: reminders, the escalation, the lapse. */
export async function workOnStage(change: Change, stageId: string): Promise<void> {
  const hand = await stageInHand(change, stageId);
  const { stage } = hand;
  if (stage.state !== 'OPEN' || stage.openedAt === null) return;
  const definition = definitionOf(hand, stage);
  const times = stageTimes(definition, stage.openedAt);
  const remindersSent = times.reminders.slice(0, stage.remindersSent).map(({ after }) => after);
  for (const work of stageWorkDue(times, { escalated: stage.escalatedAt !== null, remindersSent }, change.now)) {
    if (work.kind === 'REMIND') await remind(change, hand, work);
    else if (work.kind === 'ESCALATE') await escalate(change, hand, work.at);
    else return lapse(change, hand);
  }
  stage.nextDueAt = nextDue(stage, definition);
}

async function lapse(change: Change, hand: StageInHand): Promise<void> {
  moveStage(hand.stage, 'LAPSE', change.now);
  change.audit({
    ...aboutRequest(hand.request),
    action: 'approval.lapsed',
    subject: { type: 'ApprovalStage', id: hand.stage.id },
  });
  await applyStep(change, hand, afterStageLapsed(hand.request.state));
}

async function escalate(change: Change, hand: StageInHand, at: Date): Promise<void> {
  const { request, stage } = hand;
  const definition = definitionOf(hand, stage);
  const directory = await stageDirectory(change, request, definition);
  const context = { targetId: request.target.id, requesterId: request.requester?.id ?? null };
  const more = resolveEscalation(definition, context, directory, new Set(hand.facts.approverIds));
  stage.escalatedAt = at;
  await askApprovers(change, stage, more);
  change.audit({
    ...aboutRequest(request),
    action: 'approval.escalated',
    subject: { type: 'ApprovalStage', id: stage.id },
    details: { dueAt: at, approverIds: more.map(({ userId }) => userId) },
  });
  await change.em.flush();
  await change.publish({
    name: 'noteworthy',
    kind: 'APPROVAL_ESCALATED',
    userIds: more.map(({ userId }) => userId),
    requestId: request.id,
    stageId: stage.id,
  });
  await announceRequest(change, request);
}

async function remind(change: Change, hand: StageInHand, work: Extract<StageWork, { kind: 'REMIND' }>): Promise<void> {
  hand.stage.remindersSent += 1;
  await change.em.flush();
  await change.publish({
    name: 'noteworthy',
    kind: 'APPROVAL_REMINDER',
    userIds: waitsFor(hand.facts),
    requestId: hand.request.id,
    stageId: hand.stage.id,
    occurrence: work.after,
  });
}
