import { expect, test } from 'vitest';
import { ROTATED_AFTER_MS, sessionFate, UNDER_WAY_MS, type SessionFate, type ShownSecret } from './session-rotation.ts';

const now = new Date('2026-03-01T12:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const HOUR = ROTATED_AFTER_MS;
const GRACE = UNDER_WAY_MS;

test.each<[string, ShownSecret, SessionFate]>([
  ['the secret it was given just now', { shown: 'CURRENT', rotatedAt: ago(0), settledAt: null }, 'SETTLE'],
  ['a new secret shown late', { shown: 'CURRENT', rotatedAt: ago(2 * HOUR), settledAt: null }, 'SETTLE'],
  ['its secret, in use', { shown: 'CURRENT', rotatedAt: ago(HOUR - 1), settledAt: ago(HOUR - 2) }, 'KEEP'],
  ['its secret, an hour old', { shown: 'CURRENT', rotatedAt: ago(HOUR), settledAt: ago(HOUR - 2) }, 'ROTATE'],
  ['the one before, from a request under way', { shown: 'PREVIOUS', rotatedAt: ago(GRACE - 1), settledAt: null }, 'KEEP'],
  ['the one before, because the answer was lost', { shown: 'PREVIOUS', rotatedAt: ago(GRACE), settledAt: null }, 'ROTATE'],
  ['the one before, beside the new one', { shown: 'PREVIOUS', rotatedAt: ago(2 * GRACE), settledAt: ago(GRACE - 1) }, 'KEEP'],
  ['the one before, long after the new one', { shown: 'PREVIOUS', rotatedAt: ago(HOUR), settledAt: ago(GRACE) }, 'END'],
])('%s', (_what, secret, fate) => {
  expect(sessionFate(secret, now)).toBe(fate);
});
