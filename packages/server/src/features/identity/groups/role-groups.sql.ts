import { type ApprovalSettings } from '@gatehouse/schema/rules/policy';
import { asksApproval } from '@gatehouse/schema/rules/role-groups';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { nestedGroups } from '../../../kernel/authz/nested-groups.sql.ts';
import { type Sql } from '../../../kernel/read/sql.ts';
import { requestingJson, stageSettingsJson, versionV } from '../../policies/definition.sql.ts';

/** A policy of a package that leads into one of the groups asked about, as far as the rule looks at it. */
export interface WayIn extends ApprovalSettings {
  packageId: string;
  packageName: string;
  policyName: string;
}

/** The groups that hold a role in Gatehouse themselves, as rows (id). */
export const ROLE_GROUPS: Sql = sql`(
  select distinct group_id as id from (
    select group_id from deployment_role_assignment union select group_id from catalog_role_assignment) r
  where group_id is not null)`;

/**
 * The policies of packages that lead into one of the groups, or into one nested in one of them, and ask nobody else, whoever asks: by
 * the same rule that judges a policy when it is saved.
 * @param groups rows (id)
 */
export async function openWaysInto(em: EntityManager, groups: Sql): Promise<WayIn[]> {
  const v = versionV(em);
  const { rows } = await sql<WayIn>`
    with recursive ${nestedGroups('down', sql`select id from ${groups} g(id)`)}
    select distinct p.id as "packageId", p.name as "packageName", ap.name as "policyName",
      (${requestingJson(v)})::jsonb as requesting, (${stageSettingsJson(v)})::jsonb as stages
    from down d
      join resource r on r.group_id = d.group_id
      join resource_role rr on rr.resource_id = r.id
      join access_package_role pr on pr.resource_role_id = rr.id
      join access_package p on p.id = pr.access_package_id
      join assignment_policy ap on ap.access_package_id = p.id
      join assignment_policy_version v on v.id = ap.current_version_id
    order by p.id`.execute(em.getKysely());
  return rows.filter((way) => !asksApproval(way));
}
