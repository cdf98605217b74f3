/** Parts of what a notice is about that its sentence and its mail both need, in SQL. */
import { REMOVE_TYPES } from '@gatehouse/schema/rules/request-types';
import { sql } from 'kysely';
import { type Sql } from '../../kernel/read/sql.ts';

/** Does the request `r` move the end of an access, and nothing else? */
const MOVES_END: Sql = sql`(r.type = 'USER_EXTEND' or r.changes = 'END')`;

/** The token `token` that a notice is about, by its id, and the service `service`: the one with that id, or whose token it is. */
export function aboutServices(tokenId: Sql, serviceId: Sql): Sql {
  return sql`left join api_token token on token.id = ${tokenId}
    left join principal holder on holder.id = token.principal_id
    left join app_user service on service.id = coalesce(${serviceId}, holder.user_id) and service.kind = 'SERVICE'`;
}

/** When the access ends: of a request that moved the end, to when it did, whatever came later. Of the request `r`, the assignment `a`; or when the token `token` does. */
export const ENDS_AT: Sql = sql`case when ${MOVES_END} then r.expires_at else coalesce(a.expires_at, token.expires_at) end`;

/**
 * What ended an access, moved its end or closed a request, as `WhyFacts`, of the request `r`; null where nothing did. Whether an
 * approver is hidden is asked of the stages that gave the assignment, where its approval was revoked. Who canceled a request stands in
 * the audit alone, and why in what they wrote beside it.
 */
export const WHY: Sql = sql`case
  when r.type = any(${[...REMOVE_TYPES]}::text[]) then (
    select json_build_object('type', r.type, 'closed', null, 'cause', r.cause, 'byId', doer.id, 'byName', doer.name, 'reason', r.justification,
      'hidden', r.cause = 'APPROVAL_REVOKED' and exists (
        select 1 from access_request given join approval_stage stage on stage.request_id = given.id and not stage.show_approvers
          join stage_approver asked on asked.stage_id = stage.id and asked.user_id = doer.id
        where given.assignment_id = r.assignment_id))
    from (select 1) one left join app_user doer on doer.id = r.requester_id)
  when r.state = 'DENIED' then (
    select json_build_object('type', null, 'closed', 'DENIED', 'cause', null, 'byId', doer.id, 'byName', doer.name, 'reason', d.justification,
      'hidden', not stage.show_approvers)
    from approval_stage stage join decision d on d.stage_id = stage.id left join app_user doer on doer.id = d.by_id
    where stage.request_id = r.id and d.decision = 'DENY' and d.taken_back_at is null order by d.at desc, d.id desc limit 1)
  when r.state = 'CANCELED' then (
    select json_build_object('type', null, 'closed', case e.action when 'request.overtaken' then 'OVERTAKEN' else 'CANCELED' end,
      'cause', case when e.action = 'approval.revoked' then 'APPROVAL_REVOKED' when e.details ->> 'cause' = 'LEAVER' then 'LIFECYCLE' end,
      'byId', doer.id, 'byName', doer.name,
      'reason', case when e.action = 'request.canceled' then (select c.text from request_comment c
        where c.request_id = r.id and c.author_id = doer.id and c.created_at between e.at and r.closed_at order by c.id desc limit 1) end,
      'hidden', e.action = 'approval.revoked' and exists (
        select 1 from approval_stage stage join stage_approver asked on asked.stage_id = stage.id and asked.user_id = doer.id
        where stage.request_id = r.id and not stage.show_approvers))
    from audit_event e join principal p on p.id = e.actor_principal_id left join app_user doer on doer.id = p.user_id
    where e.request_id = r.id and e.action in ('request.canceled', 'request.overtaken', 'approval.revoked') and e.outcome = 'DONE'
    order by e.id desc limit 1)
  when ${MOVES_END} then (
    select json_build_object('type', r.type, 'closed', null, 'cause', null, 'byId', doer.id, 'byName', doer.name,
      'reason', r.justification, 'hidden', false)
    from (select 1) one left join app_user doer on doer.id = r.requester_id)
  end`;

/** The rights that came and went, by the names they have today; those whose resource is gone have none. */
export function rightsNamed(rights: Sql): Sql {
  const named = (which: 'added' | 'removed') => sql`(
    select coalesce(json_agg(role.name || ' of ' || res.name || case when one ->> 'scope' = '' then '' else ' (' || (one ->> 'scope') || ')' end
      order by res.name, role.name), '[]')
    from jsonb_array_elements(${rights} -> ${which}::text) one join resource_role role on role.id = one ->> 'resourceRoleId'
      join resource res on res.id = role.resource_id)`;
  return sql`case when ${rights} is null then null else json_build_object('added', ${named('added')}, 'removed', ${named('removed')}) end`;
}
