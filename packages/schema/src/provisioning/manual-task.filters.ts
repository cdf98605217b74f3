import { UserFilter } from '../identity/user.filters.ts';
import { ManualTaskState } from '../rules/vocabulary.ts';
import {
  byId,
  byOne,
  byOneOrNone,
  byText,
  byTime,
  byWord,
  filterFor,
  type FilterClass,
  type FilterValue,
} from '../shared/filters.ts';
import { listArgs, orderFor, type OrderInput } from '../shared/orders.ts';
import { ProvisioningOperationFilter } from './provisioning-operation.filters.ts';

export const ManualTaskFilter: FilterClass = filterFor('ManualTask', {
  id: byId('By its id.'),
  state: byWord('ManualTaskState', ManualTaskState, 'By where it stands.'),
  operation: byOne(() => ProvisioningOperationFilter, 'By what it makes true.'),
  closedBy: byOneOrNone(() => UserFilter, 'By who did or refused it.'),
  note: byText('By what they noted.'),
  closedAt: byTime('By when they did.'),
  createdAt: byTime('By when it was opened.'),
  updatedAt: byTime('By when it last changed.'),
});
export type ManualTaskFilter = FilterValue;

export const ManualTaskOrder = orderFor('ManualTask', {
  others: ['CREATED_AT', 'UPDATED_AT', 'CLOSED_AT'],
  through: { USER_NAME: 'operation.grant.user.name', RESOURCE_NAME: 'operation.grant.resourceRole.resource.name' },
});
export type ManualTaskOrder = OrderInput;

/** Arguments of a list of manual tasks. */
export const ManualTaskListArgs = listArgs(ManualTaskFilter, ManualTaskOrder);
