import { type AccessPackageRoleInput } from '@gatehouse/schema/catalog/access-package.inputs';
import { OPEN_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { planRoleChange, type RoleChange, type RoleChangeAssignment } from '@gatehouse/schema/rules/carriers';
import { LIMITS } from '@gatehouse/schema/shared/inputs';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { refused } from '../../../kernel/refused.ts';

/** A right in a scope, as one word: what a package gives and a grant is about. */
export interface PackagedRole {
  key: string;
  resourceRoleId: string;
  scope: string;
}

const SEPARATOR = ' ';

/** The word for a right in a scope. */
export function roleKey(resourceRoleId: string, scope: string): string {
  return `${resourceRoleId}${SEPARATOR}${scope}`;
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
    const key = roleKey(resourceRoleId, scope ?? '');
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
  const plan = planRoleChange(keys, await liveAssignments(em, accessPackageId), now);
  const elsewhere = await carriedElsewhere(em, accessPackageId, plan);
  const moved = (which: 'add' | 'remove') =>
    plan.reduce(
      (count, change) => count + change[which].filter((key) => !elsewhere.has(`${change.userId}${SEPARATOR}${key}`)).length,
      0,
    );
  return { assignments: plan.length, grantsAdded: moved('add'), grantsRemoved: moved('remove') };
}

async function liveAssignments(em: EntityManager, accessPackageId: string): Promise<RoleChangeAssignment[]> {
  const { rows } = await sql<RoleChangeAssignment & { expiresAt: string | Date | null }>`
    select a.id, a.target_id as "userId", a.state, a.expires_at as "expiresAt",
      coalesce(json_agg(g.resource_role_id || ${SEPARATOR} || g.scope) filter (where g.id is not null), '[]') as "roleIds"
    from assignment a
      left join grant_carrier c on c.assignment_id = a.id and c.ended_at is null
      left join access_grant g on g.id = c.grant_id and g.state <> 'REMOVED'
    where a.access_package_id = ${accessPackageId} and a.state = any(${[...OPEN_ASSIGNMENT_STATES]}::text[])
    group by a.id`.execute(em.getKysely());
  return rows.map((row) => ({ ...row, expiresAt: row.expiresAt && new Date(row.expiresAt) }));
}

/** The rights of the plan, as `user right scope`, that these users have through another package too. */
async function carriedElsewhere(em: EntityManager, accessPackageId: string, plan: readonly RoleChange[]): Promise<Set<string>> {
  if (plan.length === 0) return new Set();
  const { rows } = await sql<{ held: string }>`
    select distinct g.user_id || ${SEPARATOR} || g.resource_role_id || ${SEPARATOR} || g.scope as held
    from access_grant g join grant_carrier c on c.grant_id = g.id and c.ended_at is null
      join assignment a on a.id = c.assignment_id and a.access_package_id <> ${accessPackageId}
    where g.state <> 'REMOVED' and g.user_id = any(${plan.map(({ userId }) => userId)}::text[])`.execute(em.getKysely());
  return new Set(rows.map(({ held }) => held));
}
