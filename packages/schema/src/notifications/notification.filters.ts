import { ApprovalStageFilter } from '../requests/approval-stage.filters.ts';
import { AccessRequestFilter } from '../requests/access-request.filters.ts';
import { ManualTaskFilter } from '../provisioning/manual-task.filters.ts';
import { AssignmentFilter } from '../assignments/assignment.filters.ts';
import { ApiTokenFilter } from '../identity/api-token.filters.ts';
import { UserFilter } from '../identity/user.filters.ts';
import { NotificationKind } from '../rules/vocabulary.ts';
import { byId, byOneOrNone, byTime, byWord, filterFor, type FilterClass, type FilterValue } from '../shared/filters.ts';
import { listArgs, orderFor, type OrderInput } from '../shared/orders.ts';

export const NotificationFilter: FilterClass = filterFor('Notification', {
  id: byId('By its id.'),
  kind: byWord('NotificationKind', NotificationKind, 'By what it tells.'),
  request: byOneOrNone(() => AccessRequestFilter, 'By the request it is about.'),
  stage: byOneOrNone(() => ApprovalStageFilter, 'By the approval stage it is about.'),
  assignment: byOneOrNone(() => AssignmentFilter, 'By the assignment it is about.'),
  task: byOneOrNone(() => ManualTaskFilter, 'By the manual task it is about.'),
  token: byOneOrNone(() => ApiTokenFilter, 'By the token it is about.'),
  service: byOneOrNone(() => UserFilter, 'By the service it is about.'),
  person: byOneOrNone(() => UserFilter, 'By the person it is about.'),
  readAt: byTime('By when you read it.'),
  createdAt: byTime('By when you were told.'),
});
export type NotificationFilter = FilterValue;

export const NotificationOrder = orderFor('Notification', { indexed: ['CREATED_AT'] });
export type NotificationOrder = OrderInput;

/** Arguments of a list of notifications. */
export const NotificationListArgs = listArgs(NotificationFilter, NotificationOrder);
