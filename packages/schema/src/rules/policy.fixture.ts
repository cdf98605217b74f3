import type {
  ApproverDefinition,
  ExpirationSettings,
  PolicyDefinition,
  QuestionDefinition,
  RequesterSettings,
  StageDefinition,
} from './policy.ts';
import type { PolicyCandidate, ScopeTarget } from './policy-choice.ts';

/** Builders of policies for tests: the plainest one that works, with what the test is about put on top. */

export function anExpiration(over: Partial<ExpirationSettings> = {}): ExpirationSettings {
  return {
    kind: 'AFTER_DURATION',
    endsAt: null,
    timeZone: null,
    duration: 'P30D',
    extensionAllowed: true,
    extensionNeedsApproval: false,
    extensionWindow: 'P14D',
    extensionCeiling: null,
    nearExpiryNotices: ['P14D', 'P1D'],
    ...over,
  };
}

export function theRequesting(over: Partial<RequesterSettings> = {}): RequesterSettings {
  return {
    selfAdd: true,
    selfExtend: true,
    selfRemove: true,
    managerOnBehalf: false,
    onBehalfUserIds: [],
    customSchedule: true,
    justificationRequired: false,
    onBehalfPreApproves: false,
    proofs: [],
    proofWithin: null,
    ...over,
  };
}

export function anApprover(over: Partial<ApproverDefinition> = {}): ApproverDefinition {
  const approver: ApproverDefinition = {
    role: 'PRIMARY',
    kind: 'USER',
    userId: null,
    groupId: null,
    managerLevel: null,
    ...over,
  };
  return approver.kind === 'MANAGER' && approver.managerLevel === null ? { ...approver, managerLevel: 1 } : approver;
}

export function aStage(over: Partial<StageDefinition> = {}): StageDefinition {
  return {
    id: `stage-${over.order ?? 1}`,
    occasion: 'ADD',
    order: 1,
    approvers: [anApprover({ userId: 'megan' })],
    decideWithin: 'P14D',
    escalateAfter: null,
    reminders: [],
    quorum: 1,
    approverJustificationRequired: false,
    showApprovers: true,
    ...over,
  };
}

export function aQuestion(over: Partial<QuestionDefinition> = {}): QuestionDefinition {
  return {
    id: 'q1',
    order: 1,
    kind: 'SHORT_TEXT',
    text: { default: 'Why?', translations: {} },
    required: false,
    pattern: null,
    choices: [],
    changeable: false,
    ...over,
  };
}

export function aPolicy(over: Partial<PolicyDefinition> = {}): PolicyDefinition {
  return {
    id: 'version',
    policyId: 'policy',
    scope: 'ALL_MEMBERS',
    scopeUserIds: [],
    scopeGroupIds: [],
    scopeOrganizations: [],
    requesting: theRequesting(),
    expiration: anExpiration(),
    stages: [],
    questions: [],
    ...over,
  };
}

/** Somebody whom a policy is looked for. */
export function aTarget(over: Partial<ScopeTarget> = {}): ScopeTarget & { groupIds: ReadonlySet<string> } {
  return { id: 'adele', kind: 'MEMBER', state: 'ACTIVE', organization: null, mailDomain: null, groupIds: new Set(), ...over };
}

export function aCandidate(definition: Partial<PolicyDefinition> = {}, over: Partial<PolicyCandidate> = {}): PolicyCandidate {
  return { definition: aPolicy(definition), name: 'policy', priority: 1, state: 'ENABLED', ...over };
}
