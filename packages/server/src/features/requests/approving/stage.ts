import { Group } from '@gatehouse/schema/identity/group.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { type AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { type ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { StageApprover } from '@gatehouse/schema/requests/stage-approver.entity';
import { resolveStage, type DirectorySnapshot, type ResolvedApprover } from '@gatehouse/schema/rules/approver-routing';
import { type StageDefinition } from '@gatehouse/schema/rules/policy';
import { stageTimes } from '@gatehouse/schema/rules/stage-outcome';
import { type Change } from '../../../kernel/change.ts';
import { loadApproverFacts } from '../../policies/approver-facts.ts';
import { aboutRequest } from '../about-request.ts';
import { set } from '../../../kernel/set.ts';
import { moveStage } from './move-stage.ts';

/** The people a stage could lead to, for this request, as of now. */
export function stageDirectory(
  change: Change,
  request: AccessRequest,
  definition: StageDefinition,
  userIds: readonly string[] = [],
): Promise<DirectorySnapshot> {
  return loadApproverFacts(change.em, {
    stages: [definition],
    accessPackageId: request.accessPackage.id,
    targetId: request.target.id,
    requesterId: request.requester?.id ?? null,
    userIds,
  });
}

/** Opens a stage: its approvers are fixed and its clock starts. Nobody to ask is an alarm to the catalog's owners, not a silence. */
export async function openStage(
  change: Change,
  request: AccessRequest,
  stage: ApprovalStage,
  definition: StageDefinition,
): Promise<void> {
  const directory = await stageDirectory(change, request, definition);
  const context = { targetId: request.target.id, requesterId: request.requester?.id ?? null };
  const resolution = resolveStage(definition, context, directory);
  const times = stageTimes(definition, change.now);
  moveStage(stage, 'OPEN', change.now);
  set(stage, { openedAt: change.now, decideBy: times.decideBy, escalatesAt: times.escalatesAt });
  stage.nextDueAt = nextDue(stage, definition);
  await askApprovers(change, stage, resolution.approvers);
  change.audit({
    ...aboutRequest(request),
    action: 'approval.stage_opened',
    subject: { type: 'ApprovalStage', id: stage.id },
    details: {
      order: stage.order,
      source: resolution.source,
      approverIds: resolution.approvers.map(({ userId }) => userId),
      decideBy: times.decideBy,
    },
  });
  if (resolution.state !== 'RESOLVED') await alarmNobodyDecides(change, request, stage, directory.catalogOwnerIds);
}

/** Adds people to those who are asked. One row per person and stage: somebody who left their place gets it back, as what they are asked now. */
export async function askApprovers(change: Change, stage: ApprovalStage, approvers: readonly ResolvedApprover[]): Promise<void> {
  const { em } = change;
  const known = await em.find(StageApprover, { stage, user: { $in: approvers.map(({ userId }) => userId) } });
  for (const { userId, role, kind, viaGroupId, level } of approvers) {
    const place = { role, kind, viaGroup: viaGroupId ? em.getReference(Group, viaGroupId) : null, managerLevel: level };
    const left = known.find(({ user }) => user.id === userId);
    if (left) set(left, { ...place, leftAt: null });
    else change.create(StageApprover, { stage, user: em.getReference(User, userId), ...place });
  }
}

/** Says at once that a stage has nobody who could decide it. */
export async function alarmNobodyDecides(
  change: Change,
  request: AccessRequest,
  stage: ApprovalStage,
  ownerIds: readonly string[],
): Promise<void> {
  await change.em.flush();
  await change.publish({
    name: 'noteworthy',
    kind: 'APPROVER_MISSING',
    userIds: ownerIds,
    requestId: request.id,
    stageId: stage.id,
    occurrence: change.now.toISOString(),
  });
}

/** When a job must look at an open stage again: its next reminder, its escalation or its lapse, whichever is first. */
export function nextDue(stage: ApprovalStage, definition: StageDefinition): Date | null {
  if (stage.openedAt === null || stage.decideBy === null) return null;
  const { reminders } = stageTimes(definition, stage.openedAt);
  const escalation = stage.escalatesAt !== null && stage.escalatedAt === null ? [stage.escalatesAt] : [];
  const ahead = [...reminders.slice(stage.remindersSent).map(({ at }) => at), ...escalation, stage.decideBy];
  return new Date(Math.min(...ahead.map((at) => at.getTime())));
}
