import { byFlag, byId, byText, byTime, filterFor, type FilterClass, type FilterValue } from '../shared/filters.ts';
import { listArgs, orderFor, type OrderInput } from '../shared/orders.ts';

export const ConnectorFilter: FilterClass = filterFor('Connector', {
  id: byId('By its id.'),
  name: byText('By its name.'),
  kind: byText('By the driver that serves it.'),
  environment: byText('By its environment.'),
  isDefault: byFlag('By whether it is the default of its kind.'),
  createdAt: byTime('By when it came to be.'),
});
export type ConnectorFilter = FilterValue;

export const ConnectorOrder = orderFor('Connector', ['NAME', 'KIND', 'CREATED_AT', 'UPDATED_AT']);
export type ConnectorOrder = OrderInput;

/** Arguments of a list of connectors. */
export const ConnectorListArgs = listArgs(ConnectorFilter, ConnectorOrder);
