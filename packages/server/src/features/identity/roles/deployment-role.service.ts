import { type AuditAction } from '@gatehouse/schema/rules/audit-words';
import { DeploymentRoleAssignment } from '@gatehouse/schema/identity/deployment-role-assignment.entity';
import {
  type AssignDeploymentRoleInput,
  type RemoveDeploymentRoleInput,
} from '@gatehouse/schema/identity/deployment-role.inputs';
import { may, mayGiveRole } from '@gatehouse/schema/rules/permissions';
import { demandAbility } from '../../../kernel/authz/demand.ts';
import { type Change } from '../../../kernel/change.ts';
import { lockRow, lockWord } from '../../../kernel/lock.ts';
import { notFound } from '../../../kernel/refused.ts';
import { keepAnAdministrator } from './last-administrator.ts';
import { granteeOf, roleHolder } from './role-holder.facts.ts';
import { lockRoleGroups } from '../groups/role-groups.lock.ts';

/** Gives a role over the deployment; giving it again changes only the right to bypass. */
export async function assignDeploymentRole(change: Change, input: AssignDeploymentRoleInput) {
  demandAbility(may(change.viewer, 'deploymentRole.manage'));
  if (input.groupId != null) await lockRoleGroups(change);
  await lockWord(change, 'deployment-role', `${input.role} ${input.userId ?? input.groupId ?? ''}`);
  const holder = await roleHolder(change, input);
  const held = await change.em.findOne(DeploymentRoleAssignment, { role: input.role, ...holder });
  const mayBypassApproval = input.mayBypassApproval ?? held?.mayBypassApproval ?? false;
  demandAbility(mayGiveRole(change.viewer, null, granteeOf(holder), mayBypassApproval && !held?.mayBypassApproval));
  const given = held ?? change.create(DeploymentRoleAssignment, { role: input.role, ...holder });
  given.mayBypassApproval = mayBypassApproval;
  record(change, 'deployment_role.assigned', given);
  return { deploymentRole: given.id };
}

/** Takes a role over the deployment away. The last active administrator keeps theirs. */
export async function removeDeploymentRole(change: Change, input: RemoveDeploymentRoleInput) {
  demandAbility(may(change.viewer, 'deploymentRole.manage'));
  const administratorRemains = await keepAnAdministrator(change, ['id']);
  const held = await lockRow(change, DeploymentRoleAssignment, input.id);
  if (!held) throw notFound('role', ['id']);
  record(change, 'deployment_role.removed', held);
  change.em.remove(held);
  await administratorRemains();
  return { deletedId: held.id };
}

function record(
  change: Change,
  action: AuditAction,
  { id, role, user, group, mayBypassApproval }: DeploymentRoleAssignment,
): void {
  change.audit({
    action,
    subject: { type: 'DeploymentRoleAssignment', id },
    targetId: user?.id ?? null,
    details: { role, groupId: group?.id ?? null, mayBypassApproval },
  });
}
