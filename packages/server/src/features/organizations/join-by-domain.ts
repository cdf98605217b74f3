import { type ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import { sql } from 'kysely';
import { type Change } from '../../kernel/change.ts';

/**
 * Outsiders who belong to no organization yet and have a mail address of one of its domains come to it, if such an address is
 * enough: people of a domain with an issuer have to sign in there first. Who belongs to another stays there.
 * @returns how many came
 */
export async function joinByDomain({ em, now }: Change, organization: ConnectedOrganization): Promise<number> {
  await em.flush();
  const { numAffectedRows } = await sql`
    update app_user u set organization_id = ${organization.id}, updated_at = ${now}, version = u.version + 1
    from organization_domain d
    where d.organization_id = ${organization.id} and d.issuer_id is null and u.mail_domain = d.domain
      and u.kind = 'GUEST' and u.state <> 'DELETED' and u.organization_id is null`.execute(em.getKysely());
  return Number(numAffectedRows ?? 0);
}
