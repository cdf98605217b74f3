import { GroupFilter } from '../identity/group.filters.ts';
import { UserFilter } from '../identity/user.filters.ts';
import { CatalogRole } from '../rules/vocabulary.ts';
import { byFlag, byId, byOne, byOneOrNone, byTime, byWord, filterFor, type FilterClass } from '../shared/filters.ts';
import { CatalogFilter } from './catalog.filters.ts';

export const CatalogRoleFilter: FilterClass = filterFor('CatalogRoleAssignment', {
  id: byId('By its id.'),
  catalog: byOne(() => CatalogFilter, 'By the catalog.'),
  role: byWord('CatalogRole', CatalogRole, 'By the role.'),
  user: byOneOrNone(() => UserFilter, 'By the user who holds it.'),
  group: byOneOrNone(() => GroupFilter, 'By the group that holds it.'),
  mayBypassApproval: byFlag('By whether it lets its holders assign past approval.'),
  createdAt: byTime('By when it was given.'),
});
