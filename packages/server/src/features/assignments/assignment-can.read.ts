import { type Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { assignmentAbilities, type AssignmentAbilityFacts } from '@gatehouse/schema/rules/access-abilities';
import { PENDING_REQUEST_STATES } from '@gatehouse/schema/rules/request-machine';
import { CHANGE_TYPES } from '@gatehouse/schema/rules/request-types';
import { instant, type Written } from '@gatehouse/schema/rules/written';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type FieldRule } from '../../kernel/read/define-read.ts';
import { isoTime, jsonObject, type Sql } from '../../kernel/read/sql.ts';
import { expirationJson, expirationRead, requestingJson, versionV, type WrittenSettings } from '../policies/definition.sql.ts';

type PolicyFacts = NonNullable<AssignmentAbilityFacts['policy']>;
type WrittenFacts = Written<Omit<AssignmentAbilityFacts, 'policy'>> & {
  policy: (Omit<PolicyFacts, keyof WrittenSettings> & WrittenSettings) | null;
};

/** What the abilities look at in one row `v` of assignment_policy_version. */
function policyFacts(em: EntityManager): Sql {
  const v = versionV(em);
  return jsonObject([
    ['requesting', requestingJson(v)],
    ['expiration', expirationJson(v)],
    ['hasQuestion', sql`exists (select 1 from policy_question q where q.policy_version_id = v.id)`],
    ['hasChangeableQuestion', sql`exists (select 1 from policy_question q where q.policy_version_id = v.id and q.changeable)`],
  ]);
}

/** `viewerCan` of an assignment: the facts of the pure rule, gathered in the statement that reads the assignment. */
export const assignmentCan: FieldRule<Assignment> = {
  needs: (a) => sql`json_build_object(
    'state', ${a('state')}, 'expiresAt', ${isoTime(a('expiresAt'))},
    'startsAt', ${isoTime(sql`coalesce(${a('deliveredAt')}, ${a('createdAt')})`)}, 'extendedFrom', ${isoTime(a('extendedFrom'))}, 'targetId', ${a('target')},
    'targetManagerId', (select u.manager_id from app_user u where u.id = ${a('target')}),
    'targetResponsibleId', (select u.responsible_id from app_user u where u.id = ${a('target')}),
    'catalogId', (select p.catalog_id from access_package p where p.id = ${a('accessPackage')}),
    'packageRetired', (select p.state = 'RETIRED' from access_package p where p.id = ${a('accessPackage')}),
    'policy', (select ${policyFacts(a.scope.op.em)} from assignment_policy y join assignment_policy_version v on v.id = y.current_version_id where y.id = ${a('policy')}),
    'changePending', exists (select 1 from access_request r where r.target_id = ${a('target')} and r.access_package_id = ${a('accessPackage')}
      and r.state = any(${[...PENDING_REQUEST_STATES]}::text[]) and r.type = any(${[...CHANGE_TYPES]}::text[])))`,
  resolve: (written: WrittenFacts, viewer, op) => {
    const { startsAt, expiresAt, extendedFrom, policy } = written;
    const times = { startsAt: instant(startsAt), expiresAt: instant(expiresAt), extendedFrom: instant(extendedFrom) };
    return assignmentAbilities(
      viewer,
      { ...written, ...times, policy: policy && { ...policy, expiration: expirationRead(policy.expiration) } },
      op.now,
    );
  },
};
