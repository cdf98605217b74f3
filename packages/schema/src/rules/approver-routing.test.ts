import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  barredFrom,
  managersOf,
  resolveEscalation,
  resolveStage,
  type DirectorySnapshot,
  type RoutingContext,
  type StageResolution,
} from './approver-routing.ts';
import { aDirectory } from './directory.fixture.ts';
import { anApprover, aStage } from './policy.fixture.ts';
import type { ApproverDefinition } from './policy.ts';
import { ApproverKind, ApproverRole } from './vocabulary.ts';

const people = 'adele: megan, megan: nestor, nestor: patti, patti, diego, miriam, grady, blocked!: megan, gone~';
const directory = aDirectory(people, {
  groups: { security: ['diego', 'grady'], mixed: ['adele', 'blocked', 'miriam'], empty: [], dead: ['blocked', 'gone'] },
  resourceOwnerIds: ['grady', 'gone'],
  catalogOwnerIds: ['miriam'],
});
const own: RoutingContext = { targetId: 'adele', requesterId: 'adele' };
const user = (userId: string, role: ApproverDefinition['role'] = 'PRIMARY') => anApprover({ userId, role });
const group = (groupId: string, role: ApproverDefinition['role'] = 'PRIMARY') => anApprover({ kind: 'GROUP', groupId, role });
const manager = (managerLevel = 1, role: ApproverDefinition['role'] = 'PRIMARY') =>
  anApprover({ kind: 'MANAGER', managerLevel, role });

/** `SOURCE: who, who` or the state when nobody can decide. */
function brief({ state, source, approvers }: StageResolution): string {
  const who = approvers.map(({ userId }) => userId).join(', ');
  return state === 'RESOLVED' ? `${source}: ${who}` : `${state}${who && ` (${who})`}`;
}

describe('resolveStage', () => {
  test.each<[string, ApproverDefinition[], RoutingContext, string]>([
    ['a named user', [user('diego')], own, 'PRIMARY: diego'],
    ['a group', [group('security')], own, 'PRIMARY: diego, grady'],
    ['resource owners, who left excluded', [anApprover({ kind: 'RESOURCE_OWNER' })], own, 'PRIMARY: grady'],
    ['catalog owners', [anApprover({ kind: 'CATALOG_OWNER' })], own, 'PRIMARY: miriam'],
    ['the manager', [manager()], own, 'PRIMARY: megan'],
    ['the manager’s manager', [manager(2)], own, 'PRIMARY: nestor'],
    ['the target’s manager, not the requester’s', [manager()], { targetId: 'adele', requesterId: 'diego' }, 'PRIMARY: megan'],
    [
      'one human counts once',
      [user('grady'), group('security'), anApprover({ kind: 'RESOURCE_OWNER' })],
      own,
      'PRIMARY: grady, diego',
    ],
    ['not oneself by name', [user('adele'), user('diego')], own, 'PRIMARY: diego'],
    ['not oneself through a group; nobody disabled', [group('mixed')], own, 'PRIMARY: miriam'],
    [
      'neither requester nor target',
      [user('adele'), user('megan'), user('diego')],
      { targetId: 'adele', requesterId: 'megan' },
      'PRIMARY: diego',
    ],
    ['fallback when nobody is left after exclusions', [user('adele'), user('diego', 'FALLBACK')], own, 'FALLBACK: diego'],
    ['fallback for an empty group', [group('empty'), user('diego', 'FALLBACK')], own, 'FALLBACK: diego'],
    ['fallback for a group of people who left', [group('dead'), group('security', 'FALLBACK')], own, 'FALLBACK: diego, grady'],
    ['no fallback while somebody is left', [user('diego'), user('grady', 'FALLBACK')], own, 'PRIMARY: diego'],
    [
      'a target without a manager: fallback',
      [manager(), user('diego', 'FALLBACK')],
      { targetId: 'patti', requesterId: 'patti' },
      'FALLBACK: diego',
    ],
    [
      'the manager asked for them: fallback',
      [manager(), user('diego', 'FALLBACK')],
      { targetId: 'adele', requesterId: 'megan' },
      'FALLBACK: diego',
    ],
    [
      'the manager asked for them, no fallback: the next one up',
      [manager()],
      { targetId: 'adele', requesterId: 'megan' },
      'NEXT_MANAGER: nestor',
    ],
    [
      'the fallback barred too: the next one up',
      [manager(), user('megan', 'FALLBACK')],
      { targetId: 'adele', requesterId: 'megan' },
      'NEXT_MANAGER: nestor',
    ],
    ['the next one up skips whoever is barred', [manager()], { targetId: 'megan', requesterId: 'nestor' }, 'NEXT_MANAGER: patti'],
    ['nobody further up', [manager()], { targetId: 'nestor', requesterId: 'patti' }, 'UNRESOLVED'],
    ['no manager at all', [manager()], { targetId: 'patti', requesterId: 'patti' }, 'UNRESOLVED'],
    ['somebody who is not known', [user('stranger')], own, 'UNRESOLVED'],
    ['escalation approvers are not asked first', [user('gone'), user('diego', 'ESCALATION')], own, 'UNRESOLVED'],
    ['a removed definition', [anApprover({ kind: 'USER' }), anApprover({ kind: 'GROUP' })], own, 'UNRESOLVED'],
    ['no target yet: managers cannot be told', [manager()], { targetId: null, requesterId: null }, 'DEPENDS_ON_TARGET'],
    ['no target yet: others can', [group('security')], { targetId: null, requesterId: null }, 'PRIMARY: diego, grady'],
  ])('%s', (_name, approvers, context, expected) =>
    expect(brief(resolveStage(aStage({ approvers }), context, directory))).toBe(expected),
  );

  test.each([
    [1, 'PRIMARY: diego, grady'],
    [2, 'PRIMARY: diego, grady'],
    [3, 'UNRESOLVED (diego, grady)'],
  ])('a quorum of %i', (quorum, expected) => {
    expect(brief(resolveStage(aStage({ approvers: [group('security')], quorum }), own, directory))).toBe(expected);
  });

  test('a loop of managers ends, and its members do not decide for themselves', () => {
    const loop = aDirectory('a: b, b: c, c: a');
    expect(managersOf('a', loop)).toEqual(['b', 'c']);
    expect(brief(resolveStage(aStage({ approvers: [manager()] }), { targetId: 'a', requesterId: 'b' }, loop))).toBe(
      'NEXT_MANAGER: c',
    );
    expect(brief(resolveStage(aStage({ approvers: [manager()] }), { targetId: 'a', requesterId: 'a' }, aDirectory('a: a')))).toBe(
      'UNRESOLVED',
    );
    expect(
      brief(resolveStage(aStage({ approvers: [manager()] }), { targetId: 'a', requesterId: 'b' }, aDirectory('a: b, b: a'))),
    ).toBe('UNRESOLVED');
  });

  test('every approver says how they came to be asked, and who was barred says why', () => {
    const resolution = resolveStage(aStage({ approvers: [manager(2), group('mixed')] }), own, directory);
    expect(resolution.approvers).toEqual([
      { userId: 'nestor', role: 'PRIMARY', kind: 'MANAGER', viaGroupId: null, level: 2 },
      { userId: 'miriam', role: 'PRIMARY', kind: 'GROUP', viaGroupId: 'mixed', level: null },
    ]);
    expect(resolution.barred).toEqual([
      { userId: 'adele', why: 'TARGET' },
      { userId: 'blocked', why: 'NOT_ACTIVE' },
    ]);
  });
});

test('escalation asks whoever was not asked yet', () => {
  const stage = aStage({ approvers: [user('diego'), manager(2, 'ESCALATION'), group('security', 'ESCALATION')] });
  expect(resolveEscalation(stage, own, directory, new Set(['diego'])).map(({ userId, role }) => `${userId} ${role}`)).toEqual([
    'nestor ESCALATION',
    'grady ESCALATION',
  ]);
  expect(resolveEscalation(aStage({ approvers: [user('adele', 'ESCALATION')] }), own, directory, new Set())).toEqual([]);
});

test('barredFrom says who may never decide', () => {
  const context = { targetId: 'adele', requesterId: 'megan' };
  expect(['adele', 'megan', 'blocked', 'gone', 'stranger', 'diego'].map((id) => barredFrom(id, context, directory))).toEqual([
    'TARGET',
    'REQUESTER',
    'NOT_ACTIVE',
    'NOT_ACTIVE',
    'NOT_ACTIVE',
    null,
  ]);
});

describe('sponsors of the organization somebody is of', () => {
  const sponsored = aDirectory(people, { sponsorIds: { INTERNAL: ['grady', 'gone'], EXTERNAL: ['diego'] } });
  const guest: RoutingContext = { targetId: 'patti', requesterId: 'patti' };
  const kind = (of: ApproverDefinition['kind']) => anApprover({ kind: of });
  test.each<[string, ApproverDefinition[], RoutingContext, string]>([
    ['from inside', [kind('INTERNAL_SPONSOR')], guest, 'PRIMARY: grady'],
    ['from the organization', [kind('EXTERNAL_SPONSOR')], guest, 'PRIMARY: diego'],
    ['both', [kind('SPONSOR')], guest, 'PRIMARY: grady, diego'],
    ['not the one who asks', [kind('SPONSOR')], { targetId: 'patti', requesterId: 'grady' }, 'PRIMARY: diego'],
    ['instead of a manager', [manager()], guest, 'PRIMARY: grady'],
    ['not beside a manager', [manager()], own, 'PRIMARY: megan'],
    ['not instead of a manager’s manager', [manager(2)], guest, 'UNRESOLVED'],
    ['none is known while a policy is saved', [kind('SPONSOR')], { targetId: null, requesterId: null }, 'DEPENDS_ON_TARGET'],
  ])('%s', (_name, approvers, context, expected) => {
    const snapshot = context.targetId === null ? directory : sponsored;
    expect(brief(resolveStage(aStage({ approvers }), context, snapshot))).toBe(expected);
  });
});

test('whatever the directory looks like: nobody decides for themself, nobody disabled, nobody twice', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const id = fc.constantFrom(...ids);
  const anyDirectory: fc.Arbitrary<DirectorySnapshot> = fc.record({
    users: fc
      .tuple(
        ...ids.map((name) =>
          fc
            .tuple(fc.constantFrom('ACTIVE' as const, 'BLOCKED' as const, 'DELETED' as const), fc.option(id))
            .map(([state, managerId]) => [name, { id: name, state, managerId }] as const),
        ),
      )
      .map((list) => new Map(list)),
    alsoInvolvedIds: fc.constant([]),
    sponsorIds: fc.record({ INTERNAL: fc.array(id), EXTERNAL: fc.array(id) }),
    groupMembers: fc.tuple(fc.array(id), fc.array(id)).map(
      ([x, y]) =>
        new Map([
          ['x', x],
          ['y', y],
        ]),
    ),
    resourceOwnerIds: fc.array(id),
    catalogOwnerIds: fc.array(id),
  });
  const definition: fc.Arbitrary<ApproverDefinition> = fc.record({
    role: fc.constantFrom(ApproverRole.PRIMARY, ApproverRole.FALLBACK, ApproverRole.ESCALATION),
    kind: fc.constantFrom(...Object.values(ApproverKind)),
    userId: id,
    groupId: fc.constantFrom('x', 'y'),
    managerLevel: fc.constantFrom(1, 2),
  });
  fc.assert(
    fc.property(
      anyDirectory,
      fc.array(definition, { minLength: 1, maxLength: 5 }),
      id,
      id,
      fc.integer({ min: 1, max: 3 }),
      (snapshot, approvers, targetId, requesterId, quorum) => {
        const stage = aStage({ approvers, quorum });
        const resolution = resolveStage(stage, { targetId, requesterId }, snapshot);
        const asked = [
          ...resolution.approvers,
          ...resolveEscalation(
            stage,
            { targetId, requesterId },
            snapshot,
            new Set(resolution.approvers.map(({ userId }) => userId)),
          ),
        ].map(({ userId }) => userId);
        expect(asked).not.toContain(targetId);
        expect(asked).not.toContain(requesterId);
        for (const userId of asked) expect(snapshot.users.get(userId)?.state).toBe('ACTIVE');
        expect(new Set(asked).size).toBe(asked.length);
        expect(resolution.state).toBe(resolution.approvers.length >= quorum ? 'RESOLVED' : 'UNRESOLVED');
      },
    ),
    { numRuns: 500 },
  );
});
