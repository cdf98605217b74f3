import { User } from '@gatehouse/schema/identity/user.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { RequestComment } from '@gatehouse/schema/requests/request-comment.entity';
import {
  type CancelAccessRequestInput,
  type CommentOnRequestInput,
  type ReprocessAccessRequestInput,
  type RevokeApprovalInput,
} from '@gatehouse/schema/requests/request.inputs';
import { StageApprover } from '@gatehouse/schema/requests/stage-approver.entity';
import { afterCancel } from '@gatehouse/schema/rules/request-flow';
import { REQUEST_MACHINE } from '@gatehouse/schema/rules/request-machine';
import { findPendingTwin } from '@gatehouse/schema/rules/request-types';
import { spokenTo } from '@gatehouse/schema/rules/spoken-to';
import { transition } from '@gatehouse/schema/rules/machine';
import { evidenceHash } from '../../kernel/audit/evidence-hash.ts';
import { demandCan } from '../../kernel/authz/demand-can.ts';
import { type Change } from '../../kernel/change.ts';
import { lockRow } from '../../kernel/lock.ts';
import { forbidden, notFound, refused } from '../../kernel/refused.ts';
import { aboutRequest } from './about-request.ts';
import { announceRequest } from './watching/announce-request.ts';
import { applyStep, inHand, type RequestInHand } from './flow.ts';
import { currentStage } from './approving/held.ts';
import { pendingOf } from './submitting/request-facts.ts';
import { submitRemoval } from './ending/removal.service.ts';
import { set } from '../../kernel/set.ts';

/** Cancels a request that is not being delivered yet. */
export async function cancelAccessRequest(change: Change, input: CancelAccessRequestInput) {
  const hand = await requestInHand(change, input.requestId, 'cancel');
  const open = hand.stages.find(({ state }) => state === 'OPEN');
  const reasonHash = await evidenceHash(change.em, change.viewer.userId, input.reason);
  change.audit({ ...aboutRequest(hand.request), action: 'request.canceled', details: { reasonHash } });
  if (input.reason?.trim()) await writeComment(change, hand.request, input.reason.trim());
  await applyStep(change, hand, afterCancel(hand.request.state, open?.order ?? null));
  return { accessRequest: hand.request.id };
}

/** Adds to the thread between requester and approvers, and tells the other side. */
export async function commentOnRequest(change: Change, input: CommentOnRequestInput) {
  const hand = await requestInHand(change, input.requestId, 'comment');
  const text = input.text.trim();
  if (text === '') throw refused('INVALID', 'Write something.', ['text']);
  const comment = await writeComment(change, hand.request, text);
  change.audit({
    ...aboutRequest(hand.request),
    action: 'request.commented',
    details: { commentId: comment.id, textHash: await evidenceHash(change.em, change.viewer.userId, text) },
  });
  await tellOthers(change, hand, comment.id);
  await announceRequest(change, hand.request);
  return { accessRequest: hand.request.id };
}

async function writeComment(change: Change, request: AccessRequest, text: string): Promise<RequestComment> {
  if (change.viewer.userId === null) throw forbidden('Only a person comments.');
  return change.create(RequestComment, { request, author: change.em.getReference(User, change.viewer.userId), text });
}

async function tellOthers(change: Change, hand: RequestInHand, commentId: string): Promise<void> {
  const open = currentStage(hand);
  const asked = open ? await change.em.find(StageApprover, { stage: open, leftAt: null }) : [];
  const people = [hand.request.requester?.id, hand.request.target.id, ...asked.map(({ user }) => user.id)];
  const userIds = [...new Set(people)].filter((id): id is string => id !== undefined && id !== change.viewer.userId);
  await change.em.flush();
  await change.publish({
    name: 'noteworthy',
    kind: 'REQUEST_COMMENTED',
    userIds,
    requestId: hand.request.id,
    stageId: open?.id ?? null,
    occurrence: commentId,
  });
}

/**
 * Revokes an approval one gave: what rests on it ends by a removal, and what still waits for its start is canceled.
 * Later than the undo window this is the only way back.
 */
export async function revokeApproval(change: Change, input: RevokeApprovalInput) {
  const hand = await requestInHand(change, input.requestId, 'revokeApproval');
  const { request } = hand;
  const justificationHash = await evidenceHash(change.em, change.viewer.userId, input.justification);
  change.audit({ ...aboutRequest(request), action: 'approval.revoked', details: { justificationHash } });
  if (request.state === 'SCHEDULED') {
    await applyStep(change, hand, afterCancel(request.state, null));
    return { accessRequest: request.id };
  }
  const removal = await submitRemoval(change, {
    assignmentId: request.assignment!.id,
    type: 'SYSTEM_REMOVE',
    cause: 'APPROVAL_REVOKED',
    justification: input.justification ?? null,
  });
  return { accessRequest: removal.id };
}

/** Has a delivery (or removal) that a target refused tried again. */
export async function reprocessAccessRequest(change: Change, input: ReprocessAccessRequestInput) {
  const hand = await requestInHand(change, input.requestId, 'reprocess');
  const { request } = hand;
  const next = transition(REQUEST_MACHINE, request.state, 'REPROCESS');
  if (!next.ok) throw refused('WRONG_STATE', next.message, ['requestId']);
  const pending = await pendingOf(change.em, request.target.id, request.accessPackage.id);
  if (findPendingTwin(request.type, pending)) {
    const open = 'Another request of this package for this person is still open; wait for it, or cancel it.';
    throw refused('WRONG_STATE', spokenTo(open, { id: change.viewer.userId, target: request.target }), ['requestId']);
  }
  set(request, { state: next.state, closedAt: null });
  change.audit({ ...aboutRequest(request), action: 'request.reprocessed' });
  await change.em.flush();
  await change.publish({ name: 'requestReprocessed', requestId: request.id });
  await announceRequest(change, request);
  return { accessRequest: request.id };
}

/**
 * Locks target and request, and goes on only where the viewer may do this with it.
 * @throws NOT_FOUND where there is no such request, or the viewer has no part in it.
 */
async function requestInHand(
  change: Change,
  requestId: string,
  ability: keyof AccessRequest['viewerCan'],
): Promise<RequestInHand> {
  const found = await change.em.findOne(AccessRequest, requestId);
  if (!found) throw notFound('access request', ['requestId']);
  await lockRow(change, User, found.target.id);
  const request = (await lockRow(change, AccessRequest, requestId))!;
  await demandCan(change, AccessRequest, requestId, ability, ['requestId']);
  return inHand(change, request);
}
