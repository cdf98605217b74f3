import { Group } from '@gatehouse/schema/identity/group.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import { AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { type AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { PolicyApprover } from '@gatehouse/schema/policies/policy-approver.entity';
import { PolicyParty } from '@gatehouse/schema/policies/policy-party.entity';
import { type PartyPart } from '@gatehouse/schema/rules/vocabulary';
import { PolicyQuestion } from '@gatehouse/schema/policies/policy-question.entity';
import { PolicyStage } from '@gatehouse/schema/policies/policy-stage.entity';
import {
  type LocalizedText,
  type PolicyDefinition,
  type QuestionDefinition,
  type StageDefinition,
} from '@gatehouse/schema/rules/policy';
import { type Change } from '../../kernel/change.ts';

/** Writes what a policy says from now on as its next version. Nothing ever changes what it says once it is written. */
export async function writeVersion(
  change: Change,
  policy: AssignmentPolicy,
  definition: PolicyDefinition,
): Promise<AssignmentPolicyVersion> {
  const written = await change.em.count(AssignmentPolicyVersion, { policy });
  const { onBehalfUserIds, ...requesting } = definition.requesting;
  const version = change.create(AssignmentPolicyVersion, {
    policy,
    author: change.viewer.userId ? change.em.getReference(User, change.viewer.userId) : null,
    number: written + 1,
    scope: definition.scope,
    requesting,
    expiry: definition.expiration,
  });
  for (const id of definition.scopeUserIds) writeParty(change, version, 'SCOPE', { user: change.em.getReference(User, id) });
  for (const id of definition.scopeGroupIds) writeParty(change, version, 'SCOPE', { group: change.em.getReference(Group, id) });
  for (const { organizationId, domain } of definition.scopeOrganizations)
    writeParty(change, version, 'SCOPE', { organization: change.em.getReference(ConnectedOrganization, organizationId), domain });
  for (const id of onBehalfUserIds) writeParty(change, version, 'ON_BEHALF', { user: change.em.getReference(User, id) });
  for (const stage of definition.stages) writeStage(change, version, stage);
  for (const question of definition.questions) writeQuestion(change, version, question);
  // Policy and version point to each other: the pointer back is written once both are there.
  await change.em.flush();
  policy.currentVersion = version;
  return version;
}

function writeParty(
  change: Change,
  policyVersion: AssignmentPolicyVersion,
  part: PartyPart,
  party: { user: User } | { group: Group } | { organization: ConnectedOrganization; domain: string | null },
): void {
  change.create(PolicyParty, { policyVersion, part, ...party });
}

function writeStage(
  change: Change,
  policyVersion: AssignmentPolicyVersion,
  { id: _none, approvers, reminders, ...stage }: StageDefinition,
): void {
  const row = change.create(PolicyStage, { policyVersion, ...stage, reminders: [...reminders] });
  for (const { role, kind, userId, groupId, managerLevel } of approvers) {
    change.create(PolicyApprover, {
      stage: row,
      role,
      kind,
      user: userId === null ? null : change.em.getReference(User, userId),
      group: groupId === null ? null : change.em.getReference(Group, groupId),
      managerLevel,
    });
  }
}

function writeQuestion(change: Change, policyVersion: AssignmentPolicyVersion, question: QuestionDefinition): void {
  const choices = question.choices.map(({ value, text }) => ({ value, text: text.default, translations: listed(text) }));
  change.create(PolicyQuestion, {
    policyVersion,
    order: question.order,
    kind: question.kind,
    text: question.text.default,
    textTranslations: question.text.translations,
    required: question.required,
    pattern: question.pattern,
    choices: choices.length > 0 ? choices : null,
    changeable: question.changeable,
  });
}

function listed({ translations }: LocalizedText): { language: string; text: string }[] {
  return Object.entries(translations).map(([language, text]) => ({ language, text }));
}
