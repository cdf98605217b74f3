import { AssignmentFilter } from './assignment.filters.ts';
import { ProvisioningOperationFilter } from '../provisioning/provisioning-operation.filters.ts';
import { ResourceRoleFilter } from '../catalog/resource.filters.ts';
import { UserFilter } from '../identity/user.filters.ts';
import { GrantOrigin, GrantState } from '../rules/vocabulary.ts';
import { byId, byMany, byOne, byText, byTime, byWord, filterFor, type FilterClass, type FilterValue } from '../shared/filters.ts';
import { listArgs, orderFor, type OrderInput } from '../shared/orders.ts';

export const GrantFilter: FilterClass = filterFor('Grant', {
  id: byId('By its id.'),
  user: byOne(() => UserFilter, 'By who holds it.'),
  resourceRole: byOne(() => ResourceRoleFilter, 'By the right.'),
  scope: byText('By the scope in the target.'),
  state: byWord('GrantState', GrantState, 'By where it stands.'),
  origin: byWord('GrantOrigin', GrantOrigin, 'Given by us, or there before.'),
  assignments: byMany('Assignment', () => AssignmentFilter, 'By the assignments that carry or carried it.'),
  operations: byMany('ProvisioningOperation', () => ProvisioningOperationFilter, 'By what was done for it in its target.'),
  lastError: byText('By what the target last said.'),
  nextTryAt: byTime('By when it is tried again.'),
  lostAt: byTime('By since when its target has it no more.'),
  activeAt: byTime('By when it became true.'),
  createdAt: byTime('By when it came to be.'),
  updatedAt: byTime('By when it last changed.'),
});
export type GrantFilter = FilterValue;

export const GrantOrder = orderFor('Grant', {
  indexed: ['CREATED_AT'],
  others: ['UPDATED_AT', 'STATE', 'NEXT_TRY_AT', 'ACTIVE_AT', 'LOST_AT'],
  through: { USER_NAME: 'user.name', RESOURCE_ROLE_NAME: 'resourceRole.name', RESOURCE_NAME: 'resourceRole.resource.name' },
});
export type GrantOrder = OrderInput;

/** Arguments of a list of grants. */
export const GrantListArgs = listArgs(GrantFilter, GrantOrder);
