import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { groupsAbove, nestedGroups } from '../../../kernel/authz/nested-groups.sql.ts';
import { openWaysInto, type WayIn } from './role-groups.sql.ts';

const theseGroups = (ids: readonly string[]) => sql`select id from unnest(${[...ids]}::text[] collate "C") g(id)`;

/** Would nesting these groups in `groupId` make a circle: is `groupId` one of them, or nested in one of them? */
export async function wouldCircle(em: EntityManager, groupId: string, nestedIds: readonly string[]): Promise<boolean> {
  const { rows } =
    await sql`with recursive ${nestedGroups('down', theseGroups(nestedIds))} select 1 from down where group_id = ${groupId}`.execute(
      em.getKysely(),
    );
  return rows.length > 0;
}

/** Does being in this group give the right to bypass approval, here or through a group it is nested in? */
export async function givesBypass(em: EntityManager, groupId: string): Promise<boolean> {
  const { rows } = await sql`
    with recursive ${groupsAbove('up', theseGroups([groupId]))}
    select 1 from deployment_role_assignment r join up on up.group_id = r.group_id where r.may_bypass_approval
    union all select 1 from catalog_role_assignment r join up on up.group_id = r.group_id where r.may_bypass_approval
    limit 1`.execute(em.getKysely());
  return rows.length > 0;
}

/** Those of these groups in which one holds a role in Gatehouse: a deployment or catalog role, here or further up. */
export async function groupsWithRoles(em: EntityManager, groupIds: readonly string[]): Promise<string[]> {
  if (groupIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    with recursive ${groupsAbove('up', sql`select id, id from unnest(${[...groupIds]}::text[] collate "C") g(id)`, ['root'])}
    select distinct u.root as id from up u
    where exists (select 1 from deployment_role_assignment r where r.group_id = u.group_id)
      or exists (select 1 from catalog_role_assignment r where r.group_id = u.group_id)`.execute(em.getKysely());
  return rows.map(({ id }) => id);
}

/**
 * The first package that leads into one of these groups, or into one nested in them, under a policy that could ask nobody.
 * A group that carries roles may be packaged only with approval (domain §8), so such a package stands against giving it one.
 */
export async function packageWithoutApproval(em: EntityManager, groupIds: readonly string[]): Promise<WayIn | null> {
  const [open] = await openWaysInto(em, sql`unnest(${[...groupIds]}::text[] collate "C")`);
  return open ?? null;
}

/** What else names a group, in words for a sentence; a group that something names is not deleted. */
export async function usesOfGroup(em: EntityManager, groupId: string): Promise<string[]> {
  const { rows } = await sql<{ use: string }>`
    select 'a role over the deployment' as use where exists (select 1 from deployment_role_assignment where group_id = ${groupId})
    union all select 'a role in a catalog' where exists (select 1 from catalog_role_assignment where group_id = ${groupId})
    union all select 'the ownership of a resource' where exists (select 1 from resource_owner where group_id = ${groupId})
    union all select 'a resource' where exists (select 1 from resource where group_id = ${groupId})
    union all select 'a policy, or a former version of one' where exists (select 1 from policy_party where group_id = ${groupId})
      or exists (select 1 from policy_approver where group_id = ${groupId})
    union all select 'another group' where exists (select 1 from group_member where member_group_id = ${groupId})
  `.execute(em.getKysely());
  return rows.map(({ use }) => use);
}
