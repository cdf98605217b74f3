import { type PolicyDefinition } from '@gatehouse/schema/rules/policy';
import { isEqualRank } from '@gatehouse/schema/rules/policy-choice';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { candidatePolicies, type PackagePolicy } from './policy-definition.ts';
import { namedPeople } from './scope-people.sql.ts';

/** The other policies of a package that are of equal rank with this one and share somebody with it. What was written must be flushed. */
export async function equalInRank(em: EntityManager, accessPackageId: string, policyId: string): Promise<PackagePolicy[]> {
  const policies = await candidatePolicies(em, accessPackageId);
  const own = policies.find(({ id }) => id === policyId);
  if (!own) return [];
  const rivals = policies.filter((other) => other.id !== policyId && isEqualRank(own, other));
  const sharing = await Promise.all(rivals.map((rival) => shareSomebody(em, own.definition, rival.definition)));
  return rivals.filter((_rival, index) => sharing[index]);
}

/** Of one organization two domains are different people. */
function shareOrganization(
  { scopeOrganizations: ones }: PolicyDefinition,
  { scopeOrganizations: others }: PolicyDefinition,
): boolean {
  return ones.some(({ organizationId, domain }) =>
    others.some(
      (other) => other.organizationId === organizationId && (domain === null || other.domain === null || other.domain === domain),
    ),
  );
}

async function shareSomebody(em: EntityManager, a: PolicyDefinition, b: PolicyDefinition): Promise<boolean> {
  // Scopes of one narrowness that name nobody are the same scope, or for different kinds of users.
  if (a.scope !== b.scope) return false;
  if (a.scope === 'NOBODY') return false;
  if (a.scope === 'SPECIFIC_ORGANIZATIONS') return shareOrganization(a, b);
  if (a.scope !== 'SPECIFIC_USERS_AND_GROUPS') return true;
  const { rows } = await sql<{ shared: boolean }>`
    select exists (select 1 from ${namedPeople(a)} one join ${namedPeople(b)} other on other.id = one.id
      join app_user u on u.id = one.id and u.state <> 'DELETED') as shared`.execute(em.getKysely());
  return rows[0]?.shared ?? false;
}
