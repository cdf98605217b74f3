import { describe, expect, test } from 'vitest';
import { assignmentAbilities, type AssignmentAbilityFacts } from './access-abilities.ts';
import { anExpiration, theRequesting } from './policy.fixture.ts';
import { aViewer, granted } from './viewer.fixture.ts';
import { AssignmentState } from './vocabulary.ts';

const now = new Date('2026-03-01T12:00:00Z');
const soon = new Date(now.getTime() + 5000);
const policy = {
  requesting: theRequesting({ managerOnBehalf: true, onBehalfUserIds: ['nora'] }),
  expiration: anExpiration(),
  hasChangeableQuestion: true,
  hasQuestion: true,
};
const facts: AssignmentAbilityFacts = {
  state: 'DELIVERED',
  startsAt: new Date(now.getTime() - 86_400_000),
  expiresAt: soon,
  extendedFrom: null,
  targetId: 'adele',
  targetManagerId: 'megan',
  catalogId: 'c',
  packageRetired: false,
  policy,
  changePending: false,
};
const WHO = {
  holder: aViewer('adele'),
  manager: aViewer('megan'),
  named: aViewer('nora'),
  stranger: aViewer('zoe'),
  reader: aViewer('r', { catalog: 'READER' }),
  assigner: aViewer('m', { catalog: 'ASSIGNMENT_MANAGER' }),
  holdingAdmin: aViewer('adele', { deployment: 'ADMINISTRATOR' }),
  auditor: aViewer('a', { deployment: 'AUDITOR' }),
};
const OWN = ['extend', 'giveUp', 'editAnswers'];
const LIVE: Record<keyof typeof WHO, string[]> = {
  holder: OWN,
  manager: ['extendForThem', 'endForThem'],
  named: ['endForThem'],
  stranger: [],
  reader: [],
  assigner: ['end', 'changeEnd', 'editAnswers'],
  holdingAdmin: ['extend', 'giveUp', 'end', 'editAnswers'],
  auditor: [],
};

describe('every state × everybody', () => {
  const cases = Object.values(AssignmentState).flatMap((state) =>
    (Object.keys(WHO) as (keyof typeof WHO)[]).map((who) => [state, who] as const),
  );
  test.each(cases)('%s × %s', (state, who) => {
    const live = state !== 'ENDING' && state !== 'EXPIRED';
    expect(granted(assignmentAbilities(WHO[who], { ...facts, state }, now))).toEqual(live ? LIVE[who] : []);
    expect(granted(assignmentAbilities(WHO[who], { ...facts, state, expiresAt: now }, now))).toEqual([]);
    expect(granted(assignmentAbilities({ ...WHO[who], tokenScope: 'READ' }, { ...facts, state }, now))).toEqual([]);
    for (const ability of Object.values(assignmentAbilities(WHO[who], { ...facts, state }, now)))
      expect(ability.reason).toMatch(/^[A-Z].*\.$/);
  });
});

test.each<[string, Partial<AssignmentAbilityFacts>, string[], string[]]>([
  ['no end', { expiresAt: null }, ['giveUp', 'editAnswers'], ['end', 'changeEnd', 'editAnswers']],
  ['a change pending', { changePending: true }, ['giveUp'], ['end', 'changeEnd']],
  ['a retired package', { packageRetired: true }, ['giveUp', 'editAnswers'], ['end', 'changeEnd', 'editAnswers']],
  ['a policy that is gone', { policy: null }, ['giveUp'], ['end']],
  [
    'no extension',
    { policy: { ...policy, expiration: anExpiration({ extensionAllowed: false }) } },
    ['giveUp', 'editAnswers'],
    ['end', 'changeEnd', 'editAnswers'],
  ],
  [
    'nothing by oneself',
    { policy: { ...policy, requesting: theRequesting({ selfExtend: false, selfRemove: false }) } },
    ['editAnswers'],
    ['end', 'changeEnd', 'editAnswers'],
  ],
  [
    'answers that stay',
    { policy: { ...policy, hasChangeableQuestion: false } },
    ['extend', 'giveUp'],
    ['end', 'changeEnd', 'editAnswers'],
  ],
  [
    'no questions',
    { policy: { ...policy, hasChangeableQuestion: false, hasQuestion: false } },
    ['extend', 'giveUp'],
    ['end', 'changeEnd'],
  ],
])('%s', (_name, over, holder, assigner) => {
  expect(granted(assignmentAbilities(WHO.holder, { ...facts, ...over }, now))).toEqual(holder);
  expect(granted(assignmentAbilities(WHO.assigner, { ...facts, ...over }, now))).toEqual(assigner);
});

test('an extension that comes too early says from when it is possible', () => {
  const later = new Date(now.getTime() + 30 * 86_400_000);
  const early = { ...facts, startsAt: now, expiresAt: later };
  expect(assignmentAbilities(WHO.holder, early, now).extend).toMatchObject({
    allowed: false,
    code: 'TOO_EARLY',
    from: new Date(now.getTime() + 16 * 86_400_000),
  });
  const atCeiling = { ...facts, policy: { ...policy, expiration: anExpiration({ extensionCeiling: 'P1D' }) } };
  expect(assignmentAbilities(WHO.holder, atCeiling, now).extend).toMatchObject({ allowed: false, code: 'NOT_ALLOWED_BY_POLICY' });
});

test('where the policy is gone, the manager still may end it for them', () => {
  expect(granted(assignmentAbilities(WHO.manager, { ...facts, policy: null }, now))).toEqual(['endForThem']);
  expect(granted(assignmentAbilities(WHO.named, { ...facts, policy: null }, now))).toEqual([]);
});

test('6.14 a manager keeps it for longer where the policy lets managers act, whether or not the holder may', () => {
  const under = (requesting: object, more: Partial<AssignmentAbilityFacts> = {}) =>
    assignmentAbilities(WHO.manager, { ...facts, ...more, policy: { ...policy, requesting: theRequesting(requesting) } }, now)
      .extendForThem.code;
  expect(under({ managerOnBehalf: true, selfExtend: false })).toBe('OWN');
  expect(under({ managerOnBehalf: false })).toBe('NOT_ALLOWED_BY_POLICY');
  expect(under({ managerOnBehalf: true }, { changePending: true })).toBe('WRONG_STATE');
  expect(assignmentAbilities(WHO.named, facts, now).extendForThem.code).toBe('NOT_YOURS');
});
