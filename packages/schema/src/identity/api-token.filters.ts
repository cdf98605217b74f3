import { CatalogFilter } from '../catalog/catalog.filters.ts';
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
import { TokenScope } from '../rules/vocabulary.ts';
import { UserFilter } from './user.filters.ts';

export const ApiTokenFilter: FilterClass = filterFor('ApiToken', {
  id: byId('By its id.'),
  owner: byOne(() => UserFilter, 'By whose it is.'),
  name: byText('By what its owner called it.'),
  scope: byWord('TokenScope', TokenScope, 'By what it may do.'),
  confined: byFlag('By whether it sees and does only what lies in its catalogs.'),
  catalogs: byMany('Catalog', () => CatalogFilter, 'By the catalogs it is confined to.'),
  createdAt: byTime('By when it was made.'),
  expiresAt: byTime('By when it ends.'),
  lastUsedAt: byTime('By when it was last used.'),
  revokedAt: byTime('By when it was revoked.'),
});
export type ApiTokenFilter = FilterValue;

export const ApiTokenOrder = orderFor('ApiToken', { others: ['NAME', 'CREATED_AT', 'EXPIRES_AT', 'LAST_USED_AT'] });
export type ApiTokenOrder = OrderInput;

/** Arguments of a list of tokens. */
export const ApiTokenListArgs = listArgs(ApiTokenFilter, ApiTokenOrder);
