import { asksApproval } from '@gatehouse/schema/rules/role-groups';
import { nestedGroupsText } from '../../../kernel/authz/nested-groups.sql.ts';
import { type PolicyDefinition } from '@gatehouse/schema/rules/policy';

/** A policy of a package that leads into one of the groups asked about, as far as the rule looks at it. */
export interface WayIn extends Pick<PolicyDefinition, 'requesting' | 'stages'> {
  packageId: string;
  packageName: string;
  policyName: string;
}

/** The groups that hold a role in Gatehouse themselves, as rows (id). */
export const ROLE_GROUPS = `
  select distinct group_id as id from (
    select group_id from deployment_role_assignment union select group_id from catalog_role_assignment) r
  where group_id is not null`;

/** $1: ids of groups. Every policy of every package that leads into one of them, or into a group nested in one of them. */
export const WAYS_INTO_GROUPS = `
  with recursive ${nestedGroupsText('down', 'select id from unnest($1::text[] collate "C") g(id)')}
  select distinct p.id as "packageId", p.name as "packageName", ap.name as "policyName",
    jsonb_build_object('onBehalfPreApproves', v.on_behalf_pre_approves) as requesting,
    coalesce((select jsonb_agg(jsonb_build_object('occasion', s.occasion, 'quorum', s.quorum))
      from policy_stage s where s.policy_version_id = v.id), '[]'::jsonb) as stages
  from down d
    join resource r on r.external_id = d.group_id and r.kind = 'GROUP'
    join connector c on c.id = r.connector_id and c.kind = 'directory'
    join resource_role rr on rr.resource_id = r.id
    join access_package_role pr on pr.resource_role_id = rr.id
    join access_package p on p.id = pr.access_package_id
    join assignment_policy ap on ap.access_package_id = p.id
    join assignment_policy_version v on v.id = ap.current_version_id
  order by p.id`;

/** Those of the ways that ask nobody else, whoever asks: the same rule that judges a policy when it is saved. */
export function openWays(ways: readonly WayIn[]): WayIn[] {
  return ways.filter((way) => !asksApproval(way));
}
