import { addDuration, formatDuration, isDuration, LONGEST_DURATION_MS, parseDuration } from './duration.ts';
import { extendableFrom, lastEnd } from './extension-window.ts';
import type { ExpirationSettings } from './policy.ts';

/** What somebody asked for. All null: as soon as possible, for as long as the policy gives. `expiresAt` or `duration`, never both. */
export interface RequestedSchedule {
  readonly startsAt: Date | null;
  readonly expiresAt: Date | null;
  /** ISO 8601, counted from the moment the access is there. */
  readonly duration: string | null;
}

/** What may be asked for; sent with a refusal, and with the request form (domain §3, gate 13). */
export interface ScheduleBounds {
  /** May somebody choose a start later than the earliest? And an end sooner than the policy's? */
  readonly startSelectable: boolean;
  readonly endSelectable: boolean;
  readonly earliestStart: Date;
  /** Exclusive; null: no limit. */
  readonly latestStart: Date | null;
  /** The end must lie after this. */
  readonly earliestEnd: Date;
  /** The latest end for the start that was asked for (the earliest, if none); null: no limit. */
  readonly latestEnd: Date | null;
  /** ISO 8601; null: no limit by length. */
  readonly longestDuration: string | null;
  /** An extension that comes too early: from when one is accepted; null where it is not that. */
  readonly possibleFrom: Date | null;
}

/**
 * What was agreed. The end is the earlier of `expiresAt` and the first grant's moment plus `duration`; both null:
 * it never ends. `startsAt` null: as soon as it is approved.
 */
export interface ResolvedSchedule {
  readonly startsAt: Date | null;
  readonly expiresAt: Date | null;
  readonly duration: string | null;
}

/** A schedule accepted, or refused with a sentence, the field at fault (null: none of those asked for) and the bounds; never silently clamped. */
export type ScheduleAnswer =
  | { readonly ok: true; readonly schedule: ResolvedSchedule }
  | {
      readonly ok: false;
      readonly message: string;
      readonly at: keyof RequestedSchedule | null;
      readonly bounds: ScheduleBounds;
    };

/** The facts an add's schedule is judged by. */
export interface AddScheduleFacts {
  readonly expiration: ExpirationSettings;
  /** May this requester choose: the policy's `customSchedule`, or an administrator, whom requester settings do not bind. */
  readonly mayChoose: boolean;
  /** The end of the assignment that is about to end and that this request follows, null for none. */
  readonly notBefore: Date | null;
  readonly now: Date;
}

/** A start this little in the past still means "now": clocks differ, and forms take time to fill in. */
export const START_TOLERANCE = 'PT5M';

function later(a: Date, b: Date | null): Date {
  return b !== null && b > a ? b : a;
}

/** The schedule bounds of an add, as offered in the form; `start` narrows them to a start already chosen. */
export function addBounds(facts: AddScheduleFacts, start: Date | null = null): ScheduleBounds {
  const { expiration, mayChoose, now } = facts;
  const earliestStart = later(now, facts.notBefore);
  const from = later(earliestStart, start);
  const longestDuration = expiration.kind === 'AFTER_DURATION' ? expiration.duration : null;
  const latestEnd =
    expiration.kind === 'ON_DATE' ? expiration.endsAt : longestDuration === null ? null : addDuration(from, longestDuration);
  return {
    startSelectable: mayChoose,
    endSelectable: mayChoose,
    earliestStart,
    latestStart: mayChoose ? (expiration.kind === 'ON_DATE' ? expiration.endsAt : null) : earliestStart,
    earliestEnd: from,
    latestEnd,
    longestDuration,
    possibleFrom: null,
  };
}

/**
 * Judges the schedule asked for in an add (domain §3 gate 13, §4 "Expiration").
 * A duration stays a duration, since its clock starts at delivery; a fixed end stays fixed, and counts even while
 * delivering. A request that follows an assignment about to end starts at the old end.
 */
export function resolveAddSchedule(facts: AddScheduleFacts, asked: RequestedSchedule): ScheduleAnswer {
  const meansNow =
    asked.startsAt === null || (asked.startsAt <= facts.now && addDuration(asked.startsAt, START_TOLERANCE) >= facts.now);
  const startsAt = meansNow ? facts.notBefore : asked.startsAt;
  const bounds = addBounds(facts, startsAt);
  const refuse = (message: string, at: keyof RequestedSchedule | null = meansNow ? null : 'startsAt'): ScheduleAnswer => ({
    ok: false,
    message,
    at,
    bounds,
  });

  const { expiration } = facts;
  if (expiration.kind === 'ON_DATE' && expiration.endsAt !== null && expiration.endsAt <= bounds.earliestStart) {
    return refuse('The day on which this access ends for everybody has passed.', null);
  }
  if (!meansNow && !facts.mayChoose) return refuse('A start cannot be chosen here; access begins as soon as it is approved.');
  if (startsAt !== null && startsAt < bounds.earliestStart) return refuse('The start lies before the earliest one possible.');
  if (startsAt !== null && bounds.latestStart !== null && facts.mayChoose && startsAt >= bounds.latestStart) {
    return refuse('The start lies after the day on which this access ends for everybody.');
  }
  const fault = endFault(asked, bounds, facts.now, { past: PAST, tooLate: 'The end lies after the latest one possible.' });
  if (fault !== null) return refuse(fault, endAsked(asked));
  const policyEnd = expiration.kind === 'ON_DATE' ? expiration.endsAt : null;
  return {
    ok: true,
    schedule: {
      startsAt,
      expiresAt: asked.expiresAt ?? policyEnd,
      duration: asked.expiresAt === null ? (asked.duration ?? bounds.longestDuration) : null,
    },
  };
}

const PAST = 'The end must lie in the future.';
const NOT_LATER = 'An extension must end later than the access ends now.';

/** In which field an end was asked for, if in any. */
function endAsked({ expiresAt, duration }: RequestedSchedule): 'expiresAt' | 'duration' | null {
  return expiresAt !== null ? 'expiresAt' : duration === null ? null : 'duration';
}

/** What is wrong with an end or a duration asked for, or null. @param said how an end that is past or too late is refused */
function endFault(
  asked: RequestedSchedule,
  bounds: ScheduleBounds,
  now: Date,
  said: { readonly past: string; readonly tooLate: string },
): string | null {
  if (asked.expiresAt === null && asked.duration === null) return null;
  if (!bounds.endSelectable) return 'An end cannot be chosen here; the policy sets it.';
  if (asked.expiresAt !== null && asked.duration !== null) return 'Give an end or a duration, not both.';
  if (asked.duration !== null && (!isDuration(asked.duration) || parseDuration(asked.duration) === 0)) {
    return 'The duration must be days, hours, minutes and seconds, and longer than zero.';
  }
  if (
    asked.duration !== null &&
    bounds.longestDuration !== null &&
    parseDuration(asked.duration) > parseDuration(bounds.longestDuration)
  ) {
    return 'The duration is longer than the longest one possible.';
  }
  const end = asked.expiresAt ?? addDuration(bounds.earliestEnd, asked.duration!);
  if (end <= now) return said.past;
  if (end <= bounds.earliestEnd) return 'The end must lie after the start.';
  return bounds.latestEnd !== null && end > bounds.latestEnd ? said.tooLate : null;
}

/** The facts an extension's end is judged by. */
export interface ExtensionFacts {
  readonly expiration: ExpirationSettings;
  readonly mayChoose: boolean;
  /** Only an administrator may bring an end nearer, and no rule of the policy stands in the way of that. */
  readonly byAdministrator: boolean;
  /** When the access first began. */
  readonly startsAt: Date;
  /** The end the assignment has now; null: it never ends, or its clock has not started. */
  readonly currentEnd: Date | null;
  /** The old end that its last extension was counted from, null for none. */
  readonly extendedFrom: Date | null;
  readonly now: Date;
}

/** From when an extension may be asked for; null if it may be asked for now, or if nothing can be extended. */
function tooEarly({ expiration, startsAt, currentEnd, extendedFrom, now }: ExtensionFacts): Date | null {
  if (currentEnd === null || !expiration.extensionAllowed) return null;
  const from = extendableFrom({ window: expiration.extensionWindow, startsAt, expiresAt: currentEnd, extendedFrom });
  return from > now ? from : null;
}

/**
 * The latest end that the policy gives from one start, without an extension: an administrator may move a sooner end there
 * at any time, which only corrects what was given.
 * @returns null: there is no latest one.
 */
export function endGivenOnce(expiration: ExpirationSettings, startsAt: Date): Date | null {
  const given =
    expiration.kind === 'ON_DATE'
      ? expiration.endsAt
      : expiration.duration === null
        ? null
        : addDuration(startsAt, expiration.duration);
  return earlier(given, lastEnd(startsAt, expiration.extensionCeiling));
}

/** The bounds of an extension: it counts from the old end (domain §4). */
export function extensionBounds(facts: ExtensionFacts): ScheduleBounds {
  const { expiration, currentEnd, now } = facts;
  const from = currentEnd ?? now;
  const longestDuration = expiration.kind === 'AFTER_DURATION' && expiration.extensionAllowed ? expiration.duration : null;
  const furthest =
    expiration.kind === 'NEVER'
      ? null
      : expiration.kind === 'ON_DATE'
        ? later(from, expiration.endsAt)
        : longestDuration === null
          ? from
          : addDuration(from, longestDuration);
  const ceiling = lastEnd(facts.startsAt, expiration.extensionCeiling);
  const last = earlier(furthest, ceiling);
  // Nobody is told to wait where the end could not be later anyway.
  const possibleFrom = last !== null && last <= from ? null : tooEarly(facts);
  const latest = possibleFrom !== null && facts.byAdministrator ? endGivenOnce(expiration, facts.startsAt) : last;
  return {
    startSelectable: false,
    endSelectable: facts.mayChoose || facts.byAdministrator,
    earliestStart: from,
    latestStart: from,
    earliestEnd: facts.byAdministrator ? now : from,
    latestEnd: !expiration.extensionAllowed ? currentEnd : latest === null ? null : later(latest, currentEnd),
    longestDuration,
    possibleFrom,
  };
}

const TOO_EARLY = 'It is too early to extend this access; that is possible when it is about to end.';

/** Too early for an extension: may this end be moved all the same, because it is sooner than the policy gives anyway? */
function mayCorrect({ byAdministrator, currentEnd }: ExtensionFacts, { latestEnd }: ScheduleBounds): boolean {
  return byAdministrator && (latestEnd === null || (currentEnd !== null && latestEnd > currentEnd));
}

/**
 * Judges the new end asked for in an extension. Without a wish it is the latest one possible. The answer is always
 * a fixed end (or none, under a policy that never ends), because the old end is known.
 */
export function resolveExtension(facts: ExtensionFacts, asked: RequestedSchedule): ScheduleAnswer {
  const bounds = extensionBounds(facts);
  // From when it is possible is told where that is the reason, and not beside another one.
  const refuse = (message: string): ScheduleAnswer => ({
    ok: false,
    message,
    at: asked.startsAt === null ? endAsked(asked) : 'startsAt',
    bounds: message === TOO_EARLY ? bounds : { ...bounds, possibleFrom: null },
  });
  const from = facts.currentEnd;
  if (asked.startsAt !== null) return refuse('An extension has no start of its own.');
  if (asked.expiresAt === null && asked.duration === null) {
    if (from === null) return refuse('This access has no end that could be moved.');
    if (!facts.expiration.extensionAllowed)
      return refuse('This access cannot be extended; request it again when it is about to end.');
    if (bounds.possibleFrom !== null && !mayCorrect(facts, bounds)) return refuse(TOO_EARLY);
    if (bounds.latestEnd !== null && bounds.latestEnd <= from)
      return refuse('This access already lasts until its latest end possible.');
    return { ok: true, schedule: { startsAt: null, expiresAt: bounds.latestEnd, duration: null } };
  }
  // A duration is counted from the old end, so that it says how much longer; a new end may be named instead.
  if (asked.duration !== null && from === null) return refuse('This access has no end to count from; name the new end instead.');
  const shortens = asked.expiresAt !== null && (from === null || asked.expiresAt < from);
  const same = from !== null && asked.expiresAt?.getTime() === from.getTime();
  if ((shortens || same) && !facts.byAdministrator) return refuse(NOT_LATER);
  if (!shortens && !facts.expiration.extensionAllowed)
    return refuse('This access cannot be extended; request it again when it is about to end.');
  if (!shortens && bounds.possibleFrom !== null && !mayCorrect(facts, bounds)) return refuse(TOO_EARLY);
  const fault = endFault(asked, asked.duration === null ? bounds : { ...bounds, earliestEnd: from! }, facts.now, {
    past: 'The end must lie in the future; to end it now, take it away.',
    tooLate: bounds.possibleFrom === null ? 'The end lies after the latest one possible.' : TOO_EARLY,
  });
  if (fault !== null) return refuse(fault);
  return {
    ok: true,
    schedule: { startsAt: null, expiresAt: asked.expiresAt ?? addDuration(from!, asked.duration!), duration: null },
  };
}

/** How long it is from one instant to a later one, ISO 8601; what is longer than any duration may be is told as the longest. */
function lengthBetween(from: Date, to: Date): string {
  return formatDuration(Math.min(to.getTime() - from.getTime(), LONGEST_DURATION_MS));
}

/**
 * Judges a shorter end given by an approver (domain §4 "A shorter time").
 * A duration asked for stays beside it: the earlier of the two counts.
 *
 * @param earliestEnd the end must lie after it: for an extension the old end, else null.
 */
export function shortenSchedule(agreed: ResolvedSchedule, expiresAt: Date, earliestEnd: Date | null, now: Date): ScheduleAnswer {
  const from = later(later(now, agreed.startsAt), earliestEnd);
  const latestEnd = earlier(agreed.expiresAt, agreed.duration === null ? null : addDuration(from, agreed.duration));
  const bounds: ScheduleBounds = {
    startSelectable: false,
    endSelectable: true,
    earliestStart: from,
    latestStart: from,
    earliestEnd: from,
    latestEnd,
    longestDuration: latestEnd === null || latestEnd <= from ? null : lengthBetween(from, latestEnd),
    possibleFrom: null,
  };
  if (expiresAt <= from) {
    const afterStart = earliestEnd === null ? 'The end must lie after the start.' : NOT_LATER;
    return { ok: false, message: expiresAt <= now ? PAST : afterStart, at: 'expiresAt', bounds };
  }
  if (latestEnd !== null && expiresAt > latestEnd)
    return { ok: false, message: 'An approver may shorten the time asked for, not lengthen it.', at: 'expiresAt', bounds };
  return { ok: true, schedule: { ...agreed, expiresAt } };
}

/**
 * The schedule as it stands at the last approval or at the start: a start already past becomes now (null).
 *
 * @returns null when the end no longer lies ahead, which fails SCHEDULE_OUT_OF_BOUNDS (domain §3 "Standing gates").
 */
export function standingSchedule(agreed: ResolvedSchedule, now: Date): ResolvedSchedule | null {
  if (agreed.expiresAt !== null && agreed.expiresAt <= now) return null;
  return { ...agreed, startsAt: agreed.startsAt !== null && agreed.startsAt > now ? agreed.startsAt : null };
}

/**
 * The instant an assignment ends, or null for never or not yet known.
 *
 * @param beganAt when its first grant became true, null while none is: only the fixed end counts until then.
 */
export function endOfAccess(agreed: ResolvedSchedule, beganAt: Date | null): Date | null {
  return earlier(agreed.expiresAt, agreed.duration === null || beganAt === null ? null : addDuration(beganAt, agreed.duration));
}

function earlier(a: Date | null, b: Date | null): Date | null {
  return a === null ? b : b === null ? a : a < b ? a : b;
}
