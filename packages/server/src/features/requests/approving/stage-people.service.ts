import { User } from '@gatehouse/schema/identity/user.entity';
import { type ReassignApprovalInput } from '@gatehouse/schema/requests/request.inputs';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { StageApprover } from '@gatehouse/schema/requests/stage-approver.entity';
import { barredFrom } from '@gatehouse/schema/rules/approver-routing';
import { recheckStage } from '@gatehouse/schema/rules/stage-recheck';
import { evidenceHash } from '../../../kernel/audit/evidence-hash.ts';
import { demandCan } from '../../../kernel/authz/demand-can.ts';
import { type Change } from '../../../kernel/change.ts';
import { notFound, refused } from '../../../kernel/refused.ts';
import { aboutRequest } from '../about-request.ts';
import { announceRequest } from '../watching/announce-request.ts';
import { definitionOf, notify } from '../flow.ts';
import { alarmNobodyDecides, askApprovers, stageDirectory } from './stage.ts';
import { stageInHand } from './stage-in-hand.ts';
import { set } from '../../../kernel/set.ts';

const BARRED = {
  TARGET: 'Nobody decides about their own access.',
  REQUESTER: 'Nobody decides their own request.',
  NOT_ACTIVE: 'Only somebody active can decide.',
} as const;

/**
 * Hands an open stage to somebody else. Whoever hands their own place on leaves it; a manager of the catalog adds a person
 * and leaves the others asked.
 * @throws FORBIDDEN · WRONG_STATE · INVALID where that person may not decide it
 */
export async function reassignApproval(change: Change, input: ReassignApprovalInput) {
  const hand = await stageInHand(change, input.stageId);
  const { request, stage } = hand;
  await demandCan(change, ApprovalStage, stage.id, 'reassign', ['stageId']);
  const person = await change.em.findOne(User, { id: input.userId });
  if (!person) throw notFound('person', ['userId']);
  const directory = await stageDirectory(change, request, definitionOf(hand, stage), [person.id]);
  const why = barredFrom(person.id, { targetId: request.target.id, requesterId: request.requester?.id ?? null }, directory);
  if (why) throw refused('INVALID', BARRED[why], ['userId']);
  // One human counts once: a place handed to somebody who has one would be lost to the quorum.
  if (hand.facts.approverIds.includes(person.id)) throw refused('INVALID', 'This person is asked already.', ['userId']);
  const self = change.viewer.userId;
  if (self !== null) await leave(change, stage, self);
  await seat(change, hand.stage, person);
  change.audit({
    ...aboutRequest(request),
    action: 'approval.reassigned',
    subject: { type: 'ApprovalStage', id: stage.id },
    details: { toUserId: person.id, reasonHash: await evidenceHash(change.em, self, input.reason) },
  });
  await change.em.flush();
  // Told again where the stage comes back to somebody who handed it on before; the others were told when it opened.
  await change.publish({
    name: 'noteworthy',
    kind: 'APPROVAL_REQUESTED',
    userIds: [person.id],
    requestId: request.id,
    stageId: stage.id,
    occurrence: change.now.toISOString(),
  });
  await announceRequest(change, request);
  return { accessRequest: request.id };
}

/** Somebody leaves their place, if they have one. */
async function leave(change: Change, stage: ApprovalStage, userId: string): Promise<boolean> {
  const place = await change.em.findOne(StageApprover, { stage, user: userId, leftAt: null });
  if (place) place.leftAt = change.now;
  return place !== null;
}

/** One row per person and stage: somebody who left and is asked again gets their own place back. */
async function seat(change: Change, stage: { id: string }, person: User): Promise<void> {
  const reassignedBy = change.viewer.userId ? change.em.getReference(User, change.viewer.userId) : null;
  const known = await change.em.findOne(StageApprover, { stage: stage.id, user: person });
  if (known) set(known, { leftAt: null, role: 'REASSIGNED', reassignedBy });
  else change.create(StageApprover, { stage: stage.id as never, user: person, role: 'REASSIGNED', kind: null, reassignedBy });
}

/**
 * Looks again at an open stage after somebody it asks left or was blocked: the fallback is asked where the stage could not
 * be decided any more, and where nobody is left the catalog's owners are told at once.
 * @param goneUserId who left; null where the stage opens again and anybody may have left meanwhile.
 */
export async function recheckOpenStage(change: Change, stageId: string, goneUserId: string | null): Promise<void> {
  const hand = await stageInHand(change, stageId);
  const { request, stage } = hand;
  if (stage.state !== 'OPEN') return;
  const definition = definitionOf(hand, stage);
  const approverIds = hand.facts.approverIds;
  const directory = await stageDirectory(change, request, definition, approverIds);
  const approved = hand.facts.decisions.filter(({ decision }) => decision === 'APPROVE').map(({ userId }) => userId);
  const context = { targetId: request.target.id, requesterId: request.requester?.id ?? null };
  const answer = recheckStage(definition, context, directory, approverIds, approved);
  const left = goneUserId !== null && (await leave(change, stage, goneUserId));
  if (answer.action === 'ASK') {
    await askApprovers(
      change,
      stage,
      answer.approvers.filter(({ userId }) => !approverIds.includes(userId)),
    );
    change.audit({
      ...aboutRequest(request),
      action: 'approval.re_resolved',
      subject: { type: 'ApprovalStage', id: stage.id },
      details: { goneUserId, approverIds: answer.approvers.map(({ userId }) => userId) },
    });
    await change.em.flush();
    await notify(change, hand, { notification: 'APPROVAL_REQUESTED', audience: 'APPROVERS', stageOrder: stage.order });
  }
  if (answer.action === 'KEEP' && !left) return;
  if (answer.action === 'ALARM') await alarmNobodyDecides(change, request, stage, directory.catalogOwnerIds);
  await announceRequest(change, request);
}
