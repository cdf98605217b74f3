import { NotificationKind } from '../rules/vocabulary.ts';
import { byId, byTime, byWord, filterFor, type FilterClass, type FilterValue } from '../shared/filters.ts';
import { listArgs, orderFor, type OrderInput } from '../shared/orders.ts';

export const NotificationFilter: FilterClass = filterFor('Notification', {
  id: byId('By its id.'),
  kind: byWord('NotificationKind', NotificationKind, 'By what it tells.'),
  readAt: byTime('By when you read it.'),
  createdAt: byTime('By when you were told.'),
});
export type NotificationFilter = FilterValue;

export const NotificationOrder = orderFor('Notification', ['CREATED_AT']);
export type NotificationOrder = OrderInput;

/** Arguments of a list of notifications. */
export const NotificationListArgs = listArgs(NotificationFilter, NotificationOrder);
