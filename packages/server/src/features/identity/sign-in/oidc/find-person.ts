import { type Known } from '@gatehouse/schema/rules/identity-match';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';
import { type Identity } from './identity.ts';

/** Who has the employee number that somebody comes with, and who has their mail address: each null where it is nobody. */
export async function peopleMeant(
  em: EntityManager,
  { issuer, employeeNumber, mail }: Identity,
): Promise<{ byNumber: Known | null; byMail: Known | null }> {
  const known = async (condition: RawBuilder<unknown>) => {
    const { rows } = await sql<Known>`
      select u.id, u.kind, u.state, u.external_key as "employeeNumber", exists (
        select 1 from external_identity x join principal p on p.id = x.principal_id
        where p.user_id = u.id and x.issuer = ${issuer}) as "linkedElsewhere"
      from app_user u where ${condition} and u.state <> 'DELETED'`.execute(em.getKysely());
    return rows[0] ?? null;
  };
  return {
    byNumber: employeeNumber === null ? null : await known(sql`u.external_key = ${employeeNumber}`),
    byMail: mail === null ? null : await known(sql`lower(u.email) = ${mail.address}`),
  };
}
