import { ResourceFilter } from './resource.filters.ts';
import { CatalogRoleFilter } from './catalog-role.filters.ts';
import { AccessPackageFilter } from './access-package.filters.ts';
import { CatalogState } from '../rules/vocabulary.ts';
import {
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

export const CatalogFilter: FilterClass = filterFor('Catalog', {
  id: byId('By its id.'),
  name: byText('By its name.'),
  description: byText('By its description.'),
  state: byWord('CatalogState', CatalogState, 'In use or being prepared.'),
  externallyVisible: byFlag('By whether outsiders may be given what is in it.'),
  roles: byMany('CatalogRoleAssignment', () => CatalogRoleFilter, 'By who holds which role in it.'),
  resources: byMany('Resource', () => ResourceFilter, 'By the resources its packages may use.'),
  accessPackages: byMany('AccessPackage', () => AccessPackageFilter, 'By its packages.'),
  createdAt: byTime('By when it came to be.'),
  updatedAt: byTime('By when it last changed.'),
});
export type CatalogFilter = FilterValue;

export const CatalogOrder = orderFor('Catalog', { indexed: ['NAME'], others: ['CREATED_AT', 'UPDATED_AT'] });
export type CatalogOrder = OrderInput;

/** Arguments of a list of catalogs. */
export const CatalogListArgs = listArgs(CatalogFilter, CatalogOrder);
