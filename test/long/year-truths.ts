import { type TestApp } from '../testkit/app.ts';
import { rowsOf } from '../testkit/import.ts';

const LIVE = `('DELIVERING', 'DELIVERED', 'PARTIALLY_DELIVERED', 'DELIVERY_FAILED')`;

/** Does the person `u` hold nothing, and is nothing on its way to them? */
const WITHOUT_ACCESS = `not exists (select 1 from assignment a where a.target_id = u.id and a.state in ('DELIVERING', 'DELIVERED', 'PARTIALLY_DELIVERED')
      and (a.expires_at is null or a.expires_at > :now))
    and not exists (select 1 from access_request r where r.target_id = u.id and r.state in ('SUBMITTED', 'PENDING_APPROVAL', 'SCHEDULED', 'DELIVERING'))`;

/** What must find nothing, on whatever day it is asked, once the jobs of that day have run. `:now` is that instant. */
const NEVER: Record<string, string> = {
  'two live assignments of one person and package': `
    select target_id, access_package_id from assignment where state in ${LIVE} group by 1, 2 having count(*) > 1`,
  'access that outlives its end': `select id from assignment where state in ${LIVE} and expires_at <= :now`,
  'an end that never came to rest': `select id from assignment where state = 'ENDING'`,
  'a delivery that never came to rest': `select id from assignment where state in ('DELIVERING', 'PARTIALLY_DELIVERED', 'DELIVERY_FAILED')`,
  'a grant without a reason': `
    select g.id from access_grant g where g.state <> 'REMOVED' and not exists (
      select 1 from grant_carrier c join assignment a on a.id = c.assignment_id
      where c.grant_id = g.id and c.ended_at is null and a.state in ${LIVE})`,
  'a grant that is gone while something carries it': `
    select g.id from access_grant g join grant_carrier c on c.grant_id = g.id and c.ended_at is null where g.state = 'REMOVED'`,
  'a grant between two states': `select id from access_grant where state not in ('ACTIVE', 'REMOVED')`,
  'an operation under way': `select id from provisioning_operation where state in ('QUEUED', 'RUNNING', 'RETRYING', 'DEAD')`,
  'a start that was missed': `select id from access_request where state = 'SCHEDULED' and due_at <= :now`,
  'a request that nobody works on': `select id from access_request where state in ('SUBMITTED', 'DELIVERING')`,
  'a deadline that was missed': `select id from approval_stage where state = 'OPEN' and next_due_at <= :now`,
  'a pending request without an open stage': `
    select r.id from access_request r where r.state = 'PENDING_APPROVAL'
      and not exists (select 1 from approval_stage s where s.request_id = r.id and s.state = 'OPEN')`,
  'somebody who left and still holds something': `
    select a.id from assignment a join app_user u on u.id = a.target_id where u.state = 'DELETED' and a.state in ${LIVE}`,
  'a request that was submitted more or less than once': `
    select r.id from access_request r
    where (select count(*) from audit_event e where e.request_id = r.id and e.action = 'request.submitted' and e.outcome = 'DONE') <> 1`,
  'a request that was closed twice': `
    select request_id from audit_event where action = 'request.settled' group by request_id having count(*) > 1`,
  'a guest without access who is still here after their days': `
    select u.id from app_user u left join guest_lifecycle g on g.user_id = u.id
    where u.governed and u.kind = 'GUEST' and u.state <> 'DELETED' and ${WITHOUT_ACCESS}
      and (select max(greatest(a.ended_at, a.expires_at)) from assignment a where a.target_id = u.id) + interval '30 days' <= :now
      and (g.hold_until is null or g.hold_until + interval '30 days' <= :now)`,
  'a guest without access who may still sign in': `
    select u.id from app_user u left join guest_lifecycle g on g.user_id = u.id
    where u.governed and u.kind = 'GUEST' and u.state = 'ACTIVE' and ${WITHOUT_ACCESS} and (g.hold_until is null or g.hold_until <= :now)`,
  'a guest with access who was shut out': `
    select u.id from app_user u where u.governed and u.state <> 'ACTIVE' and not (${WITHOUT_ACCESS})`,
  'a member of whom something became by want of access': `
    select u.id from app_user u where u.kind <> 'GUEST' and (u.block_reason = 'LIFECYCLE' or u.erased_at is not null)`,
  'a guest who is gone and still has a name': `
    select u.id from app_user u where u.kind = 'GUEST' and u.state = 'DELETED' and (u.email is not null or u.erased_at is null)`,
  'a Prospect who is kept too long': `
    select u.id from app_user u where u.state = 'PROSPECT' and u.email_proved_at + interval '30 days' <= :now
      and not exists (select 1 from access_request r where r.target_id = u.id and r.closed_at + interval '30 days' > :now)
      and ${WITHOUT_ACCESS}`,
  'when access ends that is kept, and does not': `
    select g.user_id from guest_lifecycle g where g.access_until is distinct from access_until(g.user_id, g.created_at)`,
  'somebody who was told the same thing twice': `
    select user_id, kind, request_id, stage_id, assignment_id from notification
    where kind <> 'ACCESS_ENDS_SOON' and kind <> 'APPROVAL_REMINDER' and kind not like 'GUEST_%' group by 1, 2, 3, 4, 5 having count(*) > 1`,
};

/** Every truth that does not hold, with how often. */
export async function brokenTruths(t: TestApp): Promise<Record<string, number>> {
  const broken: Record<string, number> = {};
  const now = `'${t.clock.now().toISOString()}'::timestamptz`;
  for (const [what, sql] of Object.entries(NEVER)) {
    const found = await rowsOf(t, sql.replaceAll(':now', now));
    if (found.length > 0) broken[what] = found.length;
  }
  return broken;
}

interface Right {
  what: string;
}

/** Memberships of groups and roles of applications as the directory has them: `group|user` and `role|user`. */
export async function rightsHeld(t: TestApp): Promise<Set<string>> {
  const rows = await rowsOf<Right>(
    t,
    `select m.group_id || '|' || m.user_id as what from group_member m
     join resource r on r.external_id = m.group_id where m.user_id is not null
     union all select resource_role_id || '|' || user_id from directory_entitlement`,
  );
  return new Set(rows.map(({ what }) => what));
}

/** The rights that live assignments carry. */
export async function rightsCarried(t: TestApp): Promise<Set<string>> {
  const rows = await rowsOf<Right>(
    t,
    `select distinct case r.kind when 'GROUP' then r.external_id else ro.id end || '|' || a.target_id as what
     from assignment a join access_package_role p on p.access_package_id = a.access_package_id
     join resource_role ro on ro.id = p.resource_role_id join resource r on r.id = ro.resource_id
     where a.state in ${LIVE}`,
  );
  return new Set(rows.map(({ what }) => what));
}
