import { UserFilter } from '../identity/user.filters.ts';
import { GroupFilter } from '../identity/group.filters.ts';
import { GrantFilter } from '../assignments/grant.filters.ts';
import { CatalogFilter } from './catalog.filters.ts';
import { AccessPackageFilter } from './access-package.filters.ts';
import { ResourceKind, RoleMode } from '../rules/vocabulary.ts';
import {
  byId,
  byMany,
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
import { ConnectorFilter } from './connector.filters.ts';

export const ResourceFilter: FilterClass = filterFor('Resource', {
  id: byId('By its id.'),
  kind: byWord('ResourceKind', ResourceKind, 'By what kind of thing it is.'),
  name: byText('By its name.'),
  description: byText('By its description.'),
  externalId: byText('By what the target calls it.'),
  connector: byOne(() => ConnectorFilter, 'By the target it is in.'),
  group: byOneOrNone(() => GroupFilter, 'By the group of Gatehouse itself that it is.'),
  roles: byMany('ResourceRole', () => ResourceRoleFilter, 'By the rights it can grant.'),
  owners: byMany('ResourceOwner', () => ResourceOwnerFilter, 'By who answers for it.'),
  catalogs: byMany('Catalog', () => CatalogFilter, 'By the catalogs whose packages may use it.'),
  accessPackages: byMany('AccessPackage', () => AccessPackageFilter, 'By the packages that give a right on it.'),
  createdAt: byTime('By when it came to be.'),
  updatedAt: byTime('By when it last changed.'),
});
export type ResourceFilter = FilterValue;

export const ResourceRoleFilter: FilterClass = filterFor('ResourceRole', {
  id: byId('By its id.'),
  name: byText('By its name.'),
  externalId: byText('By what the target calls it.'),
  mode: byWord('RoleMode', RoleMode, 'Active at once, or to be activated elsewhere.'),
  resource: byOne(() => ResourceFilter, 'By the resource.'),
  accessPackages: byMany('AccessPackage', () => AccessPackageFilter, 'By the packages that give it.'),
  grants: byMany('Grant', () => GrantFilter, 'By who has or had it.'),
  createdAt: byTime('By when it came to be.'),
});
export type ResourceRoleFilter = FilterValue;

export const ResourceOwnerFilter: FilterClass = filterFor('ResourceOwner', {
  resource: byOne(() => ResourceFilter, 'By the resource.'),
  user: byOneOrNone(() => UserFilter, 'By the user who answers for it.'),
  group: byOneOrNone(() => GroupFilter, 'By the group that answers for it.'),
  createdAt: byTime('By when they came to answer for it.'),
});

export const ResourceOrder = orderFor('Resource', {
  indexed: ['NAME'],
  others: ['KIND', 'CREATED_AT', 'UPDATED_AT'],
  through: { CONNECTOR_NAME: 'connector.name' },
});
export type ResourceOrder = OrderInput;

/** Arguments of a list of resources. */
export const ResourceListArgs = listArgs(ResourceFilter, ResourceOrder);
