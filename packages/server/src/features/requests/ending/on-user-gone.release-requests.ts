import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { StageApprover } from '@gatehouse/schema/requests/stage-approver.entity';
import { OPEN_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { afterCancel } from '@gatehouse/schema/rules/request-flow';
import { CANCELABLE_REQUEST_STATES } from '@gatehouse/schema/rules/request-machine';
import { type Change } from '../../../kernel/change.ts';
import { lockRows } from '../../../kernel/lock.ts';
import { aboutRequest } from '../about-request.ts';
import { applyStep, inHand } from '../flow.ts';
import { submitRemoval } from './removal.service.ts';
import { recheckOpenStage } from '../approving/stage-people.service.ts';

/** A blocked person decides nothing: the open stages that ask them are looked at again. Their own access is left as it is. */
export async function releaseStages(change: Change, { userId }: { userId: string }): Promise<void> {
  const asked = await change.em.find(
    StageApprover,
    { user: userId, leftAt: null, stage: { state: 'OPEN' } },
    { populate: ['stage.request'] },
  );
  const stages = asked.map(({ stage }) => stage);
  await lockTargets(
    change,
    stages.map(({ request }) => request.target.id),
  );
  for (const stage of stages) await recheckOpenStage(change, stage.id, userId);
}

/** A deleted person leaves: their access ends, their requests are canceled, the stages that ask them are looked at again. */
export async function releaseEverything(change: Change, fact: { userId: string }): Promise<void> {
  const { userId } = fact;
  const pending = await change.em.find(AccessRequest, {
    $or: [{ target: userId }, { requester: userId }],
    state: { $in: [...CANCELABLE_REQUEST_STATES] },
  });
  const open = await change.em.find(
    ApprovalStage,
    { state: 'OPEN', approvers: { user: userId, leftAt: null } },
    { populate: ['request'] },
  );
  await lockTargets(change, [userId, ...[...pending, ...open.map(({ request }) => request)].map(({ target }) => target.id)]);
  for (const request of await lockRows(
    change,
    AccessRequest,
    pending.map(({ id }) => id),
  ))
    await cancelForLeaver(change, request);
  const held = await change.em.find(
    Assignment,
    { target: userId, state: { $in: [...OPEN_ASSIGNMENT_STATES] } },
    { orderBy: { id: 'asc' } },
  );
  for (const assignment of held) {
    await submitRemoval(change, { assignmentId: assignment.id, type: 'SYSTEM_REMOVE', cause: 'LIFECYCLE', justification: null });
  }
  await releaseStages(change, fact);
}

/** All targets at once and in order, so that two leavers never wait for each other. */
async function lockTargets(change: Change, userIds: readonly string[]): Promise<void> {
  await lockRows(change, User, [...new Set(userIds)]);
}

async function cancelForLeaver(change: Change, request: AccessRequest): Promise<void> {
  if (!CANCELABLE_REQUEST_STATES.includes(request.state)) return;
  const hand = await inHand(change, request);
  const openStage = hand.stages.find(({ state }) => state === 'OPEN');
  change.audit({ ...aboutRequest(request), action: 'request.canceled', details: { cause: 'LEAVER' } });
  await applyStep(change, hand, afterCancel(request.state, openStage?.order ?? null));
}
