import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aCandidate, aTarget } from './policy.fixture.ts';
import { choosePolicies, choosePoliciesForAssignment, inScope, type PolicyCandidate } from './policy-choice.ts';
import { PolicyScope } from './vocabulary.ts';

const member = aTarget();
const groups = new Set(['it', 'staff']);

describe('inScope', () => {
  const configured = { id: 'o', state: 'CONFIGURED' } as const;
  const proposed = { id: 'o', state: 'PROPOSED' } as const;
  const people = {
    member: aTarget(),
    service: aTarget({ kind: 'SERVICE' }),
    guest: aTarget({ kind: 'GUEST' }),
    prospect: aTarget({ kind: 'GUEST', state: 'PROSPECT' }),
    ofConfigured: aTarget({ kind: 'GUEST', state: 'PROSPECT', organization: configured, mailDomain: 'a.example' }),
    ofProposed: aTarget({ kind: 'GUEST', state: 'PROSPECT', organization: proposed, mailDomain: 'a.example' }),
    guestOfConfigured: aTarget({ kind: 'GUEST', organization: configured, mailDomain: 'b.example' }),
  };
  const outside = ['guest', 'prospect', 'ofConfigured', 'ofProposed', 'guestOfConfigured'];
  const table: Record<PolicyScope, string[]> = {
    SPECIFIC_USERS_AND_GROUPS: [],
    SPECIFIC_ORGANIZATIONS: ['ofConfigured', 'guestOfConfigured'],
    ALL_MEMBERS: ['member'],
    ALL_USERS: ['member', 'guest', 'guestOfConfigured'],
    ALL_CONFIGURED_ORGANIZATIONS: ['ofConfigured', 'guestOfConfigured'],
    ALL_EXTERNAL: outside,
    SERVICES: ['service'],
    NOBODY: [],
  };
  const none = { scopeUserIds: [], scopeGroupIds: [] };
  test.each(Object.values(PolicyScope))('%s', (scope) => {
    const scopeOrganizations = [{ organizationId: 'o', domain: null }];
    const inside = Object.entries(people).filter(([, one]) => inScope({ scope, ...none, scopeOrganizations }, one, new Set()));
    expect(inside.map(([name]) => name)).toEqual(table[scope]);
  });
  test.each([
    [[{ organizationId: 'o', domain: 'a.example' }], ['ofConfigured']],
    [
      [
        { organizationId: 'o', domain: 'a.example' },
        { organizationId: 'o', domain: 'b.example' },
      ],
      ['ofConfigured', 'guestOfConfigured'],
    ],
    [[{ organizationId: 'x', domain: null }], []],
    [[], []],
  ])('organizations %j', (scopeOrganizations, expected) => {
    const definition = { scope: 'SPECIFIC_ORGANIZATIONS' as const, ...none, scopeOrganizations };
    const inside = Object.entries(people).filter(([, one]) => inScope(definition, one, new Set()));
    expect(inside.map(([name]) => name)).toEqual(expected);
  });
  test.each([
    [{ scopeUserIds: ['adele'], scopeGroupIds: [] }, true],
    [{ scopeUserIds: ['megan'], scopeGroupIds: [] }, false],
    [{ scopeUserIds: [], scopeGroupIds: ['it'] }, true],
    [{ scopeUserIds: [], scopeGroupIds: ['hr'] }, false],
  ])('specific %j', (named, expected) => {
    expect(inScope({ scope: 'SPECIFIC_USERS_AND_GROUPS', scopeOrganizations: [], ...named }, member, groups)).toBe(expected);
  });
});

const policy = (policyId: string, scope: PolicyScope, priority: number, over: Partial<PolicyCandidate> = {}) =>
  aCandidate({ policyId, scope, scopeGroupIds: scope === 'SPECIFIC_USERS_AND_GROUPS' ? ['it'] : [] }, { priority, ...over });

function verdicts(candidates: PolicyCandidate[], choose = choosePolicies): string[] {
  const { applicable, others } = choose(candidates, member, groups);
  return [...applicable, ...others].map(
    ({ candidate, applies, code }) => `${applies ? '+' : '-'}${candidate.definition.policyId} ${code}`,
  );
}

describe('choosePolicies', () => {
  test.each<[string, PolicyCandidate[], string[]]>([
    ['none', [], []],
    ['the only one', [policy('a', 'ALL_MEMBERS', 5)], ['+a ONLY_ONE']],
    [
      'lowest priority wins over narrower scope',
      [policy('a', 'SPECIFIC_USERS_AND_GROUPS', 2), policy('b', 'ALL_USERS', 1)],
      ['+b LOWEST_PRIORITY', '-a OUTRANKED_BY_PRIORITY'],
    ],
    [
      'a tie goes to the narrower scope',
      [policy('a', 'ALL_USERS', 1), policy('b', 'ALL_MEMBERS', 1), policy('c', 'SPECIFIC_USERS_AND_GROUPS', 1)],
      ['+c NARROWER_SCOPE', '-b OUTRANKED_BY_SCOPE', '-a OUTRANKED_BY_SCOPE'],
    ],
    [
      'equal rank: both, oldest first',
      [policy('b', 'ALL_MEMBERS', 1), policy('a', 'ALL_MEMBERS', 1)],
      ['+a EQUAL_RANK', '+b EQUAL_RANK'],
    ],
    ['out of scope', [policy('a', 'SERVICES', 1)], ['-a OUT_OF_SCOPE']],
    [
      'disabled does not compete',
      [policy('a', 'ALL_MEMBERS', 1, { state: 'DISABLED' }), policy('b', 'ALL_MEMBERS', 2)],
      ['+b ONLY_ONE', '-a DISABLED'],
    ],
    [
      'direct assignment only does not compete',
      [policy('a', 'NOBODY', 1), policy('b', 'ALL_MEMBERS', 2)],
      ['+b ONLY_ONE', '-a DIRECT_ASSIGNMENT_ONLY'],
    ],
  ])('%s', (_name, candidates, expected) => expect(verdicts(candidates)).toEqual(expected));

  test('the order the candidates come in never matters', () => {
    const any = fc.array(fc.tuple(fc.constantFrom(...Object.values(PolicyScope)), fc.integer({ min: 1, max: 3 }), fc.boolean()), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        any.chain((list) => {
          const candidates = list.map(([scope, priority, on], index) =>
            policy(`p${index}`, scope, priority, { state: on ? 'ENABLED' : 'DISABLED' }),
          );
          return fc.tuple(fc.constant(candidates), fc.shuffledSubarray(candidates, { minLength: candidates.length }));
        }),
        ([candidates, shuffled]) => {
          expect(verdicts(shuffled)).toEqual(verdicts(candidates));
          const { applicable } = choosePolicies(candidates, member, groups);
          const first = applicable[0]?.candidate;
          for (const { candidate } of applicable)
            expect([candidate.priority, candidate.definition.scope === 'NOBODY']).toEqual([first?.priority, false]);
        },
      ),
    );
  });

  test('every verdict says why in a sentence', () => {
    const { applicable, others } = choosePolicies(
      [policy('a', 'ALL_MEMBERS', 1), policy('b', 'ALL_USERS', 1), policy('c', 'NOBODY', 1)],
      member,
      groups,
    );
    for (const { message } of [...applicable, ...others]) expect(message).toMatch(/^[A-Z].*\.$/);
  });
});

test('direct assignment: any policy that contains the target, and those for nobody else last', () => {
  const candidates = [
    policy('n', 'NOBODY', 1),
    policy('a', 'ALL_MEMBERS', 2),
    policy('u', 'ALL_USERS', 3),
    policy('s', 'SERVICES', 1),
    policy('d', 'ALL_MEMBERS', 1, { state: 'DISABLED' }),
  ];
  expect(verdicts(candidates, choosePoliciesForAssignment)).toEqual([
    '+a EQUAL_RANK',
    '+u EQUAL_RANK',
    '+n DIRECT_ONLY',
    '-d DISABLED',
    '-s OUT_OF_SCOPE',
  ]);
});
