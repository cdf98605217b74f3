import { type OperationAction } from '@gatehouse/schema/rules/vocabulary';
import { type ConnectorDriver, type Outcome } from '../../../../kernel/connectors/port.ts';
import { DIRECTORY } from './built-in.ts';
import { entitlements } from './entitlements.ts';
import { fitness, knownKind, offers } from './known.ts';
import { memberships } from './memberships.ts';
import { placeOf } from './place.ts';

const STORES = { MEMBERSHIP: memberships, ENTITLEMENT: entitlements } as const;

/**
 * The built-in directory, kept in our own database: membership of its groups, and roles of its groups, applications,
 * sites and licences. It is a target like any other: it answers for itself and knows nothing of grants.
 */
export const directoryDriver: ConnectorDriver = {
  ...DIRECTORY,
  title: 'The built-in directory',
  description: 'Groups of Gatehouse itself, and whatever is to be known about who has what here and nowhere else.',
  transactional: true,
  known: knownKind,
  validateResource: ({ em }, resource) => fitness(em, resource),
  list: ({ em }, query) => offers(em, query),
  async holds({ em }, right) {
    const place = placeOf(right);
    return place.kind === 'NONE' ? false : STORES[place.kind].holds(em, right);
  },
  async apply({ em, now, signal }, action: OperationAction, right): Promise<Outcome> {
    const place = placeOf(right);
    if (signal.aborted) return { kind: 'UNREACHABLE', message: 'There was no time left.' };
    // What the directory cannot hold nobody holds: there is nothing to take away.
    if (place.kind === 'NONE') return action === 'REVOKE' ? { kind: 'DONE' } : { kind: 'REFUSED', message: place.why };
    const store = STORES[place.kind];
    if (action === 'GRANT') return store.give(em, right, now);
    await store.take(em, right);
    return { kind: 'DONE' };
  },
  test: async () => ({ kind: 'DONE' }),
};
