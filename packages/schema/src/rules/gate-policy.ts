import type { Failing } from './gate.ts';
import type { GatePolicy } from './gate-details.ts';
import type { PolicyDefinition } from './policy.ts';
import { choosePolicies, choosePoliciesForAssignment, inScope, type PolicyCandidate, type ScopeTarget } from './policy-choice.ts';
import type { RequestAction } from './request-types.ts';
import { OrganizationState, PolicyScope, PolicyState, RequestType } from './vocabulary.ts';

/** What gates 4 and 5 look at. */
export interface PolicyFacts {
  readonly type: RequestType;
  readonly target: ScopeTarget & { readonly groupIds: ReadonlySet<string> };
  /** ADD: every policy of the package in its current version. EXTEND and UPDATE: the assignment's own, in its current version, or none if it was deleted. */
  readonly policies: readonly PolicyCandidate[];
  /** ADD: the policy the requester named, null to let the rule choose. */
  readonly namedPolicyId: string | null;
}

/** Why a request falls under no policy, or under none in use: each is a gate of its own. */
export type PolicyFailure = Failing<GatePolicy> & {
  readonly code: 'NO_POLICY_IN_SCOPE' | 'POLICY_NOT_APPLICABLE' | 'POLICY_DISABLED' | 'ORGANIZATION_NOT_CONFIGURED';
};

/** The policy a request falls under, or why there is none. Both for a policy switched off: the other gates can still be asked. */
export interface PolicyAnswer {
  readonly definition: PolicyDefinition | null;
  readonly failure: PolicyFailure | null;
}

const found = (definition: PolicyDefinition, failure: PolicyFailure | null = null): PolicyAnswer => ({ definition, failure });
const none = (failure: PolicyFailure): PolicyAnswer => ({ definition: null, failure });

const noPolicy: PolicyFailure = {
  code: 'NO_POLICY_IN_SCOPE',
  message: 'No policy of this package is for this person.',
  fixedBy: 'PACKAGE_MANAGER',
};

const notConfigured: PolicyFailure = {
  code: 'ORGANIZATION_NOT_CONFIGURED',
  message: 'The organization of this person is known here, but nobody has confirmed it yet.',
  fixedBy: 'ORGANIZATION_ADMINISTRATOR',
};

function disabled(policyId: string): PolicyFailure {
  return {
    code: 'POLICY_DISABLED',
    message: 'The policy for this person is switched off.',
    fixedBy: 'PACKAGE_MANAGER',
    details: { type: 'GatePolicy', policyId },
  };
}

/**
 * The policy a request falls under (domain §3 gates 4 and 5). Ask it first: the approval chain to resolve for
 * `GateFacts.stages` is that of this policy.
 */
export function policyForRequest(facts: PolicyFacts, action: RequestAction): PolicyAnswer {
  if (action === 'REMOVE' || action === 'UPDATE') return { definition: facts.policies[0]?.definition ?? null, failure: null };
  return action === 'EXTEND' ? policyOfAssignment(facts) : policyOfAdd(facts);
}

/** Can access given under this policy be extended: it allows that, is in use, and still is for the target? */
export function mayBeExtendedUnder({ definition, state }: PolicyCandidate, target: PolicyFacts['target']): boolean {
  return definition.expiration.extensionAllowed && state === PolicyState.ENABLED && stillFor(definition, target);
}

function stillFor(definition: PolicyDefinition, target: PolicyFacts['target']): boolean {
  return definition.scope === PolicyScope.NOBODY || inScope(definition, target, target.groupIds);
}

/** An extension stays under the assignment's own policy, current version, as long as that still is for the target. */
function policyOfAssignment(facts: PolicyFacts): PolicyAnswer {
  const own = facts.policies[0];
  if (own === undefined) return none({ ...noPolicy, message: 'The policy this access was given under no longer exists.' });
  const { definition } = own;
  if (!stillFor(definition, facts.target))
    return none({ ...noPolicy, message: 'The policy this access was given under is no longer for this person.' });
  return found(definition, own.state === PolicyState.DISABLED ? disabled(definition.policyId) : null);
}

function policyOfAdd(facts: PolicyFacts): PolicyAnswer {
  const choose = facts.type === RequestType.ADMIN_ADD ? choosePoliciesForAssignment : choosePolicies;
  const { applicable, others } = choose(facts.policies, facts.target, facts.target.groupIds);
  if (facts.namedPolicyId === null) {
    const first = applicable[0] ?? null;
    if (first !== null) return found(first.candidate.definition);
    const off = others.find((verdict) => verdict.code === 'DISABLED');
    return off ? found(off.candidate.definition, disabled(off.candidate.definition.policyId)) : none(noneFor(facts));
  }
  const policyId = facts.namedPolicyId;
  const named = applicable.find((verdict) => verdict.candidate.definition.policyId === policyId);
  if (named) return found(named.candidate.definition);
  const other = others.find((verdict) => verdict.candidate.definition.policyId === policyId);
  if (other?.code === 'DISABLED') return found(other.candidate.definition, disabled(policyId));
  const message = other?.message ?? 'The policy named is not one of this package.';
  const failure: PolicyFailure = {
    code: 'POLICY_NOT_APPLICABLE',
    message,
    fixedBy: 'REQUESTER',
    path: ['policyId'],
    details: { type: 'GatePolicy', policyId },
  };
  return none(applicable.length === 0 ? noneFor(facts) : failure);
}

/** Why no policy is for them: if one would be as soon as their organization is configured, that is what stands in the way. */
function noneFor({ policies, target }: PolicyFacts): PolicyFailure {
  if (target.organization?.state !== OrganizationState.PROPOSED) return noPolicy;
  const organization = { ...target.organization, state: OrganizationState.CONFIGURED };
  const { applicable } = choosePolicies(policies, { ...target, organization }, target.groupIds);
  return applicable.length > 0 ? notConfigured : noPolicy;
}
