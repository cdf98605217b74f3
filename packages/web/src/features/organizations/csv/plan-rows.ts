import { OrganizationState } from '@gatehouse/schema/rules/vocabulary';
import type { Organization } from '../organization.ts';

/** The columns of a file of organizations, in the order in which one is written. */
export const COLUMNS = ['name', 'domains', 'issuer', 'client id', 'state', 'description'] as const;
type Column = (typeof COLUMNS)[number];

/** One row of a file; what is empty says nothing of its field. */
export interface OrganizationRow {
  /** Of the file, counted from 1; the first is the headings. */
  line: number;
  name: string;
  domains: readonly string[];
  issuer: string;
  clientId: string;
  state: string;
  description: string;
}

/** What a row would do: make an organization, change one, nothing, or why it cannot be done. */
export type Plan = { row: OrganizationRow } & (
  | { does: 'CREATE'; input: OrganizationFields & { name: string } }
  | { does: 'CHANGE'; organization: Organization; input: OrganizationFields; says: readonly string[] }
  | { does: 'NOTHING' }
  | { does: 'REFUSED'; why: string }
);

/** What a row says of an organization; what is absent stays as it is. */
interface OrganizationFields {
  description?: string;
  state?: OrganizationState;
  domains?: { domain: string; issuer: string | null }[];
  issuers?: { issuer: string; clientId: string; tenantClaim: string | null; tenantValue: string | null }[];
}

/** @returns the rows of a file, or why it is none of organizations. */
export function rowsOf([head = [], ...rest]: readonly (readonly string[])[]): OrganizationRow[] | string {
  const names = head.map((one) => one.trim().toLowerCase());
  const unknown = names.filter((one) => one !== '' && !(COLUMNS as readonly string[]).includes(one));
  if (!names.includes('name')) return 'The first line has to name the columns; “name” is missing.';
  if (unknown.length > 0) return `There is no column “${unknown.join('”, “')}”. There are: ${COLUMNS.join(', ')}.`;
  return rest.map((values, index) => {
    const at = (column: Column) => (names.includes(column) ? (values[names.indexOf(column)] ?? '').trim() : '');
    return {
      line: index + 2,
      name: at('name'),
      domains: at('domains').toLowerCase().split(/\s+/).filter(Boolean),
      issuer: at('issuer'),
      clientId: at('client id'),
      state: at('state').toUpperCase(),
      description: at('description'),
    };
  });
}

/** What each row would do. @param known the organizations that there are, found by their names without regard to capitals */
export function planRows(rows: readonly OrganizationRow[], known: readonly Organization[]): Plan[] {
  const byName = new Map(known.map((one) => [one.name.toLowerCase(), one]));
  const seen = new Set<string>();
  return rows.map((row) => {
    const key = row.name.toLowerCase();
    const twice = seen.has(key);
    seen.add(key);
    const why = twice ? 'An earlier row has the same name.' : problemOf(row);
    return why ? { row, does: 'REFUSED', why } : plan(row, byName.get(key) ?? null);
  });
}

function problemOf({ name, state, issuer, domains }: OrganizationRow): string | null {
  if (name === '') return 'The name is missing.';
  if (state !== '' && !(state in OrganizationState)) return `“${state}” is no state: CONFIGURED or PROPOSED.`;
  if (issuer !== '' && !URL.canParse(issuer)) return `“${issuer}” is no web address of an issuer.`;
  if (issuer !== '' && domains.length === 0) return 'An issuer needs the domains whose people sign in there.';
  return null;
}

function plan(row: OrganizationRow, organization: Organization | null): Plan {
  const kept = organization?.issuers.find(({ issuer }) => issuer === row.issuer);
  const clientId = row.clientId || kept?.clientId;
  if (row.issuer !== '' && !clientId) return { row, does: 'REFUSED', why: 'A new issuer needs its client id.' };
  const input: OrganizationFields = {
    ...(row.description !== '' && row.description !== organization?.description && { description: row.description }),
    ...(row.state !== '' && row.state !== organization?.state && { state: row.state as OrganizationState }),
    ...partsOf(row, organization, clientId ?? ''),
  };
  if (!organization) return { row, does: 'CREATE', input: { name: row.name, ...input } };
  const says = [
    input.state && `state: ${input.state.toLowerCase()}`,
    input.domains && domainsInWords(organization, row),
    input.issuers && `they sign in at ${row.issuer}`,
    input.description && 'description',
  ].filter((one) => typeof one === 'string');
  return says.length === 0 ? { row, does: 'NOTHING' } : { row, does: 'CHANGE', organization, input, says };
}

/** The domains of a row are all of an organization; an issuer is that of all of these. Without one each keeps the one it has. */
function partsOf({ domains, issuer }: OrganizationRow, organization: Organization | null, clientId: string): OrganizationFields {
  if (domains.length === 0) return {};
  const before = new Map((organization?.domains ?? []).map((one) => [one.domain, one.issuer?.issuer ?? null]));
  const next = domains.map((domain) => ({ domain, issuer: issuer || (before.get(domain) ?? null) }));
  const issuers = (organization?.issuers ?? []).filter((one) => next.some((domain) => domain.issuer === one.issuer));
  const known = issuers.find((one) => one.issuer === issuer);
  const inputs = issuers.map((one) => ({
    issuer: one.issuer,
    clientId: one.issuer === issuer ? clientId : (one.clientId ?? ''),
    tenantClaim: one.tenantClaim,
    tenantValue: one.tenantValue,
  }));
  const all = issuer !== '' && !known ? [...inputs, { issuer, clientId, tenantClaim: null, tenantValue: null }] : inputs;
  const sameDomains = next.length === before.size && next.every((one) => before.get(one.domain) === one.issuer);
  const there = organization?.issuers ?? [];
  const isThere = (one: { issuer: string; clientId: string }) =>
    there.some((old) => old.issuer === one.issuer && old.clientId === one.clientId);
  const sameIssuers = all.length === there.length && all.every(isThere);
  return {
    ...((!sameDomains || !sameIssuers) && { domains: next }),
    ...(!sameIssuers && { issuers: all }),
  };
}

function domainsInWords(organization: Organization, { domains }: OrganizationRow): string | null {
  const before = organization.domains.map(({ domain }) => domain);
  const more = domains.filter((one) => !before.includes(one));
  const less = before.filter((one) => !domains.includes(one));
  const parts = [more.length > 0 && `adds ${more.join(', ')}`, less.length > 0 && `takes ${less.join(', ')} away`].filter(
    Boolean,
  );
  return parts.length > 0 ? parts.join(' and ') : 'how its people sign in';
}

/** Domains that an organization does not have yet, of each row that would give it some. */
export function newDomains(plans: readonly Plan[]): string[] {
  return [...new Set(plans.flatMap(added))];
}

/** What cannot be done because of a domain. @param problems why a domain can be nobody's, or not theirs */
export function refuseDomains(plans: readonly Plan[], problems: ReadonlyMap<string, string>): Plan[] {
  return plans.map((plan) => {
    const bad = added(plan).find((domain) => problems.has(domain));
    return bad === undefined ? plan : { row: plan.row, does: 'REFUSED', why: `${bad}: ${problems.get(bad)}` };
  });
}

function added(plan: Plan): string[] {
  if (plan.does !== 'CREATE' && plan.does !== 'CHANGE') return [];
  const before = plan.does === 'CHANGE' ? plan.organization.domains.map(({ domain }) => domain) : [];
  return (plan.input.domains ?? []).map(({ domain }) => domain).filter((domain) => !before.includes(domain));
}
