import { expect, test } from 'vitest';
import { isAdopted, LEFT_OVER_FOR, NO_LEFT_OVER, type EarlierGrant } from './adoption.ts';

const now = new Date('2026-03-01T12:00:00.000Z');
const ours: EarlierGrant = { origin: 'PROVISIONED', written: true, removedAt: new Date('2026-03-01T11:00:00.000Z') };

test.each([
  ['not there', false, [], false],
  ['the target cannot tell', null, [], false],
  ['there before us', true, [], true],
  ['left over from what we took away an hour ago', true, [ours], false],
  [
    'given by somebody else, long after we took ours away',
    true,
    [{ ...ours, removedAt: new Date('2026-02-28T12:00:00.000Z') }],
    true,
  ],
  ['there before us, then too', true, [{ ...ours, origin: 'ADOPTED' }], true],
  ['there before us; we had meant to give it and never did', true, [{ ...ours, written: false }], true],
  ['one of several is a left-over', true, [{ ...ours, origin: 'ADOPTED' }, ours], false],
] as const)('%s', (_title, held, earlier, adopted) => {
  expect(isAdopted(held, earlier, LEFT_OVER_FOR, now)).toBe(adopted);
});

test('how long a left-over may be found is up to its connector; where nothing is left over, what is found was given by somebody', () => {
  expect(isAdopted(true, [ours], NO_LEFT_OVER, now)).toBe(true);
  expect(isAdopted(true, [{ ...ours, removedAt: now }], NO_LEFT_OVER, now)).toBe(true);
  expect(isAdopted(true, [ours], 'PT30M', now)).toBe(true);
  expect(isAdopted(true, [ours], 'P2D', now)).toBe(false);
});
