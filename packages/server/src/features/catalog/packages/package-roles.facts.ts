import { type AccessPackageRoleInput } from '@gatehouse/schema/catalog/access-package.inputs';
import { planRoleChange, wordOfRight, type Right, type RoleChange } from '@gatehouse/schema/rules/carriers';
import { LIMITS } from '@gatehouse/schema/shared/inputs';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { refused } from '../../../kernel/refused.ts';
import { carriedByHolders } from '../../assignments/carried-rights.facts.ts';

/** A right that a package gives, with its word. */
export interface PackagedRole extends Right {
  key: string;
}

/**
 * The rights that an input names for a package of a catalog.
 * @throws NOT_FOUND for a right that belongs to no resource of the catalog: to whoever designs packages there is no other.
 *   INVALID where one is named twice, or there are too many.
 */
export async function packagedRoles(
  em: EntityManager,
  catalogId: string,
  inputs: readonly AccessPackageRoleInput[],
): Promise<PackagedRole[]> {
  if (inputs.length > LIMITS.list) throw refused('INVALID', `A package gives at most ${LIMITS.list} rights.`, ['roles']);
  const { rows } = await sql<{ id: string }>`
    select rr.id from resource_role rr join catalog_resource cr on cr.resource_id = rr.resource_id
    where cr.catalog_id = ${catalogId} and rr.id = any(${inputs.map(({ resourceRoleId }) => resourceRoleId)}::text[])`.execute(
    em.getKysely(),
  );
  const offered = new Set(rows.map(({ id }) => id));
  const roles = new Map<string, PackagedRole>();
  inputs.forEach(({ resourceRoleId, scope }, index) => {
    const path = ['roles', String(index), 'resourceRoleId'];
    const key = wordOfRight({ resourceRoleId, scope: scope ?? '' });
    if (!offered.has(resourceRoleId))
      throw refused('NOT_FOUND', 'There is no such right among the resources of this catalog.', path);
    if (roles.has(key)) throw refused('INVALID', 'This right is named twice.', path);
    roles.set(key, { key, resourceRoleId, scope: scope ?? '' });
  });
  return [...roles.values()];
}

/** What a change of a package's rights does to those who hold it. */
export interface RolesEffect {
  /** Live assignments that gain or lose a right. */
  assignments: number;
  /** Rights to be given in the targets: nobody has them by another way. */
  grantsAdded: number;
  /** Rights to be taken away in the targets: nothing else carries them. */
  grantsRemoved: number;
}

/** What giving exactly these rights would do. Grants that another package carries too are neither added nor removed. */
export async function effectOfRoles(
  em: EntityManager,
  accessPackageId: string,
  keys: readonly string[],
  now: Date,
): Promise<RolesEffect> {
  const plan = planRoleChange(keys, await carriedByHolders(em, accessPackageId), now);
  const elsewhere = await carriedElsewhere(em, accessPackageId, plan);
  const moved = (which: 'add' | 'remove') =>
    plan.reduce((count, change) => count + change[which].filter((key) => !elsewhere.has(`${change.userId} ${key}`)).length, 0);
  return { assignments: plan.length, grantsAdded: moved('add'), grantsRemoved: moved('remove') };
}

/** The rights of the plan, as `user right scope`, that these users have through another package too. */
async function carriedElsewhere(em: EntityManager, accessPackageId: string, plan: readonly RoleChange[]): Promise<Set<string>> {
  if (plan.length === 0) return new Set();
  const { rows } = await sql<{ held: string }>`
    select distinct g.user_id || ' ' || g.resource_role_id || ' ' || g.scope as held
    from access_grant g join grant_carrier c on c.grant_id = g.id and c.ended_at is null
      join assignment a on a.id = c.assignment_id and a.access_package_id <> ${accessPackageId}
    where g.state <> 'REMOVED' and g.user_id = any(${plan.map(({ userId }) => userId)}::text[])`.execute(em.getKysely());
  return new Set(rows.map(({ held }) => held));
}
