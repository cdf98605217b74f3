import { DeploymentRoleAssignment } from '@gatehouse/schema/identity/deployment-role-assignment.entity';
import { DeploymentRoleFilter, DeploymentRoleOrder } from '@gatehouse/schema/identity/deployment-role.filters';
import { defineRead } from '../../../kernel/read/define-read.ts';
import { isMine } from '../../../kernel/read/rights.ts';

/** One's own roles; administrators and auditors see all. */
export const deploymentRoleRead = defineRead(DeploymentRoleAssignment, {
  all: 'deploymentRole.read',
  visible: isMine,
  filter: DeploymentRoleFilter,
  orders: DeploymentRoleOrder,
  defaultOrder: [['role', 'ASC']],
});
