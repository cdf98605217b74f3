import { type PolicyDefinition } from '@gatehouse/schema/rules/policy';
import { type PolicyCandidate } from '@gatehouse/schema/rules/policy-choice';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { definitionJson, definitionRead, versionV, type WrittenDefinition } from './definition.sql.ts';

/**
 * What the given versions of policies say, by version id, in one statement; versions that do not exist are left out.
 * It reads what the database holds: flush first where this very change wrote one.
 */
export async function policyDefinitions(
  em: EntityManager,
  versionIds: readonly string[],
): Promise<Map<string, PolicyDefinition>> {
  if (versionIds.length === 0) return new Map();
  const { rows } = await sql<{ definition: WrittenDefinition }>`
    select ${definitionJson(versionV(em))} as definition from assignment_policy_version v where v.id = any(${[...versionIds]}::text[])
  `.execute(em.getKysely());
  return new Map(rows.map((row) => [row.definition.id, definitionRead(row.definition)]));
}

/** What one version of a policy says, or null where there is no such version. */
export async function policyDefinition(em: EntityManager, versionId: string): Promise<PolicyDefinition | null> {
  return (await policyDefinitions(em, [versionId])).get(versionId) ?? null;
}

/** A policy of a package with what it says now; what `choosePolicies` chooses among. */
export interface PackagePolicy extends PolicyCandidate {
  readonly id: string;
  readonly description: string | null;
  /** Who wrote what it says now; null: nobody who counts. */
  readonly authorId: string | null;
  /** Did somebody else confirm it? */
  readonly confirmed: boolean;
}

/** Every policy of a package, switched off ones included, in one statement and the order of their ids. */
export async function candidatePolicies(em: EntityManager, accessPackageId: string): Promise<PackagePolicy[]> {
  const { rows } = await sql<Omit<PackagePolicy, 'definition'> & { definition: WrittenDefinition }>`
    select p.id, p.name, p.description, p.priority, p.state, v.author_id as "authorId", v.confirmed_at is not null as confirmed,
      ${definitionJson(versionV(em))} as definition
    from assignment_policy p join assignment_policy_version v on v.id = p.current_version_id
    where p.access_package_id = ${accessPackageId} order by p.id
  `.execute(em.getKysely());
  return rows.map((row) => ({ ...row, definition: definitionRead(row.definition) }));
}
