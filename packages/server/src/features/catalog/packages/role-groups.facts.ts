import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { groupsWithRoles } from '../../identity/groups/group.facts.ts';

/** The rights among these that lead into a group which carries roles in Gatehouse itself. */
export async function leadingToRoles(em: EntityManager, resourceRoleIds: readonly string[]): Promise<string[]> {
  if (resourceRoleIds.length === 0) return [];
  const { rows } = await sql<{ id: string; groupId: string }>`
    select rr.id, r.group_id as "groupId" from resource_role rr
      join resource r on r.id = rr.resource_id and r.group_id is not null
    where rr.id = any(${[...resourceRoleIds]}::text[])`.execute(em.getKysely());
  const carrying = new Set(await groupsWithRoles(em, [...new Set(rows.map(({ groupId }) => groupId))]));
  return rows.filter(({ groupId }) => carrying.has(groupId)).map(({ id }) => id);
}

/** Does a package lead into a group which carries roles in Gatehouse itself? */
export async function packageLeadsToRoles(em: EntityManager, accessPackageId: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select resource_role_id as id from access_package_role where access_package_id = ${accessPackageId}`.execute(em.getKysely());
  return (
    (
      await leadingToRoles(
        em,
        rows.map(({ id }) => id),
      )
    ).length > 0
  );
}
