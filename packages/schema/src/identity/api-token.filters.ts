import { byId, byText, byTime, byWord, filterFor, type FilterClass } from '../shared/filters.ts';
import { listArgs, orderFor } from '../shared/orders.ts';
import { TokenScope } from './identity.enums.ts';

export const ApiTokenFilter: FilterClass = filterFor('ApiToken', {
  id: byId('By its id.'),
  name: byText('By what you called it.'),
  scope: byWord('TokenScope', TokenScope, 'By what it may do.'),
  createdAt: byTime('By when you made it.'),
  expiresAt: byTime('By when it ends.'),
  lastUsedAt: byTime('By when it was last used.'),
  revokedAt: byTime('By when it was revoked.'),
});

export const ApiTokenOrder = orderFor('ApiToken', ['NAME', 'CREATED_AT', 'EXPIRES_AT', 'LAST_USED_AT']);

/** Arguments of a list of tokens. */
export const ApiTokenListArgs = listArgs(ApiTokenFilter, ApiTokenOrder);
