import { LANGUAGE } from './language.ts';

/** Units by length in seconds, each up to which count it is preferred to the next. */
const UNITS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number, upTo: number])[] = [
  ['second', 1, 59],
  ['minute', 60, 59],
  ['hour', 3_600, 23],
  ['day', 86_400, 60],
  ['month', (365.25 / 12) * 86_400, 23],
  ['year', 365.25 * 86_400, Infinity],
];

/** How far an instant is from now, in the unit people would count in, rounded to the nearest: 14 days less a second are 14. */
function distance(at: number, now: number): readonly [count: number, unit: Intl.RelativeTimeFormatUnit] {
  const seconds = (at - now) / 1000;
  const [unit, length] = UNITS.find(([, size, upTo]) => Math.round(Math.abs(seconds) / size) <= upTo)!;
  return [Math.sign(seconds) * Math.round(Math.abs(seconds) / length), unit];
}

// Counted, never "tomorrow": in 23 hours may still be today, in 30 the day after.
const counted = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'always' });
const named = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' });

/** "in 3 days", "2 minutes ago", "now". */
export function fromNow(at: string | number | Date, now = Date.now()): string {
  const [count, unit] = distance(new Date(at).getTime(), now);
  return count === 0 ? named.format(0, 'second') : counted.format(count, unit);
}
