import { byId, byText, byTime, filterFor, type FilterClass, type FilterValue } from '../shared/filters.ts';
import { listArgs, orderFor, type OrderInput } from '../shared/orders.ts';

export const SessionFilter: FilterClass = filterFor('Session', {
  id: byId('By its id.'),
  method: byText('By how you signed in.'),
  createdAt: byTime('By when you signed in.'),
  lastSeenAt: byTime('By when it was last used.'),
  expiresAt: byTime('By when it ends.'),
});
export type SessionFilter = FilterValue;

export const SessionOrder = orderFor('Session', { others: ['CREATED_AT', 'LAST_SEEN_AT', 'EXPIRES_AT'] });
export type SessionOrder = OrderInput;

/** Arguments of a list of sessions. */
export const SessionListArgs = listArgs(SessionFilter, SessionOrder);
