import { OrganizationIssuer } from '@gatehouse/schema/organizations/organization-issuer.entity';
import { type Vouching } from '@gatehouse/schema/rules/identity-match';
import { kindOfId } from '@gatehouse/schema/shared/ids';
import { sql } from 'kysely';
import { type App } from '../../../kernel/operation.ts';
import { secretPlace } from '../../organizations/organization-parts.ts';

/** An issuer as people are shown it. */
export interface NamedProvider {
  /** Stands in addresses. */
  id: string;
  name: string;
}

/** An issuer by which people sign in, wherever it is set. */
export interface SignInProvider extends NamedProvider, Vouching {
  /** Whose people it signs in: our own, or those of an organization. */
  of: 'MEMBERS' | 'ORGANIZATION';
  issuer: string;
  clientId: string;
  clientSecret: string | null;
  scopes: readonly string[];
  claims: { employeeNumber?: string | undefined; attributes: Readonly<Record<string, string>> };
  /** What its tokens must say. */
  tenant: { claim: string; value: string } | null;
}

const SCOPES = ['openid', 'profile', 'email'];

/** The issuers of our own people, from the configuration. */
export function ownProviders({ config }: App): SignInProvider[] {
  return config.oidcProviders.map(({ clientSecret, tenant, ...provider }) => ({
    ...provider,
    of: 'MEMBERS',
    clientSecret: clientSecret ?? null,
    tenant: tenant ?? null,
  }));
}

/**
 * The issuer with this id, ours or an organization's; null where there is none.
 * @throws UnreadableSecret where its secret was sealed with a key that is not here
 */
export async function signInProvider(app: App, id: string): Promise<SignInProvider | null> {
  if (kindOfId(id) !== 'OrganizationIssuer') return ownProviders(app).find((provider) => provider.id === id) ?? null;
  const found = await app.orm.em.fork().findOne(OrganizationIssuer, id, { populate: ['organization'] });
  if (!found) return null;
  const { organization, issuer, clientId, clientSecret, tenantClaim, tenantValue } = found;
  return {
    id,
    name: organization.name,
    of: 'ORGANIZATION',
    issuer,
    clientId,
    clientSecret: clientSecret === null ? null : app.secrets.open(clientSecret, secretPlace(id)),
    scopes: SCOPES,
    // Which domains it speaks for is asked when somebody is let in.
    domains: [],
    trustsMail: false,
    claims: { attributes: {} },
    tenant: tenantClaim !== null && tenantValue !== null ? { claim: tenantClaim, value: tenantValue } : null,
  };
}

/** The issuers by which people with mail addresses of this domain sign in. */
export async function namesOfDomain(app: App, domain: string): Promise<NamedProvider[]> {
  const own = ownProviders(app).filter(({ domains }) => domains.includes(domain));
  const { rows } = await sql<NamedProvider>`
    select i.id, o.name from organization_domain d
    join organization_issuer i on i.id = d.issuer_id join connected_organization o on o.id = i.organization_id
    where d.domain = ${domain}`.execute(app.orm.em.fork().getKysely());
  return [...own, ...rows];
}
