import { expect, test } from 'vitest';
import { afterLoss, type LossStep, type MissingGrant } from './lost-grants.ts';
import { GrantState } from './vocabulary.ts';

const carried: Omit<MissingGrant, 'state'> = { lostAt: null, carried: true, beingGiven: false };

test.each<[Partial<MissingGrant> & Pick<MissingGrant, 'state'>, LossStep, LossStep]>([
  [{ state: 'ACTIVE' }, 'MARK', 'GIVE'],
  [{ state: 'ACTIVE', lostAt: new Date(0) }, 'NOTHING', 'NOTHING'],
  [{ state: 'PENDING' }, 'NOTHING', 'NOTHING'],
  [{ state: 'PENDING', beingGiven: true }, 'REPEAT', 'REPEAT'],
  [{ state: 'FAILED' }, 'NOTHING', 'NOTHING'],
  [{ state: 'REVOKING' }, 'NOTHING', 'NOTHING'],
  [{ state: 'REVOKE_FAILED' }, 'NOTHING', 'NOTHING'],
  [{ state: 'REMOVED' }, 'NOTHING', 'NOTHING'],
])('a right that its target has no more: %o is %s, or %s by setting', (grant, reported, givenAgain) => {
  expect(afterLoss({ ...carried, ...grant }, 'REPORT')).toBe(reported);
  expect(afterLoss({ ...carried, ...grant }, 'GIVE_AGAIN')).toBe(givenAgain);
});

test('nothing follows where no live assignment carries it', () => {
  for (const state of Object.values(GrantState))
    for (const setting of ['REPORT', 'GIVE_AGAIN'] as const)
      expect(afterLoss({ ...carried, state, beingGiven: true, carried: false }, setting)).toBe('NOTHING');
});
