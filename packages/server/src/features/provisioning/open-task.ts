import { ManualTask } from '@gatehouse/schema/provisioning/manual-task.entity';
import { type Change } from '../../kernel/change.ts';
import { carryingOf, taskPeople } from './answerable.facts.ts';
import { type Locked } from './lock-operation.ts';
import { moveOperation } from './moved.ts';

/** A person must do it: opens a task for whoever answers for the resource, and tells them. */
export async function openTask(change: Change, { grant, operation }: Locked): Promise<void> {
  moveOperation(operation, 'WAIT');
  operation.nextTryAt = null;
  const task = change.create(ManualTask, { operation });
  const { resourceRole } = await change.em.populate(grant, ['resourceRole']);
  const people = await taskPeople(change.em, resourceRole.resource.id, grant.user.id);
  const { requestId, assignmentId, accessPackageId, catalogId } = await carryingOf(change.em, grant.id);
  change.audit({
    action: 'manual_task.opened',
    subject: { type: 'ManualTask', id: task.id },
    requestId,
    accessPackageId,
    catalogId,
    targetId: grant.user.id,
    details: { operationId: operation.id, operation: operation.action, resourceRoleId: grant.resourceRole.id },
  });
  change.announce({ type: 'ManualTask', id: task.id, audience: people, requestId });
  await change.em.flush();
  await change.publish({
    name: 'noteworthy',
    kind: 'MANUAL_TASK_OPENED',
    userIds: people,
    requestId,
    assignmentId,
    taskId: task.id,
  });
}
