import { isPositiveDuration, parseDuration } from './duration.ts';
import type { ApproverDefinition, StageDefinition } from './policy.ts';
import { SHORTEST_ESCALATION } from './stage-outcome.ts';
import { ApprovalOccasion, ApproverKind, ApproverRole } from './vocabulary.ts';

/** What keeps a policy from being saved. `path` leads to the member meant, as in the input. */
export interface PolicyIssue {
  readonly path: readonly string[];
  readonly message: string;
}

/** The most serial stages of a chain, reminders of a stage, and different people a stage may ask for (domain §4). */
export const MOST_STAGES = 3;
export const MOST_REMINDERS = 10;
export const LARGEST_QUORUM = 20;

/** What keeps the approval stages of a policy from being saved; paths begin with `stages`. */
export function stageIssues(stages: readonly StageDefinition[]): PolicyIssue[] {
  const chains = Object.values(ApprovalOccasion).flatMap((occasion) =>
    chainIssues(stages.filter((stage) => stage.occasion === occasion)),
  );
  return [...chains, ...stages.flatMap((stage, index) => issuesOf(stage, ['stages', String(index)]))];
}

function chainIssues(chain: readonly StageDefinition[]): PolicyIssue[] {
  const path = ['stages'];
  if (chain.length > MOST_STAGES) return [{ path, message: `An approval has at most ${MOST_STAGES} stages.` }];
  const orders = chain.map((stage) => stage.order).sort((a, b) => a - b);
  return orders.every((order, index) => order === index + 1)
    ? []
    : [{ path, message: 'The stages of an approval are numbered 1, 2, 3 without a gap.' }];
}

function issuesOf(stage: StageDefinition, path: readonly string[]): PolicyIssue[] {
  const issues: PolicyIssue[] = [];
  const add = (member: string, message: string) => issues.push({ path: [...path, member], message });
  const has = (role: ApproverRole) => stage.approvers.some((approver) => approver.role === role);

  if (!has(ApproverRole.PRIMARY)) add('approvers', 'A stage needs somebody to ask.');
  if (!stage.approvers.every(isComplete)) add('approvers', 'An approver is not fully named.');
  if (!Number.isInteger(stage.quorum) || stage.quorum < 1 || stage.quorum > LARGEST_QUORUM)
    add('quorum', `The number of approvals is between 1 and ${LARGEST_QUORUM}.`);
  if (!isPositiveDuration(stage.decideWithin)) {
    add('decideWithin', 'Say how long there is to decide: a duration longer than zero.');
    return issues;
  }
  const limit = parseDuration(stage.decideWithin);
  const within = (iso: string, least: number) =>
    isPositiveDuration(iso) && parseDuration(iso) >= least && parseDuration(iso) <= limit;
  if (stage.escalateAfter !== null && !within(stage.escalateAfter, parseDuration(SHORTEST_ESCALATION))) {
    add('escalateAfter', 'A stage escalates after an hour at the soonest, and before the time to decide is over.');
  }
  if ((stage.escalateAfter !== null) !== has(ApproverRole.ESCALATION)) {
    add('escalateAfter', 'An escalation needs both: after how long, and whom to ask then.');
  }
  if (stage.reminders.length > MOST_REMINDERS || !stage.reminders.every((iso) => within(iso, 0))) {
    add('reminders', `There can be at most ${MOST_REMINDERS} reminders, each before the time to decide is over.`);
  }
  return issues;
}

function isComplete({ kind, userId, groupId, managerLevel }: ApproverDefinition): boolean {
  if (kind === ApproverKind.USER) return userId !== null;
  if (kind === ApproverKind.GROUP) return groupId !== null;
  return kind !== ApproverKind.MANAGER || managerLevel === 1 || managerLevel === 2;
}
