/** What a version of a policy says, as JSON in the shape that the rules read: one projection for whoever judges by it. */
import { AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { type PolicyApprover } from '@gatehouse/schema/policies/policy-approver.entity';
import { type PartyPart } from '@gatehouse/schema/rules/vocabulary';
import { type PolicyQuestion } from '@gatehouse/schema/policies/policy-question.entity';
import { type PolicyStage } from '@gatehouse/schema/policies/policy-stage.entity';
import {
  type ExpirationSettings,
  type PolicyDefinition,
  type RequesterSettings,
  type StageDefinition,
} from '@gatehouse/schema/rules/policy';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import {
  columnMembers,
  embeddedMembers,
  namedRow,
  relatedRow,
  type Member,
  type NamedRow,
} from '../../kernel/read/columns-json.ts';
import { jsonObject, type Sql } from '../../kernel/read/sql.ts';

/** A row of assignment_policy_version in a statement. */
export type VersionRow = NamedRow<AssignmentPolicyVersion>;

/** The row that a statement written by hand calls `v`. */
export const versionV = (em: EntityManager): VersionRow => namedRow(em, AssignmentPolicyVersion, 'v');

/** Settings as JSON holds them: what they say themselves, but for instants. */
export interface WrittenSettings {
  requesting: RequesterSettings;
  expiration: Omit<ExpirationSettings, 'endsAt'> & { endsAt: string | null };
}

/** Who may ask under it, and how. */
export function requestingJson(version: VersionRow): Sql {
  return jsonObject([...embeddedMembers(version, 'requesting'), ['onBehalfUserIds', partyIds(version, 'ON_BEHALF', 'user_id')]]);
}

/** When access under it ends; to be read by `expirationRead`. */
export function expirationJson(version: VersionRow): Sql {
  return jsonObject(embeddedMembers(version, 'expiry'));
}

/** What `expirationJson` wrote, with its instant. */
export function expirationRead(written: WrittenSettings['expiration']): ExpirationSettings {
  return { ...written, endsAt: written.endsAt === null ? null : new Date(written.endsAt) };
}

/** A stage without whom it asks. */
export type StageSettings = Omit<StageDefinition, 'approvers'>;

/** What each of its stages asks for, but whom. */
export function stageSettingsJson(version: VersionRow): Sql {
  return stagesJson(version);
}

function stagesJson(version: VersionRow, ...more: ((stage: NamedRow<PolicyStage>) => Member)[]): Sql {
  const stage = relatedRow<AssignmentPolicyVersion, PolicyStage>(version, 'stages', 's');
  const members = [...columnMembers(stage, ['createdAt', 'policyVersion']), ...more.map((one) => one(stage))];
  return list(sql`(select json_agg(${jsonObject(members)} order by s.occasion, s."order")
    from policy_stage s where s.policy_version_id = ${version.row}.id)`);
}

function approversOf(stage: NamedRow<PolicyStage>): Member {
  const approver = relatedRow<PolicyStage, PolicyApprover>(stage, 'approvers', 'a');
  const members = columnMembers(approver, ['id', 'createdAt', 'stage']);
  return [
    'approvers',
    list(sql`(select json_agg(${jsonObject(members)} order by a.id) from policy_approver a where a.stage_id = s.id)`),
  ];
}

const CHOICES = list(sql`(select json_agg(json_build_object('value', c->>'value',
    'text', json_build_object('default', c->>'text', 'translations', (select coalesce(jsonb_object_agg(l->>'language', l->>'text'), '{}')
      from jsonb_array_elements(coalesce(c->'translations', '[]'::jsonb)) l))))
  from jsonb_array_elements(coalesce(nullif(q.choices, 'null'::jsonb), '[]'::jsonb)) c)`);

function questionsJson(version: VersionRow): Sql {
  const question = relatedRow<AssignmentPolicyVersion, PolicyQuestion>(version, 'questions', 'q');
  const own = columnMembers(question, ['createdAt', 'policyVersion', 'text', 'textTranslations', 'choices']);
  const text = sql`json_build_object('default', q.text, 'translations', q.text_translations)`;
  return list(sql`(select json_agg(${jsonObject([...own, ['text', text], ['choices', CHOICES]])} order by q."order")
    from policy_question q where q.policy_version_id = ${version.row}.id)`);
}

/** A definition as the database writes it. */
export type WrittenDefinition = Omit<PolicyDefinition, 'expiration'> & Pick<WrittenSettings, 'expiration'>;

/** The whole definition; to be read by `definitionRead`. */
export function definitionJson(version: VersionRow): Sql {
  const of = (column: string) => sql`${version.row}.${sql.ref(column)}`;
  return jsonObject([
    ['id', of('id')],
    ['policyId', of('policy_id')],
    ['scope', of('scope')],
    ['scopeUserIds', partyIds(version, 'SCOPE', 'user_id')],
    ['scopeGroupIds', partyIds(version, 'SCOPE', 'group_id')],
    ['scopeOrganizations', scopeOrganizations(version)],
    ['requesting', requestingJson(version)],
    ['expiration', expirationJson(version)],
    ['stages', stagesJson(version, approversOf)],
    ['questions', questionsJson(version)],
  ]);
}

/** What `definitionJson` wrote, with its instant. */
export function definitionRead(written: WrittenDefinition): PolicyDefinition {
  return { ...written, expiration: expirationRead(written.expiration) };
}

function partyIds({ row }: VersionRow, part: PartyPart, column: 'user_id' | 'group_id'): Sql {
  return list(sql`(select json_agg(p.${sql.ref(column)} order by p.id) from policy_party p
    where p.policy_version_id = ${row}.id and p.part = ${part} and p.${sql.ref(column)} is not null)`);
}

function scopeOrganizations({ row }: VersionRow): Sql {
  return list(sql`(select json_agg(json_build_object('organizationId', p.organization_id, 'domain', p.domain) order by p.id)
    from policy_party p where p.policy_version_id = ${row}.id and p.part = 'SCOPE' and p.organization_id is not null)`);
}

function list(rows: Sql): Sql {
  return sql`coalesce(${rows}, '[]'::json)`;
}
