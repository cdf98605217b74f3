import { NotificationKind } from '../rules/vocabulary.ts';
import { byId, byTime, byWord, filterFor, type FilterClass } from '../shared/filters.ts';
import { listArgs, orderFor } from '../shared/orders.ts';

export const NotificationFilter: FilterClass = filterFor('Notification', {
  id: byId('By its id.'),
  kind: byWord('NotificationKind', NotificationKind, 'By what it tells.'),
  readAt: byTime('By when you read it.'),
  createdAt: byTime('By when you were told.'),
});

export const NotificationOrder = orderFor('Notification', ['CREATED_AT']);

/** Arguments of a list of notifications. */
export const NotificationListArgs = listArgs(NotificationFilter, NotificationOrder);
