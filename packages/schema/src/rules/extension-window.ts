import { addDuration, parseDuration } from './duration.ts';

/** How long before its end access may be extended, where a policy says nothing. */
export const DEFAULT_EXTENSION_WINDOW = 'P14D';

/** When access began and ends, and what its policy says of keeping it. */
export interface ExtensionWindowFacts {
  /** ISO 8601: how long before the end an extension may be asked for. */
  readonly window: string;
  /** The first start: an extension does not move it. */
  readonly startsAt: Date;
  readonly expiresAt: Date;
  /** The old end that the last extension was counted from; null where there was none. */
  readonly extendedFrom: Date | null;
}

/**
 * From when on access may be extended, or asked for afresh where it cannot be extended (domain §4 "Expiration"): inside the
 * window before its end. The window is never longer than half of the whole time, and it does not open while an extension
 * still lies ahead. Otherwise extensions in a row would make every time limit void.
 */
export function extendableFrom({ window, startsAt, expiresAt, extendedFrom }: ExtensionWindowFacts): Date {
  const half = Math.floor((expiresAt.getTime() - startsAt.getTime()) / 2);
  const opens = new Date(expiresAt.getTime() - Math.max(0, Math.min(parseDuration(window), half)));
  return extendedFrom !== null && extendedFrom > opens ? extendedFrom : opens;
}

/** The latest end that extensions can lead to; null: as late as one likes. @param ceiling ISO 8601, from the first start. */
export function lastEnd(startsAt: Date, ceiling: string | null): Date | null {
  return ceiling === null ? null : addDuration(startsAt, ceiling);
}

/**
 * The old end that an extension is counted from, once an end was moved. Moving an end within what the policy gives anyway
 * extends nothing. Bringing it nearer than the old end takes that extension back.
 *
 * @param given the latest end the policy gives without an extension; null: none at all.
 */
export function extendedFromAfter(
  moved: { readonly from: Date | null; readonly to: Date | null },
  extendedFrom: Date | null,
  given: Date | null,
): Date | null {
  const { from, to } = moved;
  if (to === null) return null;
  if (from !== null && to > from && given !== null && to > given) return from;
  return extendedFrom !== null && to <= extendedFrom ? null : extendedFrom;
}
