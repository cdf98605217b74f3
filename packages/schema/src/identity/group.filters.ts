import { ResourceFilter } from '../catalog/resource.filters.ts';
import { CatalogRoleFilter } from '../catalog/catalog-role.filters.ts';
import { DeploymentRoleFilter } from './deployment-role.filters.ts';
import {
  byId,
  byMany,
  byOne,
  byOneOrNone,
  byText,
  byTime,
  filterFor,
  type FilterClass,
  type FilterValue,
} from '../shared/filters.ts';
import { listArgs, orderFor, type OrderInput } from '../shared/orders.ts';
import { UserFilter } from './user.filters.ts';

export const GroupFilter: FilterClass = filterFor('Group', {
  id: byId('By its id.'),
  name: byText('By its name.'),
  description: byText('By its description.'),
  source: byText('By the system that masters it.'),
  members: byMany('GroupMember', () => GroupMemberFilter, 'By its direct members.'),
  resources: byMany('Resource', () => ResourceFilter, 'By the resources that it is.'),
  people: byMany('User', () => UserFilter, 'By everyone in it, through nested groups too.'),
  groups: byMany('Group', () => GroupFilter, 'By the groups that hold it directly.'),
  ownedResources: byMany('Resource', () => ResourceFilter, 'By the resources it answers for.'),
  catalogRoles: byMany('CatalogRoleAssignment', () => CatalogRoleFilter, 'By the roles in catalogs it holds.'),
  deploymentRoles: byMany('DeploymentRoleAssignment', () => DeploymentRoleFilter, 'By the roles over the deployment it holds.'),
  createdAt: byTime('By when it came to be.'),
  updatedAt: byTime('By when it last changed.'),
});
export type GroupFilter = FilterValue;

export const GroupMemberFilter: FilterClass = filterFor('GroupMember', {
  group: byOne(() => GroupFilter, 'By the group it is a member of.'),
  user: byOneOrNone(() => UserFilter, 'By the user.'),
  memberGroup: byOneOrNone(() => GroupFilter, 'By the group.'),
  createdAt: byTime('By when they became one.'),
});
export type GroupMemberFilter = FilterValue;

export const GroupOrder = orderFor('Group', { indexed: ['NAME'], others: ['CREATED_AT', 'UPDATED_AT'] });
export type GroupOrder = OrderInput;

export const GroupMemberOrder = orderFor('GroupMember', {
  others: ['CREATED_AT'],
  through: { USER_NAME: 'user.name', MEMBER_GROUP_NAME: 'memberGroup.name' },
});

/** Arguments of a list of members. */
export const GroupMemberListArgs = listArgs(GroupMemberFilter, GroupMemberOrder);

/** Arguments of a list of groups. */
export const GroupListArgs = listArgs(GroupFilter, GroupOrder);
