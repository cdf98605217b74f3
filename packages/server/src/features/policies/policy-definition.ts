import { type PolicyDefinition } from '@gatehouse/schema/rules/policy';
import { type PolicyCandidate } from '@gatehouse/schema/rules/policy-choice';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** A definition as the database writes it: the same, but for the one instant in it. */
type WrittenDefinition = Omit<PolicyDefinition, 'expiration'> & {
  expiration: Omit<PolicyDefinition['expiration'], 'endsAt'> & { endsAt: string | null };
};

const list = (rows: ReturnType<typeof sql>) => sql`coalesce(${rows}, '[]'::json)`;
const ids = (column: string, part: string) =>
  list(sql`(select json_agg(p.${sql.ref(column)} order by p.id) from policy_party p
    where p.policy_version_id = v.id and p.part = ${part} and p.${sql.ref(column)} is not null)`);

const approvers = list(sql`(select json_agg(json_build_object(
    'role', a.role, 'kind', a.kind, 'userId', a.user_id, 'groupId', a.group_id, 'managerLevel', a.manager_level) order by a.id)
  from policy_approver a where a.stage_id = s.id)`);

const stages = list(sql`(select json_agg(json_build_object(
    'id', s.id, 'occasion', s.occasion, 'order', s."order", 'approvers', ${approvers}, 'decideWithin', s.decide_within,
    'escalateAfter', s.escalate_after, 'reminders', s.reminders, 'quorum', s.quorum,
    'approverJustificationRequired', s.approver_justification_required, 'showApprovers', s.show_approvers)
    order by s.occasion, s."order")
  from policy_stage s where s.policy_version_id = v.id)`);

const choices = list(sql`(select json_agg(json_build_object('value', c->>'value',
    'text', json_build_object('default', c->>'text', 'translations', (select coalesce(jsonb_object_agg(l->>'language', l->>'text'), '{}')
      from jsonb_array_elements(coalesce(c->'translations', '[]'::jsonb)) l))))
  from jsonb_array_elements(coalesce(nullif(q.choices, 'null'::jsonb), '[]'::jsonb)) c)`);

const questions = list(sql`(select json_agg(json_build_object(
    'id', q.id, 'order', q."order", 'kind', q.kind,
    'text', json_build_object('default', q.text, 'translations', q.text_translations),
    'required', q.required, 'pattern', q.pattern, 'choices', ${choices}, 'changeable', q.changeable) order by q."order")
  from policy_question q where q.policy_version_id = v.id)`);

/** The whole definition of one row `v` of assignment_policy_version, as JSON. */
const definition = sql`json_build_object(
  'id', v.id, 'policyId', v.policy_id, 'scope', v.scope,
  'scopeUserIds', ${ids('user_id', 'SCOPE')}, 'scopeGroupIds', ${ids('group_id', 'SCOPE')},
  'requesting', json_build_object(
    'selfAdd', v.self_add, 'selfExtend', v.self_extend, 'selfRemove', v.self_remove, 'managerOnBehalf', v.manager_on_behalf,
    'onBehalfUserIds', ${ids('user_id', 'ON_BEHALF')}, 'customSchedule', v.custom_schedule,
    'justificationRequired', v.justification_required, 'onBehalfPreApproves', v.on_behalf_pre_approves),
  'expiration', json_build_object(
    'kind', v.expiration, 'endsAt', v.ends_at, 'timeZone', v.time_zone, 'duration', v.duration,
    'extensionAllowed', v.extension_allowed, 'extensionNeedsApproval', v.extension_needs_approval,
    'extensionWindow', v.extension_window, 'extensionCeiling', v.extension_ceiling, 'nearExpiryNotices', v.near_expiry_notices),
  'stages', ${stages}, 'questions', ${questions})`;

function asDefinition(written: WrittenDefinition): PolicyDefinition {
  const { endsAt } = written.expiration;
  return { ...written, expiration: { ...written.expiration, endsAt: endsAt === null ? null : new Date(endsAt) } };
}

/**
 * What the given versions of policies say, by version id, in one statement; versions that do not exist are left out.
 * It reads what the database holds: flush first where this very change wrote one.
 */
export async function policyDefinitions(
  em: EntityManager,
  versionIds: readonly string[],
): Promise<Map<string, PolicyDefinition>> {
  if (versionIds.length === 0) return new Map();
  const { rows } = await sql<{ definition: WrittenDefinition }>`
    select ${definition} as definition from assignment_policy_version v where v.id = any(${[...versionIds]}::text[])
  `.execute(em.getKysely());
  return new Map(rows.map((row) => [row.definition.id, asDefinition(row.definition)]));
}

/** What one version of a policy says, or null where there is no such version. */
export async function policyDefinition(em: EntityManager, versionId: string): Promise<PolicyDefinition | null> {
  return (await policyDefinitions(em, [versionId])).get(versionId) ?? null;
}

/** A policy of a package with what it says now; what `choosePolicies` chooses among. */
export interface PackagePolicy extends PolicyCandidate {
  readonly id: string;
  readonly description: string | null;
  /** Who wrote what it says now; null: nobody who counts. */
  readonly authorId: string | null;
  /** Did somebody else confirm it? */
  readonly confirmed: boolean;
}

/** Every policy of a package, switched off ones included, in one statement and the order of their ids. */
export async function candidatePolicies(em: EntityManager, accessPackageId: string): Promise<PackagePolicy[]> {
  const { rows } = await sql<Omit<PackagePolicy, 'definition'> & { definition: WrittenDefinition }>`
    select p.id, p.name, p.description, p.priority, p.state, v.author_id as "authorId", v.confirmed_at is not null as confirmed,
      ${definition} as definition
    from assignment_policy p join assignment_policy_version v on v.id = p.current_version_id
    where p.access_package_id = ${accessPackageId} order by p.id
  `.execute(em.getKysely());
  return rows.map((row) => ({ ...row, definition: asDefinition(row.definition) }));
}
