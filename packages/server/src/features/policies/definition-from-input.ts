import {
  type PolicyDefinitionInput,
  type PolicyExpirationInput,
  type PolicyOrganizationInput,
  type PolicyRequestingInput,
} from '@gatehouse/schema/policies/policy-definition.inputs';
import { type PolicyQuestionInput, type TranslationInput } from '@gatehouse/schema/policies/policy-question.inputs';
import { type PolicyApproverInput, type PolicyStageInput } from '@gatehouse/schema/policies/policy-stage.inputs';
import { PolicyExpiration, PolicyRequesting, settingsSaid } from '@gatehouse/schema/policies/policy-settings';
import { formatDuration } from '@gatehouse/schema/rules/duration';
import {
  type ApproverDefinition,
  type ExpirationSettings,
  type LocalizedText,
  type PolicyDefinition,
  type QuestionDefinition,
  type RequesterSettings,
  type ScopeOrganization,
  type StageDefinition,
} from '@gatehouse/schema/rules/policy';
import { mailDomain } from '@gatehouse/schema/rules/mail-address';
import { defaultEscalationMs } from '@gatehouse/schema/rules/stage-outcome';
import { endOfDay } from '@gatehouse/schema/rules/zoned-day';
import { refused } from '../../kernel/refused.ts';

/** Where the definition stands in the inputs of its mutations. */
const HERE = 'definition';
const DECIDE_WITHIN = 'P14D';

/**
 * What an input says, as the rules read it: defaults filled in, stages numbered as they are listed. The ids of what is
 * not written yet are empty.
 * @throws INVALID for a day, language or part of an approver that is none; all else is for the rules to find.
 */
export function definitionFrom(input: PolicyDefinitionInput): PolicyDefinition {
  const listed = stagesFrom(input.stages ?? []);
  const expiration = expirationFrom(input.expiration, listed.length > 0);
  return {
    id: '',
    policyId: '',
    scope: input.scope,
    scopeUserIds: once(input.scopeUserIds),
    scopeGroupIds: once(input.scopeGroupIds),
    scopeOrganizations: (input.scopeOrganizations ?? []).flatMap(organizationsFrom),
    requesting: requestingFrom(input.requesting ?? {}),
    expiration,
    stages: [...listed, ...extensionStages(listed, expiration)],
    questions: (input.questions ?? []).map(questionFrom),
  };
}

function organizationsFrom({ organizationId, domains }: PolicyOrganizationInput, index: number): ScopeOrganization[] {
  if (!domains?.length) return [{ organizationId, domain: null }];
  return once(
    domains.map((text, at) => {
      const domain = mailDomain(text);
      const path = [HERE, 'scopeOrganizations', String(index), 'domains', String(at)];
      if (domain === null) throw refused('INVALID', `"${text}" is no mail domain.`, path);
      return domain;
    }),
  ).map((domain) => ({ organizationId, domain }));
}

const once = (ids: readonly string[] | null | undefined): string[] => [...new Set(ids ?? [])];

function requestingFrom(input: PolicyRequestingInput): RequesterSettings {
  return { ...settingsSaid(new PolicyRequesting(), input), onBehalfUserIds: once(input.onBehalfUserIds) };
}

function expirationFrom(input: PolicyExpirationInput, asksApproval: boolean): ExpirationSettings {
  const { kind } = input;
  const timeZone = kind === 'ON_DATE' ? (input.timeZone ?? 'UTC') : null;
  return {
    ...settingsSaid(new PolicyExpiration(), input),
    kind,
    endsAt: timeZone !== null && input.endsOn ? endOf(input.endsOn, timeZone) : null,
    timeZone,
    duration: kind === 'AFTER_DURATION' ? (input.duration ?? null) : null,
    extensionAllowed: input.extensionAllowed ?? kind !== 'NEVER',
    extensionNeedsApproval: input.extensionNeedsApproval ?? asksApproval,
  };
}

function endOf(day: string, timeZone: string): Date {
  try {
    return endOfDay(day, timeZone);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw refused('INVALID', 'Name a day as YYYY-MM-DD and a time zone such as "Europe/Berlin".', [HERE, 'expiration', 'endsOn']);
  }
}

function stagesFrom(inputs: readonly PolicyStageInput[]): StageDefinition[] {
  const counts = { ADD: 0, EXTEND: 0 };
  return inputs.map((input, index) => {
    const occasion = input.occasion ?? 'ADD';
    const approvers = input.approvers.map((approver, at) =>
      approverFrom(approver, [HERE, 'stages', String(index), 'approvers', String(at)]),
    );
    const decideWithin = input.decideWithin ?? DECIDE_WITHIN;
    return {
      id: '',
      occasion,
      order: (counts[occasion] += 1),
      approvers,
      decideWithin,
      escalateAfter: input.escalateAfter ?? (approvers.some(({ role }) => role === 'ESCALATION') ? halfOf(decideWithin) : null),
      reminders: input.reminders ?? [],
      quorum: input.quorum ?? 1,
      approverJustificationRequired: input.approverJustificationRequired ?? false,
      showApprovers: input.showApprovers ?? true,
    };
  });
}

/** An extension that needs approval, of which nobody said whose, asks the same people as the access itself. */
function extensionStages(listed: readonly StageDefinition[], expiration: ExpirationSettings): StageDefinition[] {
  const needed = expiration.extensionAllowed && expiration.extensionNeedsApproval;
  if (!needed || listed.some(({ occasion }) => occasion === 'EXTEND')) return [];
  return listed.map((stage) => ({ ...stage, occasion: 'EXTEND' }));
}

/**
 * Where in the input something stands that the rules found at `path` of a definition: ends are days there, and stages of
 * an extension that nobody listed are those of the access itself.
 */
export function placeInInput({ stages }: PolicyDefinition, path: readonly string[]): string[] {
  const [member, index, ...rest] = path;
  if (member === 'stages' && index !== undefined) {
    const first = stages.findIndex(({ approvers }) => approvers === stages[Number(index)]?.approvers);
    return [HERE, member, String(first < 0 ? index : first), ...rest];
  }
  return [HERE, ...path.map((step) => (step === 'endsAt' ? 'endsOn' : step))];
}

function halfOf(decideWithin: string): string | null {
  const half = defaultEscalationMs(decideWithin);
  return half === null ? null : formatDuration(half);
}

/** Only what its kind names is kept: an id that belongs to another kind is a mistake worth telling. */
function approverFrom({ role, kind, userId, groupId, managerLevel }: PolicyApproverInput, path: string[]): ApproverDefinition {
  if (role === 'REASSIGNED')
    throw refused('INVALID', 'Nobody is named as reassigned; a stage is handed to them.', [...path, 'role']);
  if (userId != null && kind !== 'USER')
    throw refused('INVALID', 'Only an approver of kind USER names a user.', [...path, 'userId']);
  if (groupId != null && kind !== 'GROUP')
    throw refused('INVALID', 'Only an approver of kind GROUP names a group.', [...path, 'groupId']);
  if (managerLevel != null && kind !== 'MANAGER')
    throw refused('INVALID', 'Only an approver of kind MANAGER has a level.', [...path, 'managerLevel']);
  return {
    role: role ?? 'PRIMARY',
    kind,
    userId: userId ?? null,
    groupId: groupId ?? null,
    managerLevel: kind === 'MANAGER' ? (managerLevel ?? 1) : null,
  };
}

function questionFrom(input: PolicyQuestionInput, index: number): QuestionDefinition {
  const path = [HERE, 'questions', String(index)];
  return {
    id: '',
    order: index + 1,
    kind: input.kind,
    text: localized(input.text, input.translations, path),
    required: input.required ?? false,
    pattern: input.pattern || null,
    choices: (input.choices ?? []).map(({ value, text, translations }, at) => ({
      value,
      text: localized(text || value, translations, [...path, 'choices', String(at)]),
    })),
    changeable: input.changeable ?? false,
  };
}

function localized(text: string, translations: readonly TranslationInput[] | null | undefined, path: string[]): LocalizedText {
  const entries = (translations ?? []).map((one, index) => [
    languageOf(one.language, [...path, 'translations', String(index)]),
    one.text,
  ]);
  return { default: text, translations: Object.fromEntries(entries) as Record<string, string> };
}

/** A language as it is spelled canonically: "PT-br" is "pt-BR". */
function languageOf(tag: string, path: string[]): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? tag;
  } catch {
    throw refused('INVALID', `"${tag}" is no language tag such as "de" or "pt-BR".`, [...path, 'language']);
  }
}
