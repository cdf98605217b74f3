import { DeploymentRole } from '../rules/vocabulary.ts';
import { byFlag, byId, byOneOrNone, byTime, byWord, filterFor, type FilterClass } from '../shared/filters.ts';
import { listArgs, orderFor } from '../shared/orders.ts';
import { GroupFilter } from './group.filters.ts';
import { UserFilter } from './user.filters.ts';

export const DeploymentRoleFilter: FilterClass = filterFor('DeploymentRoleAssignment', {
  id: byId('By its id.'),
  role: byWord('DeploymentRole', DeploymentRole, 'By the role.'),
  user: byOneOrNone(() => UserFilter, 'By the user who holds it.'),
  group: byOneOrNone(() => GroupFilter, 'By the group that holds it.'),
  mayBypassApproval: byFlag('By whether it lets its holders assign past approval.'),
  createdAt: byTime('By when it was given.'),
});

export const DeploymentRoleOrder = orderFor('DeploymentRoleAssignment', {
  others: ['ROLE', 'CREATED_AT'],
  through: { USER_NAME: 'user.name', GROUP_NAME: 'group.name' },
});

/** Arguments of a list of roles over the deployment. */
export const DeploymentRoleListArgs = listArgs(DeploymentRoleFilter, DeploymentRoleOrder);
