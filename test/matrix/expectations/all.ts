import { readTable, type Row } from '../table.ts';
import { ASSIGNMENTS } from './assignments.ts';
import { AUDIT } from './audit.ts';
import { CATALOG } from './catalog.ts';
import { type Expectations } from './expectations.ts';
import { IDENTITY } from './identity.ts';
import { NOTIFICATIONS } from './notifications.ts';
import { ORGANIZATIONS } from './organizations.ts';
import { POLICIES } from './policies.ts';
import { PROVISIONING } from './provisioning.ts';
import { TERMS } from './terms.ts';
import { REQUESTS } from './requests.ts';

const ALL: readonly Expectations[] = [
  IDENTITY,
  ORGANIZATIONS,
  TERMS,
  CATALOG,
  POLICIES,
  REQUESTS,
  ASSIGNMENTS,
  PROVISIONING,
  NOTIFICATIONS,
  AUDIT,
];

/** Every row of one kind. */
function rowsOf(kind: 'mutations' | 'queries' | 'nodes' | 'subscriptions'): Row[] {
  return ALL.flatMap(({ [kind]: table }) => (table ? readTable(table) : []));
}

export const MUTATION_ROWS = rowsOf('mutations');
export const QUERY_ROWS = rowsOf('queries');
export const NODE_ROWS = rowsOf('nodes');
export const SUBSCRIPTION_ROWS = rowsOf('subscriptions');

/** By type and number: the fields that are withheld, by name. */
export const WITHHELD: Expectations['withheld'] & object = Object.assign({}, ...ALL.map(({ withheld }) => withheld));
