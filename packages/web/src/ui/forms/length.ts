import { isDuration, parseDuration } from '@gatehouse/schema/rules/duration';

const UNITS: readonly [string, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** An ISO 8601 length in words: "P14D" is "14 days", "PT36H" is "1 day 12 hours". */
export function inWords(duration: string): string {
  if (!isDuration(duration)) return duration;
  let rest = parseDuration(duration);
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
    rest -= count * size;
  }
  return parts.join(' ') || 'no time';
}
