import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { activePeople, administrators } from '../../kernel/authz/holders.ts';

/**
 * Who is to do something in a target by hand: the owners of the resource, or the administrators where it has none.
 * Never the person whose access it changes: nobody confirms for themself.
 */
export async function taskPeople(em: EntityManager, resourceId: string, targetId: string): Promise<string[]> {
  const owners = await activePeople(em, sql`select user_id, group_id from resource_owner where resource_id = ${resourceId}`);
  const others = owners.filter((id) => id !== targetId);
  return others.length > 0 ? others : (await administrators(em)).filter((id) => id !== targetId);
}

/** Owners of the catalogs through whose packages a grant is or was carried. */
export function carryingCatalogOwners(em: EntityManager, grantId: string): Promise<string[]> {
  return activePeople(
    em,
    sql`select r.user_id, r.group_id from catalog_role_assignment r where r.role = 'OWNER' and r.catalog_id in (
      select p.catalog_id from grant_carrier c join assignment a on a.id = c.assignment_id
        join access_package p on p.id = a.access_package_id where c.grant_id = ${grantId})`,
  );
}

/** Why a grant is being changed: what the evidence of it names. */
export interface Carrying {
  assignmentId: string | null;
  accessPackageId: string | null;
  catalogId: string | null;
  /** The request being delivered, where one is. */
  requestId: string | null;
}

/** The assignment a grant was last carried by, with its package and the request that is being delivered for it. */
export async function carryingOf(em: EntityManager, grantId: string): Promise<Carrying> {
  const { rows } = await sql<Carrying>`
    select a.id as "assignmentId", p.id as "accessPackageId", p.catalog_id as "catalogId",
      (select r.id from access_request r where r.assignment_id = a.id and r.state = 'DELIVERING' order by r.id desc limit 1) as "requestId"
    from grant_carrier c join assignment a on a.id = c.assignment_id join access_package p on p.id = a.access_package_id
    where c.grant_id = ${grantId} order by c.ended_at desc nulls first, c.id desc limit 1`.execute(em.getKysely());
  return rows[0] ?? { assignmentId: null, accessPackageId: null, catalogId: null, requestId: null };
}
