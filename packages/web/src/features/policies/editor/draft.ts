import { DEFAULT_EXTENSION_WINDOW } from '@gatehouse/schema/rules/extension-window';
import type { ApproverKind, ExpirationKind, PolicyScope, PolicyState, QuestionKind } from '@gatehouse/schema/rules/vocabulary';
import type { Party } from '../../identity/choosing/DirectoryPicker.tsx';
import type { PickedOrganization } from '../../organizations/choosing/OrganizationPicker.tsx';

/** A way of naming approvers. USER and GROUP name a party. */
export interface ApproverDraft {
  key: string;
  kind: ApproverKind;
  party: Party | null;
  managerLevel: number;
}

export type ApproverPart = 'PRIMARY' | 'FALLBACK' | 'ESCALATION';

export interface StageDraft {
  key: string;
  approvers: Readonly<Record<ApproverPart, readonly ApproverDraft[]>>;
  decideWithin: string | null;
  escalateAfter: string | null;
  reminders: readonly string[];
  quorum: number;
  approverJustificationRequired: boolean;
  showApprovers: boolean;
}

interface Translation {
  language: string;
  text: string;
}

export interface QuestionDraft {
  key: string;
  kind: QuestionKind;
  text: string;
  required: boolean;
  pattern: string;
  changeable: boolean;
  /** Kept as they are: this editor writes the fallback language. */
  translations: readonly Translation[];
  choices: readonly { value: string; text: string; translations: readonly Translation[] }[];
}

/** An organization of which a policy is for the people. */
export interface ScopeOrganization extends PickedOrganization {
  /** Only those with a mail address of these domains of it; null: all of them. */
  only: readonly string[] | null;
}

/** A policy while it is edited. */
export interface PolicyDraft {
  name: string;
  description: string;
  state: PolicyState;
  priority: number;
  scope: PolicyScope;
  scopeParties: readonly Party[];
  scopeOrganizations: readonly ScopeOrganization[];
  selfAdd: boolean;
  selfExtend: boolean;
  selfRemove: boolean;
  managerOnBehalf: boolean;
  onBehalf: readonly Party[];
  customSchedule: boolean;
  justificationRequired: boolean;
  onBehalfPreApproves: boolean;
  proofs: readonly string[];
  proofWithin: string | null;
  expiration: ExpirationKind;
  endsOn: string;
  timeZone: string;
  duration: string | null;
  extensionAllowed: boolean;
  extensionNeedsApproval: boolean;
  extensionWindow: string | null;
  extensionCeiling: string | null;
  notices: readonly string[];
  add: readonly StageDraft[];
  /** None, though an extension needs approval: those of `add` decide it too. */
  extend: readonly StageDraft[];
  questions: readonly QuestionDraft[];
}

/** Changes some fields of a draft. */
export type Change = (part: Partial<PolicyDraft>) => void;

const key = () => crypto.randomUUID();

/** One more way of naming approvers: the manager, which suits most. */
export const newApprover = (): ApproverDraft => ({ key: key(), kind: 'MANAGER', party: null, managerLevel: 1 });

/** Who decides where no manager can be found: the owners of the catalog, whom every catalog should have. */
export const newFallback = (): ApproverDraft => ({ key: key(), kind: 'CATALOG_OWNER', party: null, managerLevel: 1 });

/** One more stage, with the manager asked and two weeks to decide. */
export const newStage = (): StageDraft => ({
  key: key(),
  approvers: { PRIMARY: [newApprover()], FALLBACK: [], ESCALATION: [] },
  decideWithin: 'P14D',
  escalateAfter: null,
  reminders: [],
  quorum: 1,
  approverJustificationRequired: false,
  showApprovers: true,
});

/** One more question. */
export const newQuestion = (): QuestionDraft => ({
  key: key(),
  kind: 'SHORT_TEXT',
  text: '',
  required: true,
  pattern: '',
  changeable: false,
  translations: [],
  choices: [],
});

/** A new policy: for all members, approved by the manager, for 90 days. */
export const newPolicy = (): PolicyDraft => ({
  name: '',
  description: '',
  state: 'ENABLED',
  priority: 100,
  scope: 'ALL_MEMBERS',
  scopeParties: [],
  scopeOrganizations: [],
  selfAdd: true,
  selfExtend: true,
  selfRemove: true,
  managerOnBehalf: false,
  onBehalf: [],
  customSchedule: true,
  justificationRequired: false,
  onBehalfPreApproves: false,
  proofs: [],
  proofWithin: null,
  expiration: 'AFTER_DURATION',
  endsOn: '',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
  duration: 'P90D',
  extensionAllowed: true,
  extensionNeedsApproval: true,
  extensionWindow: DEFAULT_EXTENSION_WINDOW,
  extensionCeiling: null,
  notices: ['P14D', 'P1D'],
  add: [newStage()],
  extend: [],
  questions: [],
});
