const PATTERN = /^P(?!$)(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,12})S)?)?$/;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** A day is 24 h, always: durations know no calendar and no daylight saving (api §3). */
const DAY = 24 * HOUR;

/** The longest duration accepted: 36,525 days, about a century. Keeps every sum inside what a Date can hold. */
export const LONGEST_DURATION_MS = 36_525 * DAY;

/**
 * Milliseconds of an ISO 8601 duration of whole days, hours, minutes and seconds (`P14D`, `PT1H`, `P1DT12H`).
 * Refused: months, years and weeks (they have no fixed length or a second spelling), fractions, negatives, more
 * than `LONGEST_DURATION_MS`.
 *
 * @throws RangeError when the text is not such a duration. Durations are checked where they enter (`isDuration`),
 *   so a bad one here is a bug.
 */
export function parseDuration(iso: string): number {
  const ms = durationOrNull(iso);
  if (ms === null) throw new RangeError(`Not a duration of days, hours, minutes and seconds: ${iso.slice(0, 40)}`);
  return ms;
}

/** Is this text a duration that `parseDuration` accepts? Zero counts as one; a field that must be positive says so itself. */
export function isDuration(iso: string): boolean {
  return durationOrNull(iso) !== null;
}

/** Is this a duration longer than zero? */
export function isPositiveDuration(iso: string | null): iso is string {
  return iso !== null && (durationOrNull(iso) ?? 0) > 0;
}

function durationOrNull(iso: string): number | null {
  const match = PATTERN.exec(iso);
  if (!match) return null;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number];
  const ms = days * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND;
  return ms <= LONGEST_DURATION_MS ? ms : null;
}

/**
 * The shortest ISO 8601 spelling of a number of milliseconds; a remainder below one second is dropped.
 * `PT0S` for zero. `parseDuration(formatDuration(ms))` is `ms` for whole seconds.
 *
 * @throws RangeError for a negative or unbounded number.
 */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0 || ms > LONGEST_DURATION_MS) throw new RangeError(`Not a duration: ${ms} ms`);
  const part = (unit: number, size: number, letter: string) => {
    const count = Math.floor((ms % size) / unit);
    return count > 0 ? `${count}${letter}` : '';
  };
  const days = Math.floor(ms / DAY);
  const time = part(HOUR, DAY, 'H') + part(MINUTE, HOUR, 'M') + part(SECOND, MINUTE, 'S');
  if (days === 0 && time === '') return 'PT0S';
  return `P${days > 0 ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`;
}

/** The last instant that a year of four digits can name; what is added to goes no further. */
export const LAST_INSTANT = new Date('9999-12-31T23:59:59.999Z');

/** The instant a duration after another. @throws RangeError when `iso` is no duration. */
export function addDuration(date: Date, iso: string): Date {
  return new Date(Math.min(date.getTime() + parseDuration(iso), LAST_INSTANT.getTime()));
}

/** The instant a duration before another. @throws RangeError when `iso` is no duration. */
export function subtractDuration(date: Date, iso: string): Date {
  return new Date(date.getTime() - parseDuration(iso));
}

/** Orders durations from short to long, for `sort`. @throws RangeError when one is no duration. */
export function compareDurations(a: string, b: string): number {
  return parseDuration(a) - parseDuration(b);
}
