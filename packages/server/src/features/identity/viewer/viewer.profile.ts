import { type ViewerAbilities, type ViewerCounts, type ViewerProfile } from '@gatehouse/schema/identity/viewer';
import { formatDuration } from '@gatehouse/schema/rules/duration';
import { any } from '@gatehouse/schema/rules/ability';
import { may, mayAnywhere } from '@gatehouse/schema/rules/permissions';
import { ManualTask } from '@gatehouse/schema/provisioning/manual-task.entity';
import { OrganizationSponsor } from '@gatehouse/schema/organizations/organization-sponsor.entity';
import { StageApprover } from '@gatehouse/schema/requests/stage-approver.entity';
import { sql } from 'kysely';
import { type Viewer } from '../../../kernel/authz/viewer.ts';
import { sendsMail } from '../../../kernel/mail/transport.ts';
import { type Operation, type ViewerOperation } from '../../../kernel/operation.ts';
import { isMine } from '../../../kernel/read/rights.ts';
import { Scope, tableOf } from '../../../kernel/read/scope.ts';
import { truth } from '../../../kernel/read/sql.ts';
import { taskWaitingFor } from '../../provisioning/waiting-tasks.read.ts';
import { waitsFor } from '../../requests/showing/waiting.read.ts';

/** What the viewer is told about themself without asking the database; null where nobody is signed in. */
export function profileOf({ app, viewer }: Operation): Omit<ViewerProfile, 'user' | 'counts' | 'setup'> | null {
  if (!viewer) return null;
  return {
    deploymentRoles: [...new Set(viewer.deploymentRoles.map(({ role }) => role))],
    catalogRoles: [...viewer.catalogRoles],
    tokenScope: viewer.tokenScope,
    tokenCatalogIds: viewer.catalogIds === null ? null : [...viewer.catalogIds],
    contact: app.config.contact ?? null,
    mailsLeave: sendsMail(app.config),
    undoWindow: formatDuration(app.config.undoWindowMs),
    viewerCan: abilitiesOf(viewer),
  };
}

function abilitiesOf(viewer: Viewer): ViewerAbilities {
  return {
    administer: any(
      may(viewer, 'user.manage'),
      may(viewer, 'audit.read'),
      may(viewer, 'catalog.create'),
      may(viewer, 'organization.read'),
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
    readOrganizations: may(viewer, 'organization.read'),
    manageOrganizations: may(viewer, 'organization.manage'),
    readAudit: may(viewer, 'audit.read'),
    seeProvisioning: may(viewer, 'provisioning.read'),
    completeManualTasks: may(viewer, 'manualTask.complete'),
  };
}

/** What waits for the viewer, counted in one statement: exactly what `approvals` and the inbox list; and who reports to them. */
export async function countsOf(op: ViewerOperation): Promise<ViewerCounts> {
  const { em, viewer } = op;
  // What waits for somebody lies in no catalog.
  if (viewer.catalogIds !== null) return NOTHING_WAITS;
  const scope = new Scope(op);
  const [approver, task] = [scope.alias(StageApprover), scope.alias(ManualTask)];
  const sponsor = scope.alias(OrganizationSponsor);
  const counted = scope.statement(sql<ViewerCounts>`
    select
      (select count(*)::int from ${tableOf(approver as never)} where ${truth(waitsFor(approver, viewer))}) as "approvals",
      (select count(*)::int from notification n where n.user_id = ${viewer.userId} and n.read_at is null) as "unreadNotifications",
      (select count(*)::int from ${tableOf(task as never)} where ${truth(taskWaitingFor(task))}) as "manualTasks",
      (select count(*)::int from app_user u where u.manager_id = ${viewer.userId} and u.state = 'ACTIVE') as "reports",
      (select count(distinct ${sponsor('organization')})::int from ${tableOf(sponsor as never)} where ${truth(isMine(sponsor, viewer))}) as "organizations"`);
  const { rows } = await op.app.shares.run(op, 'statement', () => counted.execute(em.getKysely()));
  return rows[0] ?? NOTHING_WAITS;
}

const NOTHING_WAITS: ViewerCounts = { approvals: 0, unreadNotifications: 0, manualTasks: 0, reports: 0, organizations: 0 };
