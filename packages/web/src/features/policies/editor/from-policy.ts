import type { Party } from '../../identity/choosing/DirectoryPicker.tsx';
import type { ApproverDraft, ApproverPart, PolicyDraft, QuestionDraft, ScopeOrganization, StageDraft } from './draft.ts';
import type { PolicyDetails, PolicyVersion } from '../policy.ts';

type Stage = PolicyVersion['stages'][number];

function party({
  user,
  group,
}: {
  user: { id: string; name: string } | null;
  group: { id: string; name: string } | null;
}): Party | null {
  if (user) return { kind: 'USER', ...user };
  return group ? { kind: 'GROUP', ...group } : null;
}

const parties = (version: PolicyVersion, part: string) =>
  version.parties
    .filter((one) => one.part === part)
    .map(party)
    .filter((one) => one !== null);

/** The organizations that a version names, each once, with the domains where it names only some. */
function organizations(version: PolicyVersion): ScopeOrganization[] {
  const named = new Map<string, ScopeOrganization>();
  for (const { organization, domain } of version.parties) {
    if (!organization) continue;
    const before = named.get(organization.id)?.only ?? [];
    named.set(organization.id, {
      id: organization.id,
      name: organization.name,
      domains: organization.domains.map((one) => one.domain),
      only: domain === null ? null : [...before, domain],
    });
  }
  return [...named.values()];
}

/** The day that ends at an instant, in the zone it was meant in: the last day of the access. */
function lastDay(endsAt: string | null, timeZone: string | null): string {
  if (!endsAt) return '';
  return new Intl.DateTimeFormat('en-CA', { timeZone: timeZone ?? 'UTC', dateStyle: 'short' }).format(
    new Date(new Date(endsAt).getTime() - 1),
  );
}

function stage(from: Stage): StageDraft {
  const named = (role: ApproverPart): ApproverDraft[] =>
    from.approvers
      .filter((approver) => approver.role === role)
      .map((approver) => ({
        key: approver.id,
        kind: approver.kind,
        party: party(approver),
        managerLevel: approver.managerLevel ?? 1,
      }));
  return {
    key: from.id,
    approvers: { PRIMARY: named('PRIMARY'), FALLBACK: named('FALLBACK'), ESCALATION: named('ESCALATION') },
    decideWithin: from.decideWithin,
    escalateAfter: from.escalateAfter,
    reminders: from.reminders,
    quorum: from.quorum,
    approverJustificationRequired: from.approverJustificationRequired,
    showApprovers: from.showApprovers,
  };
}

function question(from: PolicyVersion['questions'][number]): QuestionDraft {
  return {
    key: from.id,
    kind: from.kind,
    text: from.text,
    required: from.required,
    pattern: from.pattern ?? '',
    changeable: from.changeable,
    translations: from.translations,
    choices: (from.choices ?? []).map((choice) => ({
      value: choice.value,
      text: choice.text,
      translations: choice.translations ?? [],
    })),
  };
}

const inOrder = <T extends { order: number }>(list: readonly T[]) => [...list].sort((one, other) => one.order - other.order);

/** Do two lists of stages say the same? An extension of which nobody said who decides it was saved with those of the access. */
function sameStages(one: readonly StageDraft[], other: readonly StageDraft[]): boolean {
  const said = (stages: readonly StageDraft[]) =>
    JSON.stringify(stages, (name, value: unknown) => (name === 'key' ? null : value));
  return said(one) === said(other);
}

/** A stored policy, ready to be edited. */
export function fromPolicy(policy: PolicyDetails): PolicyDraft {
  const version = policy.currentVersion;
  const stages = (occasion: Stage['occasion']) => inOrder(version.stages.filter((one) => one.occasion === occasion)).map(stage);
  const [add, extend] = [stages('ADD'), stages('EXTEND')];
  const { selfAdd, selfExtend, selfRemove, managerOnBehalf, customSchedule, justificationRequired, onBehalfPreApproves } =
    version;
  return {
    name: policy.name,
    description: policy.description ?? '',
    state: policy.state,
    priority: policy.priority,
    scope: version.scope,
    scopeParties: parties(version, 'SCOPE'),
    scopeOrganizations: organizations(version),
    selfAdd,
    selfExtend,
    selfRemove,
    managerOnBehalf,
    customSchedule,
    justificationRequired,
    onBehalfPreApproves,
    proofs: version.proofs,
    proofWithin: version.proofWithin,
    onBehalf: parties(version, 'ON_BEHALF'),
    expiration: version.expiration,
    endsOn: lastDay(version.endsAt, version.timeZone),
    timeZone: version.timeZone ?? 'UTC',
    duration: version.duration,
    extensionAllowed: version.extensionAllowed,
    extensionNeedsApproval: version.extensionNeedsApproval,
    extensionWindow: version.extensionWindow,
    extensionCeiling: version.extensionCeiling,
    notices: version.nearExpiryNotices,
    add,
    extend: sameStages(add, extend) ? [] : extend,
    questions: inOrder(version.questions).map(question),
  };
}
