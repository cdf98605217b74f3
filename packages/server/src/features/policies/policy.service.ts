import { type AuditAction } from '@gatehouse/schema/rules/audit-words';
import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { type CreateAssignmentPolicyInput, type UpdateAssignmentPolicyInput } from '@gatehouse/schema/policies/policy.inputs';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { may } from '@gatehouse/schema/rules/permissions';
import { type PolicyDefinition } from '@gatehouse/schema/rules/policy';
import { type PolicyWarning } from '@gatehouse/schema/rules/policy-warnings';
import { type DeleteInput, type UpdateInput } from '@gatehouse/schema/shared/inputs';
import { demand } from '../../kernel/authz/demand.ts';
import { type Change } from '../../kernel/change.ts';
import { likeExactly } from '../../kernel/db/like.ts';
import { lockFresh } from '../../kernel/fresh.ts';
import { lockRow } from '../../kernel/lock.ts';
import { notFound, refused } from '../../kernel/refused.ts';
import { demandOnPackage } from '../catalog/catalogs/catalog.policy.ts';
import { lockRoleGroups } from '../identity/groups/role-groups.lock.ts';
import { demandSound } from './definition-checks.ts';
import { definitionFrom } from './definition-from-input.ts';
import { policyDefinition } from './policy-definition.ts';
import { writeVersion } from './policy-version.ts';
import { warningsFor } from './policy-warnings.ts';
import { sameDefinition } from './same-definition.ts';
import { demandChoice, sendOff } from './scope-leavers.ts';

/** Makes a policy with its first version. It counts at once, for whoever it is for. */
export async function createAssignmentPolicy(change: Change, input: CreateAssignmentPolicyInput) {
  await lockRoleGroups(change);
  const accessPackage = await lockRow(change, AccessPackage, input.accessPackageId);
  if (!accessPackage) throw notFound('access package', ['accessPackageId']);
  await demandOnPackage(change, 'policy.edit', accessPackage, ['accessPackageId']);
  await demandFreeName(change, accessPackage, input.name);
  const definition = definitionFrom(input.definition);
  await demandSound(change, accessPackage.id, definition, null);
  const policy = change.create(AssignmentPolicy, {
    accessPackage,
    name: input.name,
    description: input.description ?? null,
    state: input.state ?? 'ENABLED',
    priority: input.priority ?? 100,
  });
  await writeVersion(change, policy, definition);
  const warnings = await warningsFor(change, policy, definition);
  record(change, 'policy.created', policy, accessPackage, { version: 1, ...told(warnings) });
  return { assignmentPolicy: policy.id, warnings };
}

/** Changes what the input names; a changed definition becomes a new version, and pending requests keep theirs. */
export async function updateAssignmentPolicy(change: Change, input: UpdateAssignmentPolicyInput) {
  if (input.definition) await lockRoleGroups(change);
  const { policy, accessPackage } = await lockPolicy(change, input);
  if (input.name != null && input.name !== policy.name) {
    await demandFreeName(change, accessPackage, input.name, policy.id);
    policy.name = input.name;
  }
  if (input.description !== undefined) policy.description = input.description;
  if (input.state != null) policy.state = input.state;
  if (input.priority != null) policy.priority = input.priority;

  const before = await currentDefinition(change, policy);
  const after = input.definition ? definitionFrom(input.definition) : before;
  const rewritten = !sameDefinition(before, after);
  let leavers = {};
  if (rewritten) {
    await demandSound(change, accessPackage.id, after, before);
    const chosen = await demandChoice(change, policy, { before, after }, input);
    await writeVersion(change, policy, after);
    leavers = await sendOff(change, policy, chosen);
  }
  const warnings = await warningsFor(change, policy, after);
  const { state, priority } = policy;
  record(change, 'policy.updated', policy, accessPackage, {
    state,
    priority,
    ...(rewritten && { version: policy.currentVersion?.number }),
    ...leavers,
    ...told(warnings),
  });
  return { assignmentPolicy: policy.id, warnings };
}

/** Deletes a policy nobody ever asked under: what was given must stay explainable. */
export async function deleteAssignmentPolicy(change: Change, input: DeleteInput) {
  const { policy, accessPackage } = await lockPolicy(change, input);
  const used = (await change.em.count(AccessRequest, { policy })) + (await change.em.count(Assignment, { policy }));
  if (used > 0)
    throw refused('IN_USE', 'People asked for access under this policy; switch it off instead, so that this stays explainable.', [
      'id',
    ]);
  record(change, 'policy.deleted', policy, accessPackage);
  change.em.remove(policy);
  return { deletedId: policy.id };
}

/** The package is locked with the policy: its rights decide what a policy must ask for, and names are unique in it. */
async function lockPolicy(
  change: Change,
  input: UpdateInput,
): Promise<{ policy: AssignmentPolicy; accessPackage: AccessPackage }> {
  const found = await change.em.findOne(AssignmentPolicy, input.id);
  if (!found) throw notFound('policy', ['id']);
  const accessPackage = await lockRow(change, AccessPackage, found.accessPackage.id);
  if (!accessPackage) throw notFound('policy', ['id']);
  const ability = may(change.viewer, 'policy.edit', { catalogId: accessPackage.catalog.id });
  const policy = await lockFresh(change, AssignmentPolicy, input, 'assignment policy', (row) =>
    demand(change, ability, { entity: AssignmentPolicy, id: row.id, what: 'policy', path: ['id'] }),
  );
  return { policy, accessPackage };
}

async function currentDefinition(change: Change, policy: AssignmentPolicy): Promise<PolicyDefinition> {
  const definition = policy.currentVersion && (await policyDefinition(change.em, policy.currentVersion.id));
  if (!definition) throw new Error(`The policy ${policy.id} has no version`);
  return definition;
}

async function demandFreeName(change: Change, accessPackage: AccessPackage, name: string, except?: string): Promise<void> {
  const taken = await change.em.findOne(AssignmentPolicy, {
    accessPackage,
    name: likeExactly(name),
    ...(except && { id: { $ne: except } }),
  });
  if (taken) throw refused('NAME_TAKEN', `This package has a policy named "${name}" already.`, ['name']);
}

/** What the audit keeps of the warnings: a policy that opens a package to its own editor is marked. */
function told(warnings: readonly PolicyWarning[]): Record<string, unknown> {
  const codes = [...new Set(warnings.map(({ code }) => code))];
  return codes.length === 0 ? {} : { warnings: codes, opensToEditor: codes.includes('OPENS_TO_EDITOR') };
}

function record(
  change: Change,
  action: AuditAction,
  policy: AssignmentPolicy,
  accessPackage: AccessPackage,
  details: Record<string, unknown> = {},
): void {
  change.audit({
    action,
    subject: { type: 'AssignmentPolicy', id: policy.id },
    accessPackageId: accessPackage.id,
    catalogId: accessPackage.catalog.id,
    details,
  });
}
