import { ResourceFilter } from '../catalog/resource.filters.ts';
import { byId, byMany, byOneOrNone, byText, byTime, filterFor, type FilterClass, type FilterValue } from '../shared/filters.ts';
import { listArgs, orderFor, type OrderInput } from '../shared/orders.ts';
import { UserFilter } from './user.filters.ts';

export const GroupFilter: FilterClass = filterFor('Group', {
  id: byId('By its id.'),
  name: byText('By its name.'),
  description: byText('By its description.'),
  source: byText('By the system that masters it.'),
  members: byMany('GroupMember', () => GroupMemberFilter, 'By its direct members.'),
  resources: byMany('Resource', () => ResourceFilter, 'By the resources that it is.'),
  createdAt: byTime('By when it came to be.'),
  updatedAt: byTime('By when it last changed.'),
});
export type GroupFilter = FilterValue;

export const GroupMemberFilter: FilterClass = filterFor('GroupMember', {
  user: byOneOrNone(() => UserFilter, 'By the user.'),
  memberGroup: byOneOrNone(() => GroupFilter, 'By the group.'),
});
export type GroupMemberFilter = FilterValue;

export const GroupOrder = orderFor('Group', ['NAME', 'CREATED_AT', 'UPDATED_AT']);
export type GroupOrder = OrderInput;

/** Arguments of a list of groups. */
export const GroupListArgs = listArgs(GroupFilter, GroupOrder);
