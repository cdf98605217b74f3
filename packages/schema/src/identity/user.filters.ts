import { UserKind, UserState } from '../rules/vocabulary.ts';
import {
  byAttributes,
  byId,
  byOneOrNone,
  byText,
  byTime,
  byWord,
  filterFor,
  type FilterClass,
  type FilterValue,
} from '../shared/filters.ts';
import { listArgs, orderFor, type OrderInput } from '../shared/orders.ts';

export const UserFilter: FilterClass = filterFor('User', {
  id: byId('By their id.'),
  kind: byWord('UserKind', UserKind, 'Members, guests or services.'),
  state: byWord('UserState', UserState, 'Active, blocked or deleted.'),
  name: byText('By their name.'),
  email: byText('By their mail address.'),
  department: byText('By their department.'),
  jobTitle: byText('By their job title.'),
  region: byText('By their region, as far as you may see it.'),
  manager: byOneOrNone(() => UserFilter, 'By who leads them.'),
  attributes: byAttributes('By custom attributes, as far as you may see them.'),
  createdAt: byTime('By when they became known here.'),
  updatedAt: byTime('By when they last changed.'),
});
export type UserFilter = FilterValue;

export const UserOrder = orderFor('User', ['NAME', 'EMAIL', 'DEPARTMENT', 'JOB_TITLE', 'CREATED_AT', 'UPDATED_AT']);
export type UserOrder = OrderInput;

/** Arguments of a list of users. */
export const UserListArgs = listArgs(UserFilter, UserOrder);
