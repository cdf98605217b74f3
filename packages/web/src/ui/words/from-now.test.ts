import { expect, test } from 'vitest';
import { fromNow } from './from-now.ts';

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];

test.each([
  [0, /^now$/],
  [-400, /^now$/],
  [-SECOND, /^1 second ago$/],
  [59 * SECOND, /^in 59 seconds$/],
  [60 * SECOND, /^in 1 minute$/],
  [-89 * MINUTE, /^1 hour ago$/],
  [23 * HOUR, /^in 23 hours$/],
  [23.6 * HOUR, /^in 1 day$/],
  [14 * DAY - SECOND, /^in 14 days$/],
  [7 * DAY - HOUR, /^in 7 days$/],
  [60 * DAY, /^in 60 days$/],
  [61 * DAY, /^in 2 months$/],
  [90 * DAY, /^in 3 months$/],
  [-365 * DAY, /^12 months ago$/],
  [3 * 365 * DAY, /^in 3 years$/],
])('%d ms from now', (distance, words) => {
  const now = Date.UTC(2026, 0, 1);
  expect(fromNow(now + distance, now)).toMatch(words);
});
