import { type Grant } from '@gatehouse/schema/assignments/grant.entity';
import { type ManualTask } from '@gatehouse/schema/provisioning/manual-task.entity';
import { any } from '@gatehouse/schema/rules/ability';
import { manualTaskAbility } from '@gatehouse/schema/rules/manual-task-abilities';
import { holds, may } from '@gatehouse/schema/rules/permissions';
import { type Change } from '../../kernel/change.ts';
import { forbidden, notFound, refused } from '../../kernel/refused.ts';
import { resourceOwnerIds } from './answerable.facts.ts';
import { sql } from 'kysely';

/**
 * Lets only those close a task who own the resource or are administrators, and never for themself.
 * @throws NOT_FOUND where they may not see it, WRONG_STATE where it is closed, FORBIDDEN where they see it but may not.
 */
export async function demandTask(change: Change, task: ManualTask, resourceId: string, targetId: string): Promise<void> {
  const owners = await resourceOwnerIds(change.em, resourceId);
  const { viewer } = change;
  if (!holds(viewer, owners) && !may(viewer, 'provisioning.read').allowed) throw notFound('task', ['taskId']);
  const ability = manualTaskAbility(viewer, { state: task.state, resourceOwnerIds: owners, targetId });
  if (ability.allowed) return;
  throw ability.code === 'WRONG_STATE' ? refused('WRONG_STATE', ability.reason, ['taskId']) : forbidden(ability.reason);
}

/**
 * Lets only those have an operation tried again who may reprocess in a catalog whose package carries the grant.
 * @throws NOT_FOUND where they may not see it, FORBIDDEN where they see it but may not.
 */
export async function demandRetry(change: Change, grant: Grant): Promise<void> {
  const { viewer } = change;
  const catalogs = await carryingCatalogs(change, grant.id);
  const sees = any(
    may(viewer, 'provisioning.read'),
    ...catalogs.map((catalogId) => may(viewer, 'assignment.read', { catalogId })),
  );
  if (!sees.allowed && viewer.userId !== grant.user.id) throw notFound('operation', ['operationId']);
  const retries = any(
    may(viewer, 'provisioning.retry'),
    ...catalogs.map((catalogId) => may(viewer, 'request.reprocess', { catalogId })),
  );
  if (!retries.allowed) throw forbidden(retries.reason);
}

async function carryingCatalogs(change: Change, grantId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct p.catalog_id as id from grant_carrier c join assignment a on a.id = c.assignment_id
      join access_package p on p.id = a.access_package_id where c.grant_id = ${grantId}`.execute(change.em.getKysely());
  return rows.map(({ id }) => id);
}
