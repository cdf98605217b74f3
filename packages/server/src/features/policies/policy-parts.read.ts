import { AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { PolicyApprover } from '@gatehouse/schema/policies/policy-approver.entity';
import { PolicyParty } from '@gatehouse/schema/policies/policy-party.entity';
import { PolicyQuestion, type QuestionChoice } from '@gatehouse/schema/policies/policy-question.entity';
import { PolicyStage } from '@gatehouse/schema/policies/policy-stage.entity';
import { choiceText } from '@gatehouse/schema/policies/choice-text';
import { inLanguage } from '@gatehouse/schema/rules/localized';
import { type LocalizedText } from '@gatehouse/schema/rules/policy';
import { sql } from 'kysely';
import { type Viewer } from '../../kernel/authz/viewer.ts';
import { defineRead } from '../../kernel/read/define-read.ts';
import { packageInMyCatalogs } from '../../kernel/read/rights.ts';
import { exists, type Alias } from '../../kernel/read/scope.ts';
import { and, type Condition, type Sql } from '../../kernel/read/sql.ts';

/** Does the viewer hold a role in the catalog of the policy this is a version of? */
export function versionInMyCatalogs(near: Alias, versionId: Sql, viewer: Viewer): Condition {
  if (viewer.catalogRoles.length === 0) return false;
  return exists(near, AssignmentPolicyVersion, (version) =>
    and(
      sql`${version('id')} = ${versionId}`,
      exists(near, AssignmentPolicy, (policy) =>
        and(sql`${policy('id')} = ${version('policy')}`, packageInMyCatalogs(near, policy('accessPackage'), viewer)),
      ),
    ),
  );
}

const stageRead = defineRead(PolicyStage, {
  all: 'catalog.read',
  through: 'policyVersion',
  visible: () => true,
  listed: [
    ['occasion', 'ASC'],
    ['order', 'ASC'],
  ],
});

const questionRead = defineRead(PolicyQuestion, {
  all: 'catalog.read',
  through: 'policyVersion',
  visible: () => true,
  listed: [['order', 'ASC']],
  fields: {
    localizedText: {
      needs: (t) => sql`json_build_object('default', ${t('text')}, 'translations', ${t('textTranslations')})`,
      resolve: (text: LocalizedText, _viewer, op) => inLanguage(text, op.languages ?? []),
    },
    localizedChoices: {
      needs: (t) => sql`nullif(${t('choices')}, 'null'::jsonb)`,
      resolve: (choices: QuestionChoice[] | null, _viewer, op) =>
        choices?.map((choice) => ({ value: choice.value, text: choiceText(choice, op.languages ?? []) })) ?? null,
    },
    translations: {
      sql: (t) =>
        sql`(select coalesce(json_agg(json_build_object('language', l.key, 'text', l.value) order by l.key), '[]') from jsonb_each_text(${t('textTranslations')}) l)`,
    },
  },
});

/** Whom a policy names is for those who administer it. */
const partyRead = defineRead(PolicyParty, {
  all: 'catalog.read',
  through: 'policyVersion',
  visible: (t, viewer) => versionInMyCatalogs(t, t('policyVersion'), viewer),
  listed: [['part', 'DESC']],
});

/** Whom a stage asks, as the policy names them, is for those who administer it; a request shows who is asked for it. */
const approverRead = defineRead(PolicyApprover, {
  all: 'catalog.read',
  through: 'stage',
  visible: (t, viewer) =>
    viewer.catalogRoles.length === 0
      ? false
      : exists(t, PolicyStage, (stage) =>
          and(sql`${stage('id')} = ${t('stage')}`, versionInMyCatalogs(t, stage('policyVersion'), viewer)),
        ),
});

export const POLICY_PART_READS = [stageRead, questionRead, partyRead, approverRead];
