import { type AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { type PolicyDefinition } from '@gatehouse/schema/rules/policy';
import { policyWarnings, rankWarnings, type PolicyEditor, type PolicyWarning } from '@gatehouse/schema/rules/policy-warnings';
import { type Change } from '../../kernel/change.ts';
import { type ViewerOperation } from '../../kernel/operation.ts';
import { loadApproverFacts } from './approver-facts.ts';
import { eachOnce } from './definition-checks.ts';
import { placeInInput } from './definition-from-input.ts';
import { equalInRank } from './equal-rank.facts.ts';

/** What whoever saves a policy should know of it; a policy that is switched off warns of nobody. */
export async function warningsFor(
  change: Change,
  policy: AssignmentPolicy,
  definition: PolicyDefinition,
): Promise<PolicyWarning[]> {
  if (policy.state === 'DISABLED') return [];
  await change.em.flush();
  const { stages } = definition;
  const directory = await loadApproverFacts(change.em, { stages, accessPackageId: policy.accessPackage.id, targetId: null });
  const warnings = policyWarnings(definition, directory, editorOf(change));
  const rivals = await equalInRank(change.em, policy.accessPackage.id, policy.id);
  return [
    ...eachOnce(warnings.map((warning) => ({ ...warning, path: placeInInput(definition, warning.path) }))),
    ...rankWarnings(rivals),
  ];
}

function editorOf({ viewer }: ViewerOperation): PolicyEditor | null {
  if (viewer.userId === null || viewer.kind === 'SYSTEM') return null;
  const { userId: id, kind, outside } = viewer;
  return {
    id,
    kind,
    state: viewer.isProspect ? 'PROSPECT' : 'ACTIVE',
    organization: outside?.organizationId
      ? { id: outside.organizationId, state: outside.configured ? 'CONFIGURED' : 'PROPOSED' }
      : null,
    mailDomain: outside?.mailDomain ?? null,
    groupIds: new Set(viewer.groupIds),
  };
}
