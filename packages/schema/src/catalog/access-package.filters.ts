import { AccessRequestFilter } from '../requests/access-request.filters.ts';
import { AssignmentFilter } from '../assignments/assignment.filters.ts';
import { AssignmentPolicyFilter } from '../policies/assignment-policy.filters.ts';
import { ContentsVisibility, PackageState } from '../rules/vocabulary.ts';
import {
  byFlag,
  byId,
  byMany,
  byOne,
  byText,
  byTime,
  byWord,
  filterFor,
  type FilterClass,
  type FilterValue,
} from '../shared/filters.ts';
import { listArgs, orderFor, type OrderInput } from '../shared/orders.ts';
import { CatalogFilter } from './catalog.filters.ts';
import { ResourceRoleFilter } from './resource.filters.ts';

export const AccessPackageFilter: FilterClass = filterFor('AccessPackage', {
  id: byId('By its id.'),
  name: byText('By its name.'),
  description: byText('By its description.'),
  state: byWord('PackageState', PackageState, 'In use or retired.'),
  hidden: byFlag('By whether it is unlisted.'),
  contentsVisibility: byWord('ContentsVisibility', ContentsVisibility, 'By who may see its contents.'),
  catalog: byOne(() => CatalogFilter, 'By its catalog.'),
  roles: byMany('AccessPackageRole', () => AccessPackageRoleFilter, 'By the rights it gives.'),
  policies: byMany('AssignmentPolicy', () => AssignmentPolicyFilter, 'By its policies.'),
  assignments: byMany('Assignment', () => AssignmentFilter, 'By who holds or held it.'),
  accessRequests: byMany('AccessRequest', () => AccessRequestFilter, 'By the requests for it.'),
  createdAt: byTime('By when it came to be.'),
  updatedAt: byTime('By when it last changed.'),
});
export type AccessPackageFilter = FilterValue;

export const AccessPackageRoleFilter: FilterClass = filterFor('AccessPackageRole', {
  accessPackage: byOne(() => AccessPackageFilter, 'By the package.'),
  scope: byText('By the scope in the target.'),
  resourceRole: byOne(() => ResourceRoleFilter, 'By the right.'),
});
export type AccessPackageRoleFilter = FilterValue;

export const AccessPackageOrder = orderFor('AccessPackage', {
  indexed: ['NAME'],
  others: ['CREATED_AT', 'UPDATED_AT'],
  through: { CATALOG_NAME: 'catalog.name' },
});
export type AccessPackageOrder = OrderInput;

/** Arguments of a list of packages. */
export const AccessPackageListArgs = listArgs(AccessPackageFilter, AccessPackageOrder);
