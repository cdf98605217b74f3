import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carrierAdded, carrierEnded, planRoleChange, rightMoves, type GrantFacts } from './carriers.ts';
import { AdoptedGrantEnd, GrantOrigin, GrantState } from './vocabulary.ts';

const brief = ({ action, state }: ReturnType<typeof carrierAdded>) => `${action} ${state}`;

test('without a grant a new one begins', () => expect(brief(carrierAdded(null))).toBe('PROVISION PENDING'));

test.each<[GrantState, string]>([
  ['PENDING', 'NONE PENDING'],
  ['ACTIVE', 'NONE ACTIVE'],
  ['FAILED', 'PROVISION PENDING'],
  ['REVOKING', 'PROVISION PENDING'],
  ['REVOKE_FAILED', 'PROVISION PENDING'],
  ['REMOVED', 'PROVISION PENDING'],
])('a new carrier of a grant that is %s', (state, expected) => {
  for (const origin of Object.values(GrantOrigin)) expect(brief(carrierAdded({ state, origin, lostAt: null }))).toBe(expected);
});

test('a new carrier of a right that was lost has it given again; the last one\u2019s end takes it away as ever', () => {
  const lost = { state: 'ACTIVE', origin: 'PROVISIONED', lostAt: new Date(0) } as const;
  expect(brief(carrierAdded(lost))).toBe('PROVISION PENDING');
  expect(brief(carrierEnded(lost, 1, 'KEEP'))).toBe('NONE ACTIVE');
  expect(brief(carrierEnded(lost, 0, 'KEEP'))).toBe('REVOKE REVOKING');
});

test.each<[string, GrantState | null, 'added' | number, boolean]>([
  ['a right nobody gave them yet comes', null, 'added', true],
  ['one that was taken away comes', 'REMOVED', 'added', true],
  ['one that is just being taken away comes back', 'REVOKING', 'added', true],
  ['one that another assignment gives does not come', 'ACTIVE', 'added', false],
  ['one that is on its way by another assignment does not come', 'PENDING', 'added', false],
  ['the last carrier\u2019s end takes it', 'ACTIVE', 0, true],
  ['while another carries it, it stays', 'ACTIVE', 1, false],
  ['what never came true does not go', 'PENDING', 0, false],
  ['what failed does not go', 'FAILED', 0, false],
])('for whoever holds it: %s', (_name, state, how, moves) => {
  const grant = state && ({ state, origin: 'PROVISIONED', lostAt: null } as const);
  const step = how === 'added' ? carrierAdded(grant) : carrierEnded(grant!, how, 'KEEP');
  expect(rightMoves(grant, step)).toBe(moves);
});

test('for whoever holds it, an adopted right that stays does not go', () => {
  const adopted = { state: 'ACTIVE', origin: 'ADOPTED', lostAt: null } as const;
  expect(rightMoves(adopted, carrierEnded(adopted, 0, 'KEEP'))).toBe(false);
  expect(rightMoves(adopted, carrierEnded(adopted, 0, 'REMOVE'))).toBe(true);
});

describe('a carrier ends', () => {
  const last: Record<GrantState, string> = {
    PENDING: 'REVOKE REVOKING',
    ACTIVE: 'REVOKE REVOKING',
    FAILED: 'REVOKE REVOKING',
    REVOKING: 'NONE REVOKING',
    REVOKE_FAILED: 'NONE REVOKE_FAILED',
    REMOVED: 'NONE REMOVED',
  };
  const every = Object.values(GrantState).flatMap((state) =>
    Object.values(GrantOrigin).flatMap((origin) => Object.values(AdoptedGrantEnd).map((end) => [state, origin, end] as const)),
  );
  test.each(every)('%s, %s, setting %s', (state, origin, end) => {
    expect(brief(carrierEnded({ state, origin, lostAt: null }, 1, end))).toBe(`NONE ${state}`);
    const stays = origin === 'ADOPTED' && end === 'KEEP' && state === 'ACTIVE';
    expect(brief(carrierEnded({ state, origin, lostAt: null }, 0, end))).toBe(stays ? 'RELEASE REMOVED' : last[state]);
  });
});

test('however assignments come and go, a right is there exactly while somebody carries it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 40 }), (moves) => {
      let grant: GrantFacts | null = null;
      let carriers = 0;
      for (const [add, settles] of moves) {
        if (!add && carriers === 0) continue;
        const step: ReturnType<typeof carrierAdded> = add ? carrierAdded(grant) : carrierEnded(grant!, carriers - 1, 'KEEP');
        carriers += add ? 1 : -1;
        grant = { state: step.state, origin: 'PROVISIONED', lostAt: null };
        expect(step.action === 'PROVISION' && !add).toBe(false);
        expect(step.action === 'REVOKE' && carriers > 0).toBe(false);
        // The target answers at once, or only later.
        if (settles && grant.state === 'PENDING') grant = { ...grant, state: 'ACTIVE' };
        if (settles && grant.state === 'REVOKING') grant = { ...grant, state: 'REMOVED' };
        expect(['PENDING', 'ACTIVE'].includes(grant.state)).toBe(carriers > 0);
      }
    }),
  );
});

describe('planRoleChange', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  const assignment = { id: 'a', userId: 'adele', state: 'DELIVERED' as const, expiresAt: null, rights: ['r1', 'r2'] };
  const change = { assignmentId: 'a', userId: 'adele', add: ['r3'], remove: ['r1'] };
  test('says what each live assignment gains and loses', () => {
    expect(planRoleChange(['r2', 'r3'], [assignment], now)).toEqual([change]);
  });
  test('leaves out what ends, has ended, or carries the right roles already', () => {
    const others = [
      { ...assignment, expiresAt: now },
      { ...assignment, state: 'ENDING' as const },
      { ...assignment, state: 'EXPIRED' as const },
      { ...assignment, rights: ['r3', 'r2'] },
    ];
    expect(planRoleChange(['r2', 'r3'], others, now)).toEqual([]);
  });
});
