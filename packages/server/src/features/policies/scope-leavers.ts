import { ScopeLeaver } from '@gatehouse/schema/policies/scope-leaver.entity';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { type PolicyDefinitionInput } from '@gatehouse/schema/policies/policy-definition.inputs';
import { type UpdateAssignmentPolicyInput } from '@gatehouse/schema/policies/policy.inputs';
import { type PolicyScopePreview } from '@gatehouse/schema/policies/policy.payloads';
import { OPEN_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { type PolicyDefinition } from '@gatehouse/schema/rules/policy';
import { narrowing, UNCONFIRMED_LEAVERS } from '@gatehouse/schema/rules/scope-leavers';
import { type HoldersOutside } from '@gatehouse/schema/rules/vocabulary';
import { newId } from '@gatehouse/schema/shared/ids';
import { sql } from 'kysely';
import { createHash } from 'node:crypto';
import { evidenceHash } from '../../kernel/audit/evidence-hash.ts';
import { type Change } from '../../kernel/change.ts';
import { type ViewerOperation } from '../../kernel/operation.ts';
import { notFound, refused } from '../../kernel/refused.ts';
import { demandOnPackage } from '../catalog/catalogs/catalog.policy.ts';
import { definitionFrom } from './definition-from-input.ts';
import { policyDefinition } from './policy-definition.ts';
import { scopeContains, type Scope } from './scope-people.sql.ts';
import { set } from '../../kernel/set.ts';

/** So many names are shown of those whom a scope leaves out. */
const SHOWN = 10;

interface Leaver {
  assignmentId: string;
  userId: string;
  name: string;
}

/** What `updateAssignmentPolicy` with this scope would do to those who hold access under the policy. */
export async function policyScopePreview(
  op: ViewerOperation,
  policyId: string,
  input: PolicyDefinitionInput,
): Promise<PolicyScopePreview> {
  const policy = await op.em.findOne(AssignmentPolicy, policyId, { populate: ['currentVersion'] });
  const accessPackage = policy && (await op.em.findOne(AccessPackage, policy.accessPackage.id));
  if (!policy?.currentVersion || !accessPackage) throw notFound('policy', ['policyId']);
  await demandOnPackage(op, 'policy.edit', accessPackage, ['policyId']);
  const before = await policyDefinition(op.em, policy.currentVersion.id);
  const after = definitionFrom(input);
  const leavers = before ? await leaversOf(op, policy, before, after) : [];
  return {
    holdersOutside: leavers.length,
    sample: leavers.slice(0, SHOWN).map(({ userId, name }) => ({ userId, name })),
    confirmationRequired: leavers.length > UNCONFIRMED_LEAVERS,
    confirmation: confirmationFor(policy, after),
  };
}

/** What was chosen for those whom a policy leaves out, to be written with the version that does so. */
export interface ChosenForLeavers {
  becomes: HoldersOutside | null;
  reason: string | null;
  leavers: readonly Leaver[];
}

/** @throws CONFIRMATION_REQUIRED, INVALID where the choice, its reason or its confirmation is missing. */
export async function demandChoice(
  change: Change,
  policy: AssignmentPolicy,
  { before, after }: Record<'before' | 'after', PolicyDefinition>,
  input: UpdateAssignmentPolicyInput,
): Promise<ChosenForLeavers> {
  const leavers = await leaversOf(change, policy, before, after);
  const reason = input.holdersOutsideReason?.trim() || null;
  const answer = narrowing({
    holders: leavers.length,
    choice: input.holdersOutside ?? null,
    reason,
    confirmation: { sent: input.confirmation ?? null, now: confirmationFor(policy, after) },
  });
  if (!answer.ok) throw refused(answer.code, answer.message, [answer.path]);
  return { becomes: answer.becomes, reason: answer.becomes === 'END' ? reason : null, leavers };
}

/** Writes down whose access is to end and queues the work. @returns what the audit keeps of it. */
export async function sendOff(
  change: Change,
  policy: AssignmentPolicy,
  { becomes, reason, leavers }: ChosenForLeavers,
): Promise<Record<string, unknown>> {
  const version = policy.currentVersion;
  if (!version || becomes === null) return {};
  set(version, { holdersOutside: becomes, holdersOutsideReason: reason });
  await change.em.flush();
  if (becomes === 'END') {
    // Who was left out before and is still to go, goes for what was said last.
    await sql`
      insert into scope_leaver (id, created_at, assignment_id, policy_version_id)
      select l.id, ${change.now}::timestamptz, l.assignment_id, ${version.id}
      from unnest(${leavers.map(() => newId(ScopeLeaver))}::text[], ${leavers.map(({ assignmentId }) => assignmentId)}::text[]) as l (id, assignment_id)
      order by l.assignment_id
      on conflict (assignment_id) do update set policy_version_id = excluded.policy_version_id`.execute(change.em.getKysely());
    change.enqueue('end-leavers', { after: '' });
  }
  return {
    holdersOutside: becomes,
    holders: leavers.length,
    reasonHash: await evidenceHash(change.em, change.viewer.userId, reason),
  };
}

/** Who holds access under the policy, is in its scope before and not after; by name. */
async function leaversOf(op: ViewerOperation, policy: AssignmentPolicy, before: Scope, after: Scope): Promise<Leaver[]> {
  const { rows } = await sql<Leaver>`
    select a.id as "assignmentId", u.id as "userId", u.name from assignment a join app_user u on u.id = a.target_id
    where a.policy_id = ${policy.id} and a.state = any(${[...OPEN_ASSIGNMENT_STATES]}::text[])
      and (a.expires_at is null or a.expires_at > ${op.now}) and ${scopeContains(before)} and not ${scopeContains(after)}
    order by u.name, a.id`.execute(op.em.getKysely());
  return rows;
}

/** Says for which policy, in which version, which scope was looked at; not how many it leaves out, which moves with every request. */
function confirmationFor(policy: AssignmentPolicy, { scope, scopeUserIds, scopeGroupIds, scopeOrganizations }: Scope): string {
  const organizations = scopeOrganizations.map(({ organizationId, domain }) => `${organizationId} ${domain ?? ''}`).sort();
  const seen = JSON.stringify([
    policy.id,
    policy.version,
    scope,
    [...scopeUserIds].sort(),
    [...scopeGroupIds].sort(),
    organizations,
  ]);
  return createHash('sha256').update(seen).digest('base64url');
}
