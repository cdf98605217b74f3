import { ManualTaskFilter } from './manual-task.filters.ts';
import { GrantFilter } from '../assignments/grant.filters.ts';
import { OperationAction, OperationState } from '../rules/vocabulary.ts';
import {
  byId,
  byInt,
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

export const ProvisioningOperationFilter: FilterClass = filterFor('ProvisioningOperation', {
  id: byId('By its id.'),
  grant: byOne(() => GrantFilter, 'By the grant.'),
  manualTask: byOneOrNone(() => ManualTaskFilter, 'By the task of whoever does it by hand.'),
  action: byWord('OperationAction', OperationAction, 'Gives or takes.'),
  state: byWord('OperationState', OperationState, 'By where it stands.'),
  refusals: byInt('By how often the target refused it.'),
  attempts: byInt('By how often it was tried.'),
  lastError: byText('By what the target last said.'),
  nextTryAt: byTime('By when it is tried next.'),
  finishedAt: byTime('By when it was over.'),
  createdAt: byTime('By when it was queued.'),
  updatedAt: byTime('By when it last changed.'),
});
export type ProvisioningOperationFilter = FilterValue;

export const ProvisioningOperationOrder = orderFor('ProvisioningOperation', {
  indexed: ['CREATED_AT'],
  others: ['UPDATED_AT', 'NEXT_TRY_AT', 'FINISHED_AT'],
  through: { USER_NAME: 'grant.user.name', RESOURCE_NAME: 'grant.resourceRole.resource.name' },
});
export type ProvisioningOperationOrder = OrderInput;

/** Arguments of a list of provisioning operations. */
export const ProvisioningOperationListArgs = listArgs(ProvisioningOperationFilter, ProvisioningOperationOrder);
