import { ResourceFilter } from './resource.filters.ts';
import { AdoptedGrantEnd, LostGrants } from '../rules/vocabulary.ts';
import {
  byDuration,
  byFlag,
  byId,
  byMany,
  byText,
  byTime,
  byWord,
  filterFor,
  type FilterClass,
  type FilterValue,
} from '../shared/filters.ts';
import { listArgs, orderFor, type OrderInput } from '../shared/orders.ts';

export const ConnectorFilter: FilterClass = filterFor('Connector', {
  id: byId('By its id.'),
  name: byText('By its name.'),
  kind: byText('By the driver that serves it.'),
  environment: byText('By its environment.'),
  isDefault: byFlag('By whether it is the default of its kind.'),
  resources: byMany('Resource', () => ResourceFilter, 'By what is in it.'),
  adoptedGrantEnd: byWord('AdoptedGrantEnd', AdoptedGrantEnd, 'By what happens at the end to rights that were there before.'),
  lostGrants: byWord('LostGrants', LostGrants, 'By what is done about rights that were lost.'),
  leftOverFor: byDuration('By how long what is left of ours may still be found.'),
  createdAt: byTime('By when it came to be.'),
  updatedAt: byTime('By when it last changed.'),
});
export type ConnectorFilter = FilterValue;

export const ConnectorOrder = orderFor('Connector', { others: ['NAME', 'KIND', 'CREATED_AT', 'UPDATED_AT'] });
export type ConnectorOrder = OrderInput;

/** Arguments of a list of connectors. */
export const ConnectorListArgs = listArgs(ConnectorFilter, ConnectorOrder);
