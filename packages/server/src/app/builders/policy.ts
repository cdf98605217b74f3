import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { PolicyParty, type PartyPart } from '@gatehouse/schema/policies/policy-party.entity';
import { PolicyQuestion } from '@gatehouse/schema/policies/policy-question.entity';
import { DEFAULT_EXTENSION_WINDOW } from '@gatehouse/schema/rules/extension-window';
import { type PolicyScope, type PolicyState, type QuestionKind } from '@gatehouse/schema/rules/vocabulary';
import { type Change } from '../../kernel/change.ts';
import { buildStage, type StagePlan } from './policy-stage.ts';

/** Something a policy asks, to be made. */
export interface QuestionPlan {
  text: string;
  kind?: QuestionKind;
  required?: boolean;
  pattern?: string | null;
  choices?: readonly { value: string; text: string }[] | null;
  changeable?: boolean;
}

/** A policy to be made: enabled, for all members, no approval, no end, everything by oneself, where nothing is said. */
export interface PolicyPlan {
  accessPackage: { id: string };
  name?: string;
  description?: string | null;
  state?: PolicyState;
  priority?: number;
  scope?: PolicyScope;
  /** SPECIFIC_USERS_AND_GROUPS: for whom. */
  for?: readonly { id: string }[];
  /** Who may ask for anybody it is for. */
  onBehalf?: readonly { id: string }[];
  selfAdd?: boolean;
  selfExtend?: boolean;
  selfRemove?: boolean;
  managerOnBehalf?: boolean;
  onBehalfPreApproves?: boolean;
  customSchedule?: boolean;
  justificationRequired?: boolean;
  /** An ISO 8601 length; with it access ends that long after its delivery. */
  duration?: string;
  /** The end of this day, in `timeZone`, is the end of the access. */
  endsAt?: Date;
  timeZone?: string;
  extensionAllowed?: boolean;
  extensionNeedsApproval?: boolean;
  extensionWindow?: string;
  extensionCeiling?: string;
  nearExpiryNotices?: readonly string[];
  /** Approval for getting the access; for keeping it longer the same stages are asked unless `extensionStages` says others. */
  stages?: readonly StagePlan[];
  extensionStages?: readonly StagePlan[];
  questions?: readonly QuestionPlan[];
}

/** Makes a policy with its first version. */
export async function buildPolicy(change: Change, plan: PolicyPlan): Promise<AssignmentPolicy> {
  const policy = change.create(AssignmentPolicy, {
    accessPackage: change.em.getReference(AccessPackage, plan.accessPackage.id),
    name: plan.name ?? 'Policy',
    description: plan.description ?? null,
    state: plan.state ?? 'ENABLED',
    priority: plan.priority ?? 100,
  });
  const version = buildVersion(change, policy, plan);
  // Policy and version point to each other: the pointer back is written once both are there.
  await change.em.flush();
  policy.currentVersion = version;
  return policy;
}

function buildVersion(change: Change, policy: AssignmentPolicy, plan: PolicyPlan): AssignmentPolicyVersion {
  const { for: scopeParties = [], onBehalf = [], stages = [], questions = [] } = plan;
  const version = change.create(AssignmentPolicyVersion, {
    policy,
    number: 1,
    scope: plan.scope ?? (scopeParties.length > 0 ? 'SPECIFIC_USERS_AND_GROUPS' : 'ALL_MEMBERS'),
    selfAdd: plan.selfAdd ?? true,
    selfExtend: plan.selfExtend ?? true,
    selfRemove: plan.selfRemove ?? true,
    managerOnBehalf: plan.managerOnBehalf ?? false,
    onBehalfPreApproves: plan.onBehalfPreApproves ?? false,
    customSchedule: plan.customSchedule ?? true,
    justificationRequired: plan.justificationRequired ?? false,
    expiration: plan.duration ? 'AFTER_DURATION' : plan.endsAt ? 'ON_DATE' : 'NEVER',
    duration: plan.duration ?? null,
    endsAt: plan.endsAt ?? null,
    timeZone: plan.endsAt ? (plan.timeZone ?? 'UTC') : null,
    extensionAllowed: plan.extensionAllowed ?? true,
    extensionNeedsApproval: plan.extensionNeedsApproval ?? stages.length > 0,
    extensionWindow: plan.extensionWindow ?? DEFAULT_EXTENSION_WINDOW,
    extensionCeiling: plan.extensionCeiling ?? null,
    nearExpiryNotices: [...(plan.nearExpiryNotices ?? ['P14D', 'P1D'])],
  });
  for (const party of scopeParties) buildParty(change, version, 'SCOPE', party);
  for (const party of onBehalf) buildParty(change, version, 'ON_BEHALF', party);
  stages.forEach((stage, at) => buildStage(change, version, 'ADD', at + 1, stage));
  (plan.extensionStages ?? stages).forEach((stage, at) => buildStage(change, version, 'EXTEND', at + 1, stage));
  questions.forEach((question, at) => buildQuestion(change, version, at + 1, question));
  return version;
}

function buildParty(change: Change, policyVersion: AssignmentPolicyVersion, part: PartyPart, { id }: { id: string }): void {
  const isUser = id.startsWith('usr_');
  change.create(PolicyParty, {
    policyVersion,
    part,
    ...(isUser ? { user: change.em.getReference(User, id) } : { group: change.em.getReference(Group, id) }),
  });
}

function buildQuestion(change: Change, policyVersion: AssignmentPolicyVersion, order: number, plan: QuestionPlan): void {
  change.create(PolicyQuestion, {
    policyVersion,
    order,
    kind: plan.kind ?? 'SHORT_TEXT',
    text: plan.text,
    required: plan.required ?? true,
    pattern: plan.pattern ?? null,
    choices: plan.choices ? [...plan.choices] : null,
    changeable: plan.changeable ?? false,
  });
}
