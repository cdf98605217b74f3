import { expect, test } from 'vitest';
import { endOfDay, isTimeZone } from './zoned-day.ts';

test.each([
  ['2026-03-31', 'UTC', '2026-04-01T00:00:00.000Z'],
  ['2026-03-31', 'Europe/Berlin', '2026-03-31T22:00:00.000Z'],
  ['2026-01-31', 'America/New_York', '2026-02-01T05:00:00.000Z'],
  // The day the clocks change, and a zone where midnight itself is skipped.
  ['2026-03-29', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
  ['2018-11-03', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
])('the end of %s in %s', (day, zone, instant) => expect(endOfDay(day, zone).toISOString()).toBe(instant));

test.each([
  ['2026-02-30', 'UTC'],
  ['2026-3-1', 'UTC'],
  ['tomorrow', 'UTC'],
  ['2026-03-01', 'Mars/Olympus'],
  ['2026-03-01', ''],
])('refuses %j in %j', (day, zone) => {
  expect(() => endOfDay(day, zone)).toThrow(RangeError);
});

test('time zones are known by their names', () => {
  expect([isTimeZone('Europe/Berlin'), isTimeZone('UTC'), isTimeZone('nowhere')]).toEqual([true, true, false]);
});
