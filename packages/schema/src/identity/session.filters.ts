import { byId, byText, byTime, filterFor, type FilterClass } from '../shared/filters.ts';
import { listArgs, orderFor } from '../shared/orders.ts';

export const SessionFilter: FilterClass = filterFor('Session', {
  id: byId('By its id.'),
  method: byText('By how you signed in.'),
  createdAt: byTime('By when you signed in.'),
  lastSeenAt: byTime('By when it was last used.'),
  expiresAt: byTime('By when it ends.'),
});

export const SessionOrder = orderFor('Session', ['CREATED_AT', 'LAST_SEEN_AT', 'EXPIRES_AT']);

/** Arguments of a list of sessions. */
export const SessionListArgs = listArgs(SessionFilter, SessionOrder);
