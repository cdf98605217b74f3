import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import { AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { PolicyParty } from '@gatehouse/schema/policies/policy-party.entity';
import { PolicyQuestion } from '@gatehouse/schema/policies/policy-question.entity';
import { PolicyExpiration, PolicyRequesting, settingsSaid } from '@gatehouse/schema/policies/policy-settings';
import { type PartyPart, type PolicyScope, type PolicyState, type QuestionKind } from '@gatehouse/schema/rules/vocabulary';
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

/** Settings of a policy: with a `duration` access ends that long after its delivery, with `endsAt` at the end of that day in `timeZone`. */
type Settings = Partial<PolicyRequesting & Omit<PolicyExpiration, 'kind'>>;

/** A policy to be made: enabled, for all members, no approval, no end, everything by oneself, where nothing is said. */
export interface PolicyPlan extends Settings {
  accessPackage: { id: string };
  name?: string;
  description?: string | null;
  state?: PolicyState;
  priority?: number;
  scope?: PolicyScope;
  /** SPECIFIC_USERS_AND_GROUPS: for whom. */
  for?: readonly { id: string }[];
  /** SPECIFIC_ORGANIZATIONS: for whose people, or only those of a domain. */
  organizations?: readonly { id: string; domain?: string }[];
  /** Who may ask for anybody it is for. */
  onBehalf?: readonly { id: string }[];
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
  const { for: scopeParties = [], organizations = [], onBehalf = [], stages = [], questions = [] } = plan;
  const version = change.create(AssignmentPolicyVersion, {
    policy,
    number: 1,
    scope: plan.scope ?? scopeOf(plan),
    requesting: settingsSaid(new PolicyRequesting(), plan),
    expiry: {
      ...settingsSaid(new PolicyExpiration(), plan),
      kind: plan.duration ? 'AFTER_DURATION' : plan.endsAt ? 'ON_DATE' : 'NEVER',
      timeZone: plan.endsAt ? (plan.timeZone ?? 'UTC') : null,
      extensionNeedsApproval: plan.extensionNeedsApproval ?? stages.length > 0,
    },
  });
  for (const party of scopeParties) buildParty(change, version, 'SCOPE', party);
  for (const { id, domain = null } of organizations) {
    const organization = change.em.getReference(ConnectedOrganization, id);
    change.create(PolicyParty, { policyVersion: version, part: 'SCOPE', organization, domain });
  }
  for (const party of onBehalf) buildParty(change, version, 'ON_BEHALF', party);
  stages.forEach((stage, at) => buildStage(change, version, 'ADD', at + 1, stage));
  (plan.extensionStages ?? stages).forEach((stage, at) => buildStage(change, version, 'EXTEND', at + 1, stage));
  questions.forEach((question, at) => buildQuestion(change, version, at + 1, question));
  return version;
}

function scopeOf({ for: people = [], organizations = [] }: PolicyPlan): PolicyScope {
  if (people.length > 0) return 'SPECIFIC_USERS_AND_GROUPS';
  return organizations.length > 0 ? 'SPECIFIC_ORGANIZATIONS' : 'ALL_MEMBERS';
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
