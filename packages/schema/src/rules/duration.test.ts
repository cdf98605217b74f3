import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDuration,
  compareDurations,
  formatDuration,
  isDuration,
  isPositiveDuration,
  LONGEST_DURATION_MS,
  parseDuration,
  subtractDuration,
} from './duration.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

describe('parseDuration', () => {
  test.each([
    ['P14D', 14 * DAY],
    ['PT1H', HOUR],
    ['PT90M', 1.5 * HOUR],
    ['PT10S', 10 * SECOND],
    ['P1DT12H', 36 * HOUR],
    ['P1DT2H3M4S', DAY + 2 * HOUR + 184 * SECOND],
    ['PT0S', 0],
    ['P0D', 0],
    ['P36525D', LONGEST_DURATION_MS],
  ])('%s', (iso, ms) => expect(parseDuration(iso)).toBe(ms));

  test.each([
    '',
    'P',
    'PT',
    'P1DT',
    'P1W',
    'P1M',
    'P1Y',
    'P1Y2D',
    '-P1D',
    'P-1D',
    'PT1.5H',
    'P1,5D',
    '1D',
    'p1d',
    'P1D ',
    ' P1D',
    'P1H',
    'PT1D',
    'PT1S1M',
    'P1D\n',
    'P36526D',
    'P99999999999999999999D',
    'P36525DT1S',
    'PT٣S',
    'P 1D',
  ])('refuses %j', (iso) => {
    expect(() => parseDuration(iso)).toThrow(RangeError);
    expect(isDuration(iso)).toBe(false);
    expect(isPositiveDuration(iso)).toBe(false);
  });
});

test('zero is a duration but not a positive one', () => {
  expect([isDuration('PT0S'), isPositiveDuration('PT0S'), isPositiveDuration('PT1S'), isPositiveDuration(null)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

const seconds = fc.integer({ min: 0, max: LONGEST_DURATION_MS / SECOND });

test('what is formatted is read back', () => {
  fc.assert(fc.property(seconds, (count) => parseDuration(formatDuration(count * SECOND)) === count * SECOND));
});

test('formatting drops what is below a second, and refuses what is no duration', () => {
  expect([formatDuration(0), formatDuration(999), formatDuration(1999), formatDuration(DAY), formatDuration(DAY + HOUR)]).toEqual(
    ['PT0S', 'PT0S', 'PT1S', 'P1D', 'P1DT1H'],
  );
  for (const ms of [-1, Number.NaN, Number.POSITIVE_INFINITY, LONGEST_DURATION_MS + 1])
    expect(() => formatDuration(ms)).toThrow(RangeError);
});

test('adding and subtracting undo each other, and a day is 24 hours whatever the clocks do', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1970-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
      seconds,
      (date, count) => {
        const iso = formatDuration(count * SECOND);
        expect(subtractDuration(addDuration(date, iso), iso)).toEqual(date);
      },
    ),
  );
  expect(addDuration(new Date('2026-03-28T12:00:00Z'), 'P1D')).toEqual(new Date('2026-03-29T12:00:00Z'));
});

test('durations are ordered by length, not by spelling', () => {
  expect(['P1D', 'PT2H', 'PT23H', 'PT24H'].sort(compareDurations)).toEqual(['PT2H', 'PT23H', 'P1D', 'PT24H']);
});
