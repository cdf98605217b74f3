import { type ViewerAbilities, type ViewerProfile } from '@gatehouse/schema/identity/viewer';
import { any } from '@gatehouse/schema/rules/ability';
import { may, mayAnywhere } from '@gatehouse/schema/rules/permissions';
import { sql } from 'kysely';
import { type Viewer } from '../../authz/viewer.ts';
import { type Operation, type ViewerOperation } from '../../operation.ts';

/** What the viewer is told about themself without asking the database; null where nobody is signed in. */
export function profileOf({ viewer }: Operation): Omit<ViewerProfile, 'user' | 'counts'> | null {
  if (!viewer) return null;
  return {
    deploymentRoles: [...new Set(viewer.deploymentRoles.map(({ role }) => role))],
    catalogRoles: [...viewer.catalogRoles],
    tokenScope: viewer.tokenScope,
    viewerCan: abilitiesOf(viewer),
  };
}

function abilitiesOf(viewer: Viewer): ViewerAbilities {
  return {
    administer: any(
      may(viewer, 'user.manage'),
      may(viewer, 'audit.read'),
      may(viewer, 'catalog.create'),
      mayAnywhere(viewer, 'catalog.read'),
    ),
    createCatalog: may(viewer, 'catalog.create'),
    createPackage: mayAnywhere(viewer, 'package.create'),
    assign: mayAnywhere(viewer, 'assignment.assign'),
    manageUsers: may(viewer, 'user.manage'),
    manageGroups: may(viewer, 'group.manage'),
    manageConnectors: may(viewer, 'connector.manage'),
    manageResources: may(viewer, 'resource.manage'),
    manageRoles: may(viewer, 'deploymentRole.manage'),
    readAudit: may(viewer, 'audit.read'),
    seeProvisioning: may(viewer, 'provisioning.read'),
    completeManualTasks: may(viewer, 'manualTask.complete'),
  };
}

/** What waits for the viewer, counted in one statement. The system has nothing to decide. */
export async function countsOf({
  em,
  viewer,
}: ViewerOperation): Promise<{ approvals: number; unreadNotifications: number; manualTasks: number }> {
  const me = viewer.userId;
  const all = may(viewer, 'manualTask.complete').allowed;
  const { rows } = await sql<{ approvals: number; unread: number; tasks: number }>`
    select
      (select count(*)::int from approval_stage s join stage_approver a on a.stage_id = s.id
        where a.user_id = ${me} and a.left_at is null and s.state = 'OPEN'
          and not exists (select 1 from decision d where d.stage_id = s.id and d.by_id = ${me} and d.taken_back_at is null)) as approvals,
      (select count(*)::int from notification n where n.user_id = ${me} and n.read_at is null) as unread,
      (select count(*)::int from manual_task t join provisioning_operation o on o.id = t.operation_id
        join access_grant g on g.id = o.grant_id join resource_role rr on rr.id = g.resource_role_id
        where t.state = 'OPEN' and g.user_id is distinct from ${me} and (${all} or exists (
          select 1 from resource_owner w where w.resource_id = rr.resource_id
            and (w.user_id = ${me} or w.group_id = any(${[...viewer.groupIds]}::text[]))))) as tasks`.execute(em.getKysely());
  const { approvals = 0, unread = 0, tasks: manualTasks = 0 } = rows[0] ?? {};
  return { approvals, unreadNotifications: unread, manualTasks };
}
