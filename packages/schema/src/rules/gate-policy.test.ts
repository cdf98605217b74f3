import { expect, test } from 'vitest';
import { policyForRequest, type PolicyFacts } from './gate-policy.ts';
import { aCandidate, aTarget } from './policy.fixture.ts';
import type { PolicyCandidate } from './policy-choice.ts';
import { requestAction } from './request-types.ts';

const target = aTarget();
const named = (
  policyId: string,
  over: Partial<PolicyCandidate> = {},
  scope: 'ALL_MEMBERS' | 'ALL_USERS' | 'SERVICES' | 'NOBODY' = 'ALL_MEMBERS',
) => aCandidate({ policyId, scope }, over);
const off = { state: 'DISABLED' as const };

test.each<[string, PolicyFacts['type'], PolicyCandidate[], string | null, string]>([
  ['the winner', 'USER_ADD', [named('a', { priority: 2 }), named('b')], null, 'b'],
  ['equal rank, none named: the oldest', 'USER_ADD', [named('b'), named('a')], null, 'a'],
  ['equal rank, the other named', 'USER_ADD', [named('a'), named('b')], 'b', 'b'],
  ['one that is outranked', 'USER_ADD', [named('a', { priority: 2 }), named('b')], 'a', 'POLICY_NOT_APPLICABLE'],
  ['one for others', 'USER_ADD', [named('a'), named('s', {}, 'SERVICES')], 's', 'POLICY_NOT_APPLICABLE'],
  ['one for direct assignment', 'USER_ADD', [named('a'), named('n', {}, 'NOBODY')], 'n', 'POLICY_NOT_APPLICABLE'],
  ['one that does not exist', 'USER_ADD', [named('a')], 'zzz', 'POLICY_NOT_APPLICABLE'],
  ['one for others, and none for me', 'USER_ADD', [named('s', {}, 'SERVICES')], 's', 'NO_POLICY_IN_SCOPE'],
  ['none at all', 'USER_ADD', [], null, 'NO_POLICY_IN_SCOPE'],
  ['only one switched off', 'USER_ADD', [named('a', off)], null, 'a POLICY_DISABLED'],
  ['one switched off named', 'USER_ADD', [named('a', off), named('b')], 'a', 'a POLICY_DISABLED'],
  ['one switched off, another applies', 'USER_ADD', [named('a', off), named('b', { priority: 9 })], null, 'b'],
  ['direct: one for direct assignment', 'ADMIN_ADD', [named('a'), named('n', {}, 'NOBODY')], 'n', 'n'],
  ['direct: one that is outranked but contains the target', 'ADMIN_ADD', [named('a', { priority: 2 }), named('b')], 'a', 'a'],
  ['direct: one for others', 'ADMIN_ADD', [named('a'), named('s', {}, 'SERVICES')], 's', 'POLICY_NOT_APPLICABLE'],
  ['direct: none named', 'ADMIN_ADD', [named('n', {}, 'NOBODY'), named('b')], null, 'b'],
  ['extension: its own', 'USER_EXTEND', [named('a')], null, 'a'],
  ['extension: its own, assigned directly', 'USER_EXTEND', [named('n', {}, 'NOBODY')], null, 'n'],
  ['extension: no longer for this person', 'USER_EXTEND', [named('s', {}, 'SERVICES')], null, 'NO_POLICY_IN_SCOPE'],
  ['extension: deleted', 'USER_EXTEND', [], null, 'NO_POLICY_IN_SCOPE'],
  ['extension: switched off', 'USER_EXTEND', [named('a', off)], null, 'a POLICY_DISABLED'],
  ['update: whatever there is', 'USER_UPDATE', [named('s', off, 'SERVICES')], null, 's'],
  ['removal: nothing is needed', 'USER_REMOVE', [], null, ''],
])('%s', (_name, type, policies, namedPolicyId, expected) => {
  const { definition, failure } = policyForRequest({ type, target, policies, namedPolicyId }, requestAction(type));
  expect([definition?.policyId, failure?.code].filter(Boolean).join(' ')).toBe(expected);
});

test.each<[string, PolicyFacts['target']['organization'], Partial<Parameters<typeof aCandidate>[0]>, string]>([
  ['a configured one', { id: 'o', state: 'CONFIGURED' }, {}, 'p'],
  ['a proposed one', { id: 'o', state: 'PROPOSED' }, {}, 'ORGANIZATION_NOT_CONFIGURED'],
  ['none', null, {}, 'NO_POLICY_IN_SCOPE'],
  [
    'a proposed one that the policy names',
    { id: 'o', state: 'PROPOSED' },
    { scope: 'SPECIFIC_ORGANIZATIONS', scopeOrganizations: [{ organizationId: 'o', domain: null }] },
    'ORGANIZATION_NOT_CONFIGURED',
  ],
  [
    'a proposed one, and the policy names another',
    { id: 'o', state: 'PROPOSED' },
    { scope: 'SPECIFIC_ORGANIZATIONS', scopeOrganizations: [{ organizationId: 'x', domain: null }] },
    'NO_POLICY_IN_SCOPE',
  ],
  ['a proposed one, and the policy is for everybody', { id: 'o', state: 'PROPOSED' }, { scope: 'ALL_EXTERNAL' }, 'p'],
])('somebody of %s', (_name, organization, over, expected) => {
  const candidate = aCandidate({ policyId: 'p', scope: 'ALL_CONFIGURED_ORGANIZATIONS', ...over });
  const guest = aTarget({ kind: 'GUEST', state: 'PROSPECT', organization });
  const facts: PolicyFacts = {
    type: 'USER_ADD',
    target: { ...guest, groupIds: new Set() },
    policies: [candidate],
    namedPolicyId: null,
  };
  const { definition, failure } = policyForRequest(facts, 'ADD');
  expect(failure?.code ?? definition?.policyId).toBe(expected);
});
