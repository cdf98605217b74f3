import { ManualTask } from '@gatehouse/schema/provisioning/manual-task.entity';
import {
  type CompleteManualTaskInput,
  type RejectManualTaskInput,
  type RetryProvisioningInput,
} from '@gatehouse/schema/provisioning/provisioning.inputs';
import { type Grant } from '@gatehouse/schema/assignments/grant.entity';
import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { OPEN_OPERATION_STATES } from '@gatehouse/schema/rules/operation-machine';
import { User } from '@gatehouse/schema/identity/user.entity';
import { type ManualTaskState } from '@gatehouse/schema/rules/vocabulary';
import { evidenceHash } from '../../kernel/audit/evidence-hash.ts';
import { demandCan } from '../../kernel/authz/demand-can.ts';
import { type Change } from '../../kernel/change.ts';
import { lockRow } from '../../kernel/lock.ts';
import { notFound, refused } from '../../kernel/refused.ts';
import { carryingOf, taskPeople } from './answerable.facts.ts';
import { conclude, type Ending } from './conclude.ts';
import { intend } from './intend.ts';
import { lockForOutcome, type Locked } from './lock-operation.ts';
import { moveGrant } from './moved.ts';
import { demandRetry } from './provisioning.policy.ts';

/** A person says that they did what a task asks: the right is true (or gone) from now on. */
export function completeManualTask(change: Change, input: CompleteManualTaskInput) {
  return closeTask(change, input, 'COMPLETED', { kind: 'DONE' });
}

/** A person says that it cannot be done: the delivery fails, visibly, and may be tried again. */
export function rejectManualTask(change: Change, input: RejectManualTaskInput) {
  return closeTask(change, input, 'REJECTED', {
    kind: 'REJECTED',
    message: 'Whoever does this by hand says that it cannot be done.',
  });
}

async function closeTask(
  change: Change,
  input: { taskId: string; note?: string | null },
  state: ManualTaskState,
  ending: Ending,
) {
  const known = await change.em.findOne(ManualTask, input.taskId);
  const locked = known && (await lockForOutcome(change, known.operation.id));
  const task = known && (await lockRow(change, ManualTask, known.id));
  if (!locked || !task) throw notFound('manual task', ['taskId']);
  const { resource } = (await change.em.populate(locked.grant, ['resourceRole'])).resourceRole;
  const targetId = locked.grant.user.id;
  await demandCan(change, ManualTask, task.id, 'close', ['taskId']);
  task.state = state;
  task.note = input.note ?? null;
  task.closedAt = change.now;
  task.closedBy = change.viewer.userId ? change.em.getReference(User, change.viewer.userId) : null;
  await recordTask(change, task, locked);
  change.announce({ type: 'ManualTask', id: task.id, audience: await taskPeople(change.em, resource.id, targetId) });
  await change.publish({ name: 'taskClosed', taskId: task.id });
  await conclude(change, locked, ending);
  return { manualTask: task.id };
}

async function recordTask(change: Change, task: ManualTask, { grant, operation }: Locked): Promise<void> {
  const { requestId, accessPackageId, catalogId } = await carryingOf(change.em, grant.id);
  change.audit({
    action: task.state === 'COMPLETED' ? 'manual_task.completed' : 'manual_task.rejected',
    subject: { type: 'ManualTask', id: task.id },
    requestId,
    accessPackageId,
    catalogId,
    targetId: grant.user.id,
    details: {
      operationId: operation.id,
      operation: operation.action,
      noteHash: await evidenceHash(change.em, change.viewer.userId, task.note),
    },
  });
}

/** Tries again what a target refused for good, or gives again what was lost in it: a new operation with all of its retries. */
export async function retryProvisioning(change: Change, input: RetryProvisioningInput) {
  const locked = await lockForOutcome(change, input.operationId);
  if (!locked) throw notFound('operation', ['operationId']);
  const { grant, operation } = locked;
  await demandRetry(change, operation.id, grant.id);
  if (grant.lostAt !== null && operation.state === 'SUCCEEDED' && operation.fence === grant.fence) return restore(change, locked);
  const stuck = grant.state === 'FAILED' || grant.state === 'REVOKE_FAILED';
  if (operation.state !== 'DEAD' || operation.fence !== grant.fence || !stuck) {
    throw refused(
      'WRONG_STATE',
      'Only the last operation of a right can be tried again, once its target refused it for good or has lost it since.',
      ['operationId'],
    );
  }
  moveGrant(grant, 'RETRY');
  grant.fence += 1;
  const next = await intend(change, grant, operation.action);
  await recordRetry(change, grant, next, operation);
  return { provisioningOperation: next.id };
}

/** The assignments that rest on the right move with it, so it is they that have it given again. */
async function restore(change: Change, { grant, operation }: Locked) {
  await change.publish({ name: 'lostGrantAskedFor', grantId: grant.id });
  await change.em.flush();
  const next = await change.em.findOneOrFail(ProvisioningOperation, { grant, state: { $in: [...OPEN_OPERATION_STATES] } });
  await recordRetry(change, grant, next, operation);
  return { provisioningOperation: next.id };
}

async function recordRetry(
  change: Change,
  grant: Grant,
  next: ProvisioningOperation,
  former: ProvisioningOperation,
): Promise<void> {
  const { requestId, accessPackageId, catalogId } = await carryingOf(change.em, grant.id);
  change.audit({
    action: 'provisioning.retried',
    subject: { type: 'ProvisioningOperation', id: next.id },
    requestId,
    accessPackageId,
    catalogId,
    targetId: grant.user.id,
    details: { grantId: grant.id, operation: next.action, insteadOf: former.id },
  });
  change.announce({ type: 'Grant', id: grant.id, audience: [grant.user.id], requestId });
}
