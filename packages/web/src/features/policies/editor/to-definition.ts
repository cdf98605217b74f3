import type { VariablesOf } from '../../../graphql/graphql.ts';
import type { ApproverPart, PolicyDraft, QuestionDraft, StageDraft } from './draft.ts';
import type { CreatePolicy } from '../mutations.ts';

type Definition = VariablesOf<typeof CreatePolicy>['input']['definition'];
type StageInput = NonNullable<Definition['stages']>[number];

const PARTS: readonly ApproverPart[] = ['PRIMARY', 'FALLBACK', 'ESCALATION'];

function stage(draft: StageDraft, occasion: 'ADD' | 'EXTEND'): StageInput {
  const escalates = draft.approvers.ESCALATION.length > 0;
  return {
    occasion,
    approvers: PARTS.flatMap((role) =>
      draft.approvers[role].map(({ kind, party, managerLevel }) => ({
        role,
        kind,
        userId: kind === 'USER' ? (party?.id ?? null) : null,
        groupId: kind === 'GROUP' ? (party?.id ?? null) : null,
        managerLevel: kind === 'MANAGER' ? managerLevel : null,
      })),
    ),
    decideWithin: draft.decideWithin,
    escalateAfter: escalates ? draft.escalateAfter : null,
    reminders: [...draft.reminders],
    quorum: draft.quorum,
    approverJustificationRequired: draft.approverJustificationRequired,
    showApprovers: draft.showApprovers,
  };
}

function question(draft: QuestionDraft) {
  const choice = draft.kind === 'SINGLE_CHOICE' || draft.kind === 'MULTIPLE_CHOICE';
  return {
    kind: draft.kind,
    text: draft.text.trim(),
    translations: [...draft.translations],
    required: draft.required,
    pattern: draft.kind === 'SHORT_TEXT' ? draft.pattern.trim() || null : null,
    changeable: draft.changeable,
    choices: choice
      ? draft.choices
          .filter(({ text }) => text.trim() !== '')
          .map(({ value, text, translations }) => ({ value, text: text.trim(), translations: [...translations] }))
      : null,
  };
}

const ids = (draft: PolicyDraft['scopeParties'], kind: 'USER' | 'GROUP') =>
  draft.filter((party) => party.kind === kind).map(({ id }) => id);

/** What the editor holds, as the API takes it. Fields of kinds that were not chosen are left out. */
export function toDefinition(draft: PolicyDraft): Definition {
  const named = draft.scope === 'SPECIFIC_USERS_AND_GROUPS';
  const { selfAdd, selfExtend, selfRemove, managerOnBehalf, customSchedule, justificationRequired, onBehalfPreApproves } = draft;
  const ends = draft.expiration !== 'NEVER';
  return {
    scope: draft.scope,
    scopeUserIds: named ? ids(draft.scopeParties, 'USER') : null,
    scopeGroupIds: named ? ids(draft.scopeParties, 'GROUP') : null,
    scopeOrganizations:
      draft.scope === 'SPECIFIC_ORGANIZATIONS'
        ? draft.scopeOrganizations.map(({ id, only }) => ({ organizationId: id, domains: only && [...only] }))
        : null,
    requesting: {
      selfAdd,
      selfExtend,
      selfRemove,
      managerOnBehalf,
      onBehalfUserIds: ids(draft.onBehalf, 'USER'),
      customSchedule,
      justificationRequired,
      onBehalfPreApproves,
      proofs: [...draft.proofs],
      proofWithin: draft.proofWithin,
    },
    expiration: {
      kind: draft.expiration,
      endsOn: draft.expiration === 'ON_DATE' ? draft.endsOn || null : null,
      timeZone: draft.expiration === 'ON_DATE' ? draft.timeZone : null,
      duration: draft.expiration === 'AFTER_DURATION' ? draft.duration : null,
      extensionAllowed: ends ? draft.extensionAllowed : null,
      extensionNeedsApproval: ends && draft.extensionAllowed ? draft.extensionNeedsApproval : null,
      extensionWindow: ends ? draft.extensionWindow : null,
      extensionCeiling: ends && draft.extensionAllowed ? draft.extensionCeiling : null,
      nearExpiryNotices: ends ? [...draft.notices] : null,
    },
    stages: [...draft.add.map((one) => stage(one, 'ADD')), ...draft.extend.map((one) => stage(one, 'EXTEND'))],
    questions: draft.questions.map(question),
  };
}
