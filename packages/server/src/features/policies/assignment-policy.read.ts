import { AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import {
  AssignmentPolicyFilter,
  AssignmentPolicyOrder,
  AssignmentPolicyVersionFilter,
} from '@gatehouse/schema/policies/assignment-policy.filters';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { sql } from 'kysely';
import { defineRead, relation } from '../../read/define-read.ts';
import { packageInMyCatalogs } from '../../read/rights.ts';
import { visibleRow } from '../../read/relations.ts';
import { exists } from '../../read/scope.ts';
import { and, or } from '../../read/sql.ts';
import { asksForOthers, says, isInScopeOf } from './scope.read.ts';

/** Catalog roles see all policies of their packages; others the enabled ones that are for them, or under which they may ask for somebody. */
const policyRead = defineRead(AssignmentPolicy, {
  through: 'accessPackage',
  visible: (t, viewer) =>
    or(
      packageInMyCatalogs(t, t('accessPackage'), viewer),
      and(
        sql`${t('state')} = 'ENABLED'`,
        or(
          isInScopeOf(t, viewer),
          says(
            t,
            asksForOthers(() => sql`true`, viewer),
          ),
        ),
      ),
    ),
  relations: {
    // Written with the policy itself; null only in between.
    currentVersion: relation<AssignmentPolicy, AssignmentPolicyVersion>({ entity: () => AssignmentPolicyVersion, implied: true }),
  },
  filter: AssignmentPolicyFilter,
  orders: AssignmentPolicyOrder,
  defaultOrder: [['name', 'ASC']],
  listed: [
    ['priority', 'ASC'],
    ['name', 'ASC'],
  ],
});

/** What a policy said: its present version with the policy, an older one with a request that keeps it. */
const versionRead = defineRead(AssignmentPolicyVersion, {
  visible: (t, viewer) =>
    or(
      exists(t, AssignmentPolicy, (policy) =>
        and(
          sql`${policy('id')} = ${t('policy')}`,
          or(
            packageInMyCatalogs(t, policy('accessPackage'), viewer),
            and(sql`${policy('currentVersion')} = ${t('id')}`, visibleRow(policy)),
          ),
        ),
      ),
      exists(t, AccessRequest, (request) => and(sql`${request('policyVersion')} = ${t('id')}`, visibleRow(request))),
    ),
  filter: AssignmentPolicyVersionFilter,
});

export const POLICY_READS = [policyRead, versionRead];
