import { type OrganizationAdmissionInput } from '@gatehouse/schema/organizations/organization.inputs';
import { type DomainAdmission, type OrganizationAdmission } from '@gatehouse/schema/organizations/organization.payloads';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { mailDomain } from '@gatehouse/schema/rules/mail-address';
import { sql } from 'kysely';
import { type ViewerOperation } from '../../kernel/operation.ts';
import { Scope, tableOf } from '../../kernel/read/scope.ts';
import { mayAskAs, outsiderAsPerson, packagesWhosePolicy } from '../policies/scope.read.ts';
import { domainProblem } from './domains.ts';

/** Whom an organization with these domains would admit. Nothing is changed. */
export async function organizationAdmission(
  op: ViewerOperation,
  { domains, organizationId = null, state }: OrganizationAdmissionInput,
): Promise<OrganizationAdmission> {
  const typed = domains.map(({ domain, issuer }) => ({ text: domain, domain: mailDomain(domain), byCode: issuer == null }));
  const known = await countsOf(
    op,
    typed.map(({ domain }) => domain ?? ''),
  );
  return {
    domains: typed.map(({ text, domain, byCode }, index): DomainAdmission => {
      const counted = known[index]!;
      const taken = counted.owner !== null && counted.ownerId !== organizationId ? `It belongs to ${counted.owner}.` : null;
      return {
        domain: domain ?? text,
        known: counted.known,
        joining: byCode ? counted.joining : 0,
        problem: domainProblem(domain) ?? taken,
        shutOut: counted.shutOut,
      };
    }),
    packages: await packagesOpenTo(op, organizationId, (state ?? 'CONFIGURED') === 'CONFIGURED'),
  };
}

interface Counted {
  known: number;
  joining: number;
  shutOut: boolean;
  owner: string | null;
  ownerId: string | null;
}

async function countsOf({ em }: ViewerOperation, domains: readonly string[]): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select coalesce(p.known, 0)::int as known, coalesce(p.joining, 0)::int as joining, domain_shut_out(d.domain) as "shutOut",
      o.name as owner, o.id as "ownerId"
    from unnest(${[...domains]}::text[]) with ordinality as d (domain, place)
    left join lateral (
      select count(*) as known, count(*) filter (where u.kind = 'GUEST' and u.organization_id is null) as joining
      from app_user u where u.mail_domain = d.domain and u.state <> 'DELETED') p on true
    left join organization_domain od on od.domain = d.domain
    left join connected_organization o on o.id = od.organization_id
    order by d.place`.execute(em.getKysely());
  return rows;
}

/** How many packages anybody of the organization may ask for. */
async function packagesOpenTo(op: ViewerOperation, organizationId: string | null, configured: boolean): Promise<number> {
  const t = new Scope(op).alias(AccessPackage);
  const anybody = outsiderAsPerson({ organizationId, configured });
  const open = packagesWhosePolicy(t, mayAskAs(anybody));
  const { rows } = await sql<{ packages: number }>`
    select count(*)::int as packages from ${tableOf(t as never)}
    where ${t('state')} = 'ACTIVE' and ${t('id')} in (${open})
      and ${t('catalog')} in (select c.id from catalog c where c.state = 'PUBLISHED' and c.externally_visible)`.execute(
    op.em.getKysely(),
  );
  return rows[0]?.packages ?? 0;
}
