import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import {
  AssignmentPolicyFilter,
  AssignmentPolicyOrder,
  AssignmentPolicyVersionFilter,
  AssignmentPolicyVersionOrder,
} from '@gatehouse/schema/policies/assignment-policy.filters';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { awaitsConfirmation, mayConfirmVersion, type VersionFacts } from '@gatehouse/schema/rules/self-serving';
import { sql } from 'kysely';
import { type Viewer } from '../../kernel/authz/viewer.ts';
import { defineRead, relation } from '../../kernel/read/define-read.ts';
import { packageIn, packageInMyCatalogs } from '../../kernel/read/rights.ts';
import { visibleRow } from '../../kernel/read/relations.ts';
import { exists, type Alias } from '../../kernel/read/scope.ts';
import { and, jsonObject, or, type Sql } from '../../kernel/read/sql.ts';
import {
  expirationJson,
  expirationRead,
  requestingJson,
  stageSettingsJson,
  type StageSettings,
  type WrittenSettings,
} from './definition.sql.ts';
import { versionInMyCatalogs } from './policy-parts.read.ts';
import { asksForOthers, says, isInScopeOf } from './scope.read.ts';

/** Catalog roles see all policies of their packages; others the enabled ones that are for them, or under which they may ask for somebody. */
const policyRead = defineRead(AssignmentPolicy, {
  all: 'catalog.read',
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
  within: (t, catalogIds) => packageIn(t, t('accessPackage'), catalogIds),
  relations: {
    // Written with the policy itself; null only in between.
    currentVersion: relation<AssignmentPolicy, AssignmentPolicyVersion>({ entity: () => AssignmentPolicyVersion, implied: true }),
    assignments: relation<AssignmentPolicy, Assignment>({ entity: () => Assignment, by: 'policy' }),
    accessRequests: relation<AssignmentPolicy, AccessRequest>({ entity: () => AccessRequest, by: 'policy' }),
  },
  filter: AssignmentPolicyFilter,
  orders: AssignmentPolicyOrder,
  defaultOrder: [['name', 'ASC']],
  listed: [
    ['priority', 'ASC'],
    ['name', 'ASC'],
  ],
});

const administered = {
  visible: (t: Alias<AssignmentPolicyVersion>, viewer: Viewer) => versionInMyCatalogs(t, t('id'), viewer),
};

/** What a policy said: its present version with the policy, an older one with a request that keeps it. */
const versionRead = defineRead(AssignmentPolicyVersion, {
  all: 'catalog.read',
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
  within: (t, catalogIds) =>
    exists(t, AssignmentPolicy, (policy) =>
      and(sql`${policy('id')} = ${t('policy')}`, packageIn(t, policy('accessPackage'), catalogIds)),
    ),
  fields: {
    // Who wrote it is for those who administer it.
    author: administered,
    confirmedBy: administered,
    confirmedAt: administered,
    awaitsConfirmation: {
      needs: versionFacts,
      resolve: (facts: WrittenFacts) => awaitsConfirmation(facts, { ...facts, expiration: expirationRead(facts.expiration) }),
    },
    viewerCan: {
      needs: versionFacts,
      resolve: (facts: WrittenFacts, viewer) => ({ confirm: mayConfirmVersion(viewer, facts) }),
    },
  },
  filter: AssignmentPolicyVersionFilter,
  orders: AssignmentPolicyVersionOrder,
  defaultOrder: [['number', 'DESC']],
});

type WrittenFacts = VersionFacts & WrittenSettings & { stages: StageSettings[] };

/** What the rules about confirming a version look at. */
function versionFacts(t: Alias<AssignmentPolicyVersion>): Sql {
  return sql`(select ${jsonObject([
    ['authorId', t('author')],
    ['confirmed', sql`${t('confirmedAt')} is not null`],
    ['current', sql`ap.current_version_id = ${t('id')}`],
    ['catalogId', sql`(select p.catalog_id from access_package p where p.id = ap.access_package_id)`],
    ['expiration', expirationJson(t)],
    ['requesting', requestingJson(t)],
    ['stages', stageSettingsJson(t)],
  ])} from assignment_policy ap where ap.id = ${t('policy')})`;
}

export const POLICY_READS = [policyRead, versionRead];
