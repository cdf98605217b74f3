import type { StageResolution } from './approver-routing.ts';
import type { AssignmentFacts, GateFacts } from './gate-facts.ts';
import { aCandidate, anExpiration, theRequesting } from './policy.fixture.ts';
import { requestAction } from './request-types.ts';
import type { GateCode, RequestType } from './vocabulary.ts';

/** When everything is asked. */
export const now = new Date('2026-03-01T12:00:00Z');
/** So many days from then. */
export const day = (n: number) => new Date(now.getTime() + n * 86_400_000);

/** Access that is held, 13 days before its end. */
export const assignment: AssignmentFacts = {
  id: 'asg',
  state: 'DELIVERED',
  startsAt: day(-17),
  expiresAt: day(13),
  extendedFrom: null,
  policyId: 'policy',
};
/** A policy under which access is asked for again, not extended. */
export const unextended = aCandidate({
  expiration: anExpiration({ extensionAllowed: false }),
  requesting: theRequesting({ managerOnBehalf: true }),
});
/** A stage that nobody can decide. */
export const unresolved: StageResolution = { state: 'UNRESOLVED', approvers: [], barred: [], source: null, quorum: 1 };

/** A request of each type that passes every gate. */
export function passing(type: RequestType): GateFacts {
  const action = requestAction(type);
  const admin = type.startsWith('ADMIN');
  const system = type === 'SYSTEM_REMOVE';
  const self = type.startsWith('USER');
  return {
    type,
    changes: type === 'ADMIN_UPDATE' ? 'END' : null,
    requestId: null,
    now,
    catalog: { state: 'PUBLISHED', externallyVisible: false },
    accessPackage: { state: 'ACTIVE' },
    target: {
      id: 'adele',
      kind: 'MEMBER',
      state: 'ACTIVE',
      blockReason: null,
      groupIds: new Set(),
      organization: null,
      mailDomain: null,
      domainShutOut: false,
    },
    requester: {
      id: system ? null : self ? 'adele' : 'megan',
      isSystem: system,
      managesTarget: true,
      mayAssign: admin,
      answersForTarget: false,
      reaches: true,
    },
    policies: [aCandidate({ requesting: theRequesting({ managerOnBehalf: true }) })],
    namedPolicyId: null,
    assignment: action === 'ADD' ? null : assignment,
    pendingRequests: [],
    justification: null,
    answers: [],
    asked: { startsAt: null, expiresAt: null, duration: null },
    stages: [],
    termsDue: [],
    proof: null,
    authorship: { authorId: null, confirmed: false, asksSomebody: false },
  };
}

/** For each gate, facts that fail it whatever the type (as far as the type can). */
export const BREAKS: Record<GateCode, (facts: GateFacts) => GateFacts> = {
  CATALOG_UNPUBLISHED: (facts) => ({ ...facts, catalog: { ...facts.catalog, state: 'UNPUBLISHED' } }),
  CATALOG_NOT_EXTERNAL: (facts) => ({
    ...facts,
    target: { ...facts.target, kind: 'GUEST' },
    policies: [aCandidate({ scope: 'ALL_USERS', requesting: theRequesting({ managerOnBehalf: true }) })],
  }),
  PACKAGE_RETIRED: (facts) => ({ ...facts, accessPackage: { state: 'RETIRED' } }),
  NO_POLICY_IN_SCOPE: (facts) => ({
    ...facts,
    policies: [aCandidate({ scope: 'SERVICES', requesting: theRequesting({ managerOnBehalf: true }) })],
  }),
  POLICY_NOT_APPLICABLE: (facts) => ({
    ...facts,
    namedPolicyId: 'other',
    policies: [...facts.policies, aCandidate({ policyId: 'other', scope: 'SERVICES' })],
  }),
  POLICY_DISABLED: (facts) => ({ ...facts, policies: facts.policies.map((policy) => ({ ...policy, state: 'DISABLED' })) }),
  TARGET_NOT_ELIGIBLE: (facts) => ({ ...facts, target: { ...facts.target, state: 'BLOCKED', blockReason: 'ADMINISTRATIVE' } }),
  DOMAIN_BLOCKED: (facts) => ({
    ...facts,
    target: { ...facts.target, kind: 'GUEST', domainShutOut: true },
    catalog: { ...facts.catalog, externallyVisible: true },
    policies: facts.policies.map((policy) => ({ ...policy, definition: { ...policy.definition, scope: 'ALL_USERS' } })),
  }),
  ORGANIZATION_NOT_CONFIGURED: (facts) => ({
    ...facts,
    target: { ...facts.target, kind: 'GUEST', organization: { id: 'o', state: 'PROPOSED' } },
    catalog: { ...facts.catalog, externallyVisible: true },
    policies: facts.policies.map((policy) => ({
      ...policy,
      definition: { ...policy.definition, scope: facts.type.endsWith('ADD') ? 'ALL_CONFIGURED_ORGANIZATIONS' : 'ALL_USERS' },
    })),
  }),
  ALREADY_ASSIGNED: (facts) => ({ ...facts, assignment }),
  REQUEST_PENDING: (facts) => ({
    ...facts,
    pendingRequests: [
      { id: 'req', type: 'USER_UPDATE' },
      { id: 'rem', type: 'ADMIN_REMOVE' },
    ],
  }),
  NOT_YOURS_TO_REQUEST: (facts) => ({
    ...facts,
    requester: {
      id: 'stranger',
      isSystem: false,
      managesTarget: false,
      mayAssign: false,
      answersForTarget: false,
      reaches: true,
    },
  }),
  SELF_SERVING_POLICY: (facts) => ({
    ...facts,
    authorship: { authorId: facts.target.id, confirmed: false, asksSomebody: false },
  }),
  ANSWERS_INVALID: (facts) => ({ ...facts, answers: [{ questionId: 'unknown', value: 'x' }] }),
  SCHEDULE_OUT_OF_BOUNDS: (facts) => ({ ...facts, asked: { startsAt: null, expiresAt: day(999), duration: null } }),
  TERMS_NOT_ACCEPTED: (facts) => ({ ...facts, termsDue: ['notice'] }),
  PROOF_MISSING: (facts) => ({
    ...facts,
    policies: facts.policies.map((policy) => ({
      ...policy,
      definition: { ...policy.definition, requesting: { ...policy.definition.requesting, proofs: ['otp'] } },
    })),
  }),
  NO_APPROVER: (facts) => ({ ...facts, stages: [{ order: 2, resolution: unresolved }] }),
};
