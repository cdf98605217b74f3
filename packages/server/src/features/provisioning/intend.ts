import { type Grant } from '@gatehouse/schema/assignments/grant.entity';
import { ManualTask } from '@gatehouse/schema/provisioning/manual-task.entity';
import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { OPEN_OPERATION_STATES } from '@gatehouse/schema/rules/operation-machine';
import { type OperationAction } from '@gatehouse/schema/rules/vocabulary';
import { type Change } from '../../kernel/change.ts';
import { lockRow, lockRows } from '../../kernel/lock.ts';
import { taskPeople } from './answerable.facts.ts';
import { moveOperation } from './moved.ts';
import { after, QUEUED_FOR_MS } from './timing.ts';

/**
 * Queues an operation that makes a locked grant true or untrue, and fences off the one before it. The grant already says
 * what is intended: its state is PENDING or REVOKING and its fence is that of the new intent.
 */
export async function intend(change: Change, grant: Grant, action: OperationAction): Promise<ProvisioningOperation> {
  const open = await change.em.find(ProvisioningOperation, { grant, state: { $in: [...OPEN_OPERATION_STATES] } });
  const older = await lockRows(
    change,
    ProvisioningOperation,
    open.map(({ id }) => id),
  );
  for (const operation of older) await overtake(change, operation, grant);
  grant.lastError = null;
  grant.nextTryAt = null;
  // One operation of a grant is open at a time: the index wants the old one closed before the new one comes.
  await change.em.flush();
  const operation = change.create(ProvisioningOperation, {
    grant,
    action,
    fence: grant.fence,
    nextTryAt: after(change.now, QUEUED_FOR_MS),
  });
  change.enqueue('provision', { operationId: operation.id, attempt: 1 });
  return operation;
}

/**
 * Closes an operation that a newer intent replaces. One that a worker has in hand keeps its lease and no end: its call may
 * still reach the target, so the newer operation waits until that call came back or its lease is over.
 */
export async function overtake(change: Change, operation: ProvisioningOperation, grant: Grant): Promise<void> {
  const { state } = operation;
  if (!OPEN_OPERATION_STATES.includes(state)) return;
  moveOperation(operation, 'FENCE');
  if (state !== 'RUNNING') {
    operation.finishedAt = change.now;
    operation.nextTryAt = null;
  }
  if (state === 'WAITING') await cancelTask(change, operation, grant);
}

async function cancelTask(change: Change, operation: ProvisioningOperation, grant: Grant): Promise<void> {
  const open = await change.em.findOne(ManualTask, { operation, state: 'OPEN' });
  const task = open && (await lockRow(change, ManualTask, open.id));
  if (task?.state !== 'OPEN') return;
  task.state = 'CANCELED';
  task.closedAt = change.now;
  change.audit({ action: 'manual_task.canceled', subject: { type: 'ManualTask', id: task.id }, targetId: grant.user.id });
  const { resourceRole } = await change.em.populate(grant, ['resourceRole']);
  const audience = await taskPeople(change.em, resourceRole.resource.id, grant.user.id);
  change.announce({ type: 'ManualTask', id: task.id, audience });
  await change.publish({ name: 'taskClosed', taskId: task.id });
}
