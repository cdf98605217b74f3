import { type MatchFacts } from '@gatehouse/schema/rules/organization-match';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** What is known of a mail domain and an issuer, for `matchOrganization`, in one statement. */
export async function matchFacts(em: EntityManager, domain: string, issuer: string | null): Promise<MatchFacts> {
  const { rows } = await sql<MatchFacts>`select
    coalesce((select json_agg(json_build_object('id', i.id, 'organizationId', i.organization_id, 'issuer', i.issuer,
      'tenantValue', i.tenant_value) order by i.tenant_value nulls last, i.id) from organization_issuer i where i.issuer = ${issuer}), '[]') as issuers,
    (select json_build_object('organizationId', d.organization_id, 'issuerId', d.issuer_id) from organization_domain d where d.domain = ${domain}) as domain,
    domain_shut_out(${domain}) as "shutOut"`.execute(em.getKysely());
  return rows[0]!;
}
