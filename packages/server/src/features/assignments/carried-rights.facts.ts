/** What assignments carry, beside what their packages give: the facts of `planRoleChange`. */
import { OPEN_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { type RoleChangeAssignment } from '@gatehouse/schema/rules/carriers';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type Sql } from '../../kernel/read/sql.ts';

/** Assignments and the rights they carry now, one row for each; to stand in a `from`. */
const CARRIED = sql`(select c.assignment_id, g.resource_role_id, g.scope from grant_carrier c join access_grant g on g.id = c.grant_id
  where c.ended_at is null and g.state <> 'REMOVED')`;

const LIVE = sql`a.state = any(${[...OPEN_ASSIGNMENT_STATES]}::text[])`;

/** Is the assignment `a` live at this instant, whether or not a job has come to its end? */
export const liveAt = (now: Date): Sql => sql`${LIVE} and (a.expires_at is null or a.expires_at > ${now})`;

/** The live assignments of a package, each with what it carries. One past its end is among them until a job has come to it. */
export function carriedByHolders(em: EntityManager, accessPackageId: string): Promise<RoleChangeAssignment[]> {
  return carriedWhere(em, sql`a.access_package_id = ${accessPackageId} and ${LIVE}`);
}

/** An assignment with what it carries; null where it is not live. */
export async function carriedBy(em: EntityManager, assignmentId: string): Promise<RoleChangeAssignment | null> {
  const [found] = await carriedWhere(em, sql`a.id = ${assignmentId} and ${LIVE}`);
  return found ?? null;
}

async function carriedWhere(em: EntityManager, where: Sql): Promise<RoleChangeAssignment[]> {
  const { rows } = await sql<RoleChangeAssignment & { expiresAt: string | Date | null }>`
    select a.id, a.target_id as "userId", a.state, a.expires_at as "expiresAt",
      coalesce(json_agg(c.resource_role_id || ' ' || c.scope) filter (where c.assignment_id is not null), '[]') as rights
    from assignment a left join ${CARRIED} c on c.assignment_id = a.id
    where ${where} group by a.id`.execute(em.getKysely());
  return rows.map((row) => ({ ...row, expiresAt: row.expiresAt && new Date(row.expiresAt) }));
}

/** Packages of which some live assignment does not carry what they give: `planRoleChange`, asked of everybody at once. */
export async function packagesBehind(em: EntityManager, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with live as (select a.id, a.access_package_id from assignment a where ${liveAt(now)}),
      carried as (select l.id, c.resource_role_id, c.scope from live l join ${CARRIED} c on c.assignment_id = l.id),
      given as (select l.id, r.resource_role_id, r.scope from live l join access_package_role r on r.access_package_id = l.access_package_id)
    select distinct l.access_package_id as id from live l
      join ((table given except table carried) union all (table carried except table given)) differing on differing.id = l.id
    order by 1`.execute(em.getKysely());
  return rows.map(({ id }) => id);
}
