import type { PolicyDefinition } from './policy.ts';
import { POLICY_SCOPES } from './policy-scopes.ts';
import { OrganizationState, PolicyScope, PolicyState, UserKind, UserState } from './vocabulary.ts';

/** A policy of the package, in its current version, as it competes for a target. */
export interface PolicyCandidate {
  readonly definition: PolicyDefinition;
  readonly name: string;
  /** Lowest wins. */
  readonly priority: number;
  readonly state: PolicyState;
}

/** The person a policy is looked for. */
export interface ScopeTarget {
  readonly id: string;
  readonly kind: UserKind;
  readonly state: UserState;
  /** The organization somebody from outside belongs to. */
  readonly organization: { readonly id: string; readonly state: OrganizationState } | null;
  /** The part of their mail address behind the @, in small letters. */
  readonly mailDomain: string | null;
}

export type PolicyReasonCode =
  | 'ONLY_ONE'
  | 'LOWEST_PRIORITY'
  | 'NARROWER_SCOPE'
  | 'EQUAL_RANK'
  | 'DIRECT_ONLY'
  | 'OUTRANKED_BY_PRIORITY'
  | 'OUTRANKED_BY_SCOPE'
  | 'OUT_OF_SCOPE'
  | 'DISABLED'
  | 'DIRECT_ASSIGNMENT_ONLY';

/** A policy with why it applies, or why it does not: "this policy, because …". */
export interface PolicyVerdict {
  readonly candidate: PolicyCandidate;
  readonly applies: boolean;
  readonly code: PolicyReasonCode;
  readonly message: string;
}

/** Every policy of a package judged for one target. */
export interface PolicyChoice {
  /** Those that apply, all of equal rank; the requester may pick. The first is taken when nobody picks. */
  readonly applicable: readonly PolicyVerdict[];
  readonly others: readonly PolicyVerdict[];
}

/**
 * Does the scope of a policy contain this person (domain §4 "Scope")? NOBODY contains nobody: direct assignment only.
 *
 * @param groupIds every group the person is in, nested ones included.
 */
export function inScope(
  definition: Pick<PolicyDefinition, 'scope' | 'scopeUserIds' | 'scopeGroupIds' | 'scopeOrganizations'>,
  target: ScopeTarget,
  groupIds: ReadonlySet<string>,
): boolean {
  const { organization } = target;
  const isOutsider = target.kind === UserKind.GUEST;
  const isOfConfigured = isOutsider && organization?.state === OrganizationState.CONFIGURED;
  return POLICY_SCOPES[definition.scope].contains({
    isKind: (...kinds) => kinds.includes(target.kind) && target.state !== UserState.PROSPECT,
    isOutsider: () => isOutsider,
    isOfConfigured: () => isOfConfigured,
    isOfNamed: () =>
      isOfConfigured &&
      definition.scopeOrganizations.some(
        ({ organizationId, domain }) => organizationId === organization.id && (domain === null || domain === target.mailDomain),
      ),
    isNamed: () => definition.scopeUserIds.includes(target.id) || definition.scopeGroupIds.some((id) => groupIds.has(id)),
  });
}

function rank(a: PolicyCandidate, b: PolicyCandidate): number {
  return a.priority - b.priority || POLICY_SCOPES[a.definition.scope].width - POLICY_SCOPES[b.definition.scope].width;
}

/** Are two policies of equal rank? Then people whom both are for may choose between them. */
export function isEqualRank(a: PolicyCandidate, b: PolicyCandidate): boolean {
  return a.state === PolicyState.ENABLED && b.state === PolicyState.ENABLED && rank(a, b) === 0;
}

/** Equal rank is listed oldest first (ids grow with time), so that the default never depends on the database's order. */
function listed(a: PolicyCandidate, b: PolicyCandidate): number {
  return rank(a, b) || (a.definition.policyId < b.definition.policyId ? -1 : 1);
}

/**
 * Which policies of a package apply to a target who asks, or for whom somebody asks (domain §4 "Which policy applies").
 * Only the target's scope decides, not who asks: otherwise a strict policy could be avoided by asking differently.
 */
export function choosePolicies(
  candidates: readonly PolicyCandidate[],
  target: ScopeTarget,
  groupIds: ReadonlySet<string>,
): PolicyChoice {
  const competing = candidates
    .filter((c) => c.state === PolicyState.ENABLED && inScope(c.definition, target, groupIds))
    .sort(listed);
  const best = competing[0];
  const verdicts = [...candidates]
    .sort(listed)
    .map((candidate) => judge(candidate, best, competing, inScope(candidate.definition, target, groupIds)));
  return { applicable: verdicts.filter((verdict) => verdict.applies), others: verdicts.filter((verdict) => !verdict.applies) };
}

function judge(
  candidate: PolicyCandidate,
  best: PolicyCandidate | undefined,
  competing: readonly PolicyCandidate[],
  contained: boolean,
): PolicyVerdict {
  const not = (code: PolicyReasonCode, message: string): PolicyVerdict => ({ candidate, applies: false, code, message });
  if (candidate.definition.scope === PolicyScope.NOBODY)
    return not('DIRECT_ASSIGNMENT_ONLY', 'This policy is for direct assignment by an administrator only.');
  if (!contained) return not('OUT_OF_SCOPE', 'The person is not among those this policy is for.');
  if (candidate.state === PolicyState.DISABLED) return not('DISABLED', 'This policy is switched off.');
  if (best !== undefined && rank(candidate, best) > 0) {
    return candidate.priority > best.priority
      ? not('OUTRANKED_BY_PRIORITY', 'Another policy with a higher priority applies first.')
      : not('OUTRANKED_BY_SCOPE', 'Another policy of the same priority, made for fewer people, applies first.');
  }
  return { candidate, applies: true, ...whyApplies(candidate, competing) };
}

function whyApplies(
  candidate: PolicyCandidate,
  competing: readonly PolicyCandidate[],
): { code: PolicyReasonCode; message: string } {
  const rivals = competing.filter((other) => other !== candidate);
  if (rivals.length === 0) return { code: 'ONLY_ONE', message: 'This policy, because it is the only one for this person.' };
  if (rivals.some((other) => rank(other, candidate) === 0)) {
    return { code: 'EQUAL_RANK', message: 'This policy or another of equal rank: you may choose.' };
  }
  return rivals.some((other) => other.priority === candidate.priority)
    ? {
        code: 'NARROWER_SCOPE',
        message: 'This policy, because of those with the same priority it is made for the fewest people.',
      }
    : { code: 'LOWEST_PRIORITY', message: 'This policy, because it comes first in the order of priority.' };
}

/**
 * The policies an administrator may assign under: of scope NOBODY, or containing the target (domain §3 gate 4),
 * whatever their rank. Those that would apply anyway come first, those for direct assignment only last.
 */
export function choosePoliciesForAssignment(
  candidates: readonly PolicyCandidate[],
  target: ScopeTarget,
  groupIds: ReadonlySet<string>,
): PolicyChoice {
  const verdicts = [...candidates].sort(listed).map((candidate): PolicyVerdict => {
    const direct = candidate.definition.scope === PolicyScope.NOBODY;
    if (candidate.state === PolicyState.DISABLED)
      return { candidate, applies: false, code: 'DISABLED', message: 'This policy is switched off.' };
    if (direct)
      return {
        candidate,
        applies: true,
        code: 'DIRECT_ONLY',
        message: 'This policy is for direct assignment by an administrator only.',
      };
    return inScope(candidate.definition, target, groupIds)
      ? { candidate, applies: true, code: 'EQUAL_RANK', message: 'The person is among those this policy is for.' }
      : { candidate, applies: false, code: 'OUT_OF_SCOPE', message: 'The person is not among those this policy is for.' };
  });
  const last = (verdict: PolicyVerdict) => (verdict.code === 'DIRECT_ONLY' ? 1 : 0);
  const applicable = verdicts.filter((verdict) => verdict.applies).sort((a, b) => last(a) - last(b));
  return { applicable, others: verdicts.filter((verdict) => !verdict.applies) };
}
