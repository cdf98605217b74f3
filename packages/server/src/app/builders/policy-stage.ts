import { Group } from '@gatehouse/schema/identity/group.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { type AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { PolicyApprover } from '@gatehouse/schema/policies/policy-approver.entity';
import { PolicyStage } from '@gatehouse/schema/policies/policy-stage.entity';
import { type ApprovalOccasion } from '@gatehouse/schema/rules/vocabulary';
import { type Change } from '../../kernel/change.ts';

/** Who a stage asks: a user or a group by its row, or somebody who is found when it opens. */
export type ApproverPlan =
  | { id: string }
  | 'MANAGER'
  | 'MANAGERS_MANAGER'
  | 'INTERNAL_SPONSOR'
  | 'EXTERNAL_SPONSOR'
  | 'SPONSOR'
  | 'RESOURCE_OWNER'
  | 'CATALOG_OWNER';

/** An approval stage to be made: lapsing after 14 days, one decision enough, where nothing is said. */
export interface StagePlan {
  approvers: readonly ApproverPlan[];
  fallback?: readonly ApproverPlan[];
  escalation?: readonly ApproverPlan[];
  decideWithin?: string;
  escalateAfter?: string | null;
  reminders?: readonly string[];
  quorum?: number;
  approverJustificationRequired?: boolean;
  showApprovers?: boolean;
}

/** Makes one approval stage with who it asks. */
export function buildStage(
  change: Change,
  policyVersion: AssignmentPolicyVersion,
  occasion: ApprovalOccasion,
  order: number,
  plan: StagePlan,
): PolicyStage {
  const { approvers, fallback = [], escalation = [], reminders = [], ...fields } = plan;
  const stage = change.create(PolicyStage, { ...fields, reminders: [...reminders], policyVersion, occasion, order });
  for (const one of approvers) change.create(PolicyApprover, { stage, role: 'PRIMARY', ...approver(change, one) });
  for (const one of fallback) change.create(PolicyApprover, { stage, role: 'FALLBACK', ...approver(change, one) });
  for (const one of escalation) change.create(PolicyApprover, { stage, role: 'ESCALATION', ...approver(change, one) });
  return stage;
}

function approver(change: Change, plan: ApproverPlan): Pick<PolicyApprover, 'kind'> & Partial<PolicyApprover> {
  if (plan === 'MANAGER') return { kind: 'MANAGER', managerLevel: 1 };
  if (plan === 'MANAGERS_MANAGER') return { kind: 'MANAGER', managerLevel: 2 };
  if (typeof plan === 'string') return { kind: plan };
  if (plan.id.startsWith('usr_')) return { kind: 'USER', user: change.em.getReference(User, plan.id) };
  return { kind: 'GROUP', group: change.em.getReference(Group, plan.id) };
}
