import { User } from '@gatehouse/schema/identity/user.entity';
import { AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { type ConfirmPolicyVersionInput } from '@gatehouse/schema/policies/policy.inputs';
import { demandCan } from '../../kernel/authz/demand-can.ts';
import { type Change } from '../../kernel/change.ts';
import { lockRow } from '../../kernel/lock.ts';
import { notFound } from '../../kernel/refused.ts';

/**
 * Confirms what somebody else wrote, so that it serves its author too. The version is named: what was read is what is
 * confirmed.
 * @throws WRONG_STATE where the policy says something else by now, or nothing waits to be confirmed; FORBIDDEN for the author.
 */
export async function confirmPolicyVersion(change: Change, { versionId }: ConfirmPolicyVersionInput) {
  const version = await lockRow(change, AssignmentPolicyVersion, versionId);
  if (!version) throw notFound('assignment policy version', ['versionId']);
  const policy = (await change.em.populate(version, ['policy.accessPackage'])).policy;
  const { accessPackage } = policy;
  await demandCan(change, AssignmentPolicyVersion, version.id, 'confirm', ['versionId']);
  version.confirmedBy = change.em.getReference(User, change.viewer.userId!);
  version.confirmedAt = change.now;
  change.audit({
    action: 'policy.version_confirmed',
    subject: { type: 'AssignmentPolicyVersion', id: version.id },
    accessPackageId: accessPackage.id,
    catalogId: accessPackage.catalog.id,
    details: { policyId: policy.id, version: version.number, authorId: version.author?.id ?? null },
  });
  return { assignmentPolicy: policy.id };
}
