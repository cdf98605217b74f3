import { type Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { assignmentAbilities, type AssignmentAbilityFacts } from '@gatehouse/schema/rules/access-abilities';
import { PENDING_REQUEST_STATES } from '@gatehouse/schema/rules/request-machine';
import { CHANGE_TYPES } from '@gatehouse/schema/rules/request-types';
import { sql } from 'kysely';
import { type FieldRule } from '../../kernel/read/define-read.ts';
import { isoTime, type Sql } from '../../kernel/read/sql.ts';

type Times = 'startsAt' | 'expiresAt' | 'extendedFrom';
type Written = Omit<AssignmentAbilityFacts, Times> & { startsAt: string; expiresAt: string | null; extendedFrom: string | null };

/** What the abilities look at in one row `v` of assignment_policy_version. */
const POLICY_FACTS: Sql = sql`json_build_object(
  'requesting', json_build_object('selfAdd', v.self_add, 'selfExtend', v.self_extend, 'selfRemove', v.self_remove,
    'managerOnBehalf', v.manager_on_behalf, 'customSchedule', v.custom_schedule, 'justificationRequired', v.justification_required,
    'onBehalfPreApproves', v.on_behalf_pre_approves,
    'onBehalfUserIds', array(select p.user_id from policy_party p where p.policy_version_id = v.id and p.part = 'ON_BEHALF' and p.user_id is not null)),
  'expiration', json_build_object('kind', v.expiration, 'endsAt', ${isoTime(sql`v.ends_at`)}, 'timeZone', v.time_zone, 'duration', v.duration,
    'extensionAllowed', v.extension_allowed, 'extensionNeedsApproval', v.extension_needs_approval, 'extensionWindow', v.extension_window,
    'extensionCeiling', v.extension_ceiling, 'nearExpiryNotices', v.near_expiry_notices),
  'hasQuestion', exists (select 1 from policy_question q where q.policy_version_id = v.id),
  'hasChangeableQuestion', exists (select 1 from policy_question q where q.policy_version_id = v.id and q.changeable))`;

/** `viewerCan` of an assignment: the facts of the pure rule, gathered in the statement that reads the assignment. */
export const assignmentCan: FieldRule<Assignment> = {
  needs: (a) => sql`json_build_object(
    'state', ${a('state')}, 'expiresAt', ${isoTime(a('expiresAt'))},
    'startsAt', ${isoTime(sql`coalesce(${a('deliveredAt')}, ${a('createdAt')})`)}, 'extendedFrom', ${isoTime(a('extendedFrom'))}, 'targetId', ${a('target')},
    'targetManagerId', (select u.manager_id from app_user u where u.id = ${a('target')}),
    'catalogId', (select p.catalog_id from access_package p where p.id = ${a('accessPackage')}),
    'packageRetired', (select p.state = 'RETIRED' from access_package p where p.id = ${a('accessPackage')}),
    'policy', (select ${POLICY_FACTS} from assignment_policy y join assignment_policy_version v on v.id = y.current_version_id where y.id = ${a('policy')}),
    'changePending', exists (select 1 from access_request r where r.target_id = ${a('target')} and r.access_package_id = ${a('accessPackage')}
      and r.state = any(${[...PENDING_REQUEST_STATES]}::text[]) and r.type = any(${[...CHANGE_TYPES]}::text[])))`,
  resolve: (written: Written, viewer, op) => {
    const at = (time: string | null) => (time === null ? null : new Date(time));
    const { startsAt, expiresAt, extendedFrom, policy } = written;
    const times = { startsAt: new Date(startsAt), expiresAt: at(expiresAt), extendedFrom: at(extendedFrom) };
    return assignmentAbilities(viewer, { ...written, ...times, policy: policy && readPolicy(policy) }, op.now);
  },
};

/** The policy's date is written as JSON writes it. */
function readPolicy(policy: NonNullable<Written['policy']>): NonNullable<AssignmentAbilityFacts['policy']> {
  const { endsAt } = policy.expiration;
  return { ...policy, expiration: { ...policy.expiration, endsAt: endsAt && new Date(endsAt) } };
}
