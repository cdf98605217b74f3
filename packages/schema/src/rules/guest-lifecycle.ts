import { addDuration, compareDurations, parseDuration, subtractDuration } from './duration.ts';
import type { GuestStanding, LastAccessLost, SparedBy, UserKind, UserState } from './vocabulary.ts';

/** What the deployment does with guests who hold nothing any more. */
export interface GuestSettings {
  readonly onLastAccessLost: LastAccessLost;
  /** How long after the last access was lost a guest is deleted, ISO 8601; zero: at once. */
  readonly deleteAfter: string;
  /** How long before it the guest and their sponsors are told, ISO 8601, in any order. */
  readonly warnBefore: readonly string[];
  /** Since when it is so: nobody's days are counted from before. Null: from the start. */
  readonly countedSince: Date | null;
}

/** A person, as what becomes of them by holding nothing depends on it. */
export interface GuestFacts {
  readonly kind: UserKind;
  readonly state: UserState;
  readonly governed: boolean;
  /** When the last of their access ends or ended; null: no end is known, or some of it is being delivered. */
  readonly accessUntil: Date | null;
  /** Nothing becomes of them until then. */
  readonly holdUntil: Date | null;
  readonly exempt: boolean;
  readonly sparedBy: readonly SparedBy[];
  /** When they were last found to be spared, or stopped being exempt. */
  readonly sparedAt: Date | null;
  /** When they were blocked for this; an administrator may have let them in again. */
  readonly blockedAt: Date | null;
  /** When they were last told of their deletion. */
  readonly warnedAt: Date | null;
}

/** When what becomes of a guest, as far as can be said now. */
export interface GuestForecast {
  readonly standing: GuestStanding;
  /** When their sign-in ends or ended; null: it does not. */
  readonly blockAt: Date | null;
  /** When they are deleted; null: they are not. */
  readonly deleteAt: Date | null;
}

/** What is due of a guest now. */
export type GuestDue =
  | { readonly step: 'BLOCK' | 'DELETE'; readonly at: Date }
  | { readonly step: 'WARN'; readonly at: Date; readonly deleteAt: Date };

/** Settings by which a guest is blocked, and those by which they are deleted. */
export const BLOCKS: readonly LastAccessLost[] = ['BLOCK', 'BLOCK_AND_DELETE'];
export const DELETES: readonly LastAccessLost[] = ['BLOCK_AND_DELETE', 'DELETE'];

/** Is what becomes of this person a matter of their access at all (domain §10)? */
function isGoverned({ kind, state, governed }: GuestFacts): boolean {
  return kind === 'GUEST' && governed && (state === 'ACTIVE' || state === 'BLOCKED');
}

/**
 * From when the days of a guest count: when they lost their last access, or later, when a hold ended, when they were last spared, when
 * the settings were made. So nobody is blocked or deleted the moment a reason to keep them is gone.
 */
function countedFrom({ accessUntil, holdUntil, sparedAt }: GuestFacts, { countedSince }: GuestSettings): Date | null {
  if (accessUntil === null) return null;
  const others = [holdUntil, sparedAt, countedSince].flatMap((at) => (at === null ? [] : [at.getTime()]));
  return new Date(Math.max(accessUntil.getTime(), ...others));
}

/** Where a guest stands, and when what becomes of them if nothing happens; null: they are not governed. */
export function guestForecast(facts: GuestFacts, settings: GuestSettings, now: Date): GuestForecast | null {
  if (!isGoverned(facts)) return null;
  const standing = standingOf(facts, now);
  const from = countedFrom(facts, settings);
  if (from === null || facts.exempt || facts.sparedBy.length > 0) return { standing, blockAt: null, deleteAt: null };
  const deleteAt = DELETES.includes(settings.onLastAccessLost) ? addDuration(from, settings.deleteAfter) : null;
  // Whoever was let in again after it is not blocked a second time for the same loss.
  const blockAt = facts.blockedAt ?? (BLOCKS.includes(settings.onLastAccessLost) && facts.state === 'ACTIVE' ? from : null);
  return { standing, blockAt, deleteAt };
}

function standingOf({ accessUntil, holdUntil, exempt, sparedBy }: GuestFacts, now: Date): GuestStanding {
  if (accessUntil === null || accessUntil > now) return exempt ? 'EXEMPT' : 'HAS_ACCESS';
  if (exempt) return 'EXEMPT';
  if (sparedBy.length > 0) return 'SPARED';
  return holdUntil !== null && holdUntil > now ? 'HELD' : 'WITHOUT_ACCESS';
}

/**
 * What is due of a guest now, if anything (domain §10). Only of one who is governed and holds nothing, and whom nothing spares. Whoever
 * is to be deleted now is neither blocked nor warned before: it comes late, and a warning would be untrue.
 */
export function guestDue(facts: GuestFacts, settings: GuestSettings, now: Date): GuestDue | null {
  const forecast = guestForecast(facts, settings, now);
  if (forecast?.standing !== 'WITHOUT_ACCESS') return null;
  const { blockAt, deleteAt } = forecast;
  if (deleteAt !== null && deleteAt <= now) return { step: 'DELETE', at: deleteAt };
  if (facts.blockedAt === null && blockAt !== null && blockAt <= now) return { step: 'BLOCK', at: blockAt };
  return deleteAt === null ? null : warningDue(facts, settings, deleteAt, now);
}

/** The latest warning that is due and was not sent: of several that are late one is enough. */
function warningDue(facts: GuestFacts, settings: GuestSettings, deleteAt: Date, now: Date): GuestDue | null {
  const { warnedAt } = facts;
  const at = warnings(settings, deleteAt).findLast((one) => one <= now);
  if (!at || (warnedAt !== null && warnedAt >= at)) return null;
  return { step: 'WARN', at, deleteAt };
}

/** When a guest is told of a deletion, first to last; never before their days began to count. */
function warnings({ deleteAfter, warnBefore }: GuestSettings, deleteAt: Date): Date[] {
  return [...new Set(warnBefore)]
    .filter((before) => parseDuration(before) < parseDuration(deleteAfter))
    .sort((a, b) => compareDurations(b, a))
    .map((before) => subtractDuration(deleteAt, before));
}

/** A Prospect, as how long they are kept depends on it. */
export interface ProspectFacts {
  readonly kind: UserKind;
  readonly state: UserState;
  /** Is a request for them pending? */
  readonly pending: boolean;
  readonly sparedBy: readonly SparedBy[];
  /** When the last request for them was closed; null: there was none. */
  readonly lastClosedAt: Date | null;
  /** When they last proved who they are, or were named. */
  readonly lastSeenAt: Date;
}

/** When a Prospect is erased; null: they are none, or somebody waits for something of them. */
export function prospectErasedAt(facts: ProspectFacts, keptFor: string): Date | null {
  const { kind, state, pending, sparedBy, lastClosedAt, lastSeenAt } = facts;
  if (kind !== 'GUEST' || state !== 'PROSPECT' || pending || sparedBy.length > 0) return null;
  return addDuration(lastClosedAt !== null && lastClosedAt > lastSeenAt ? lastClosedAt : lastSeenAt, keptFor);
}

/** Why nothing becomes of a guest, in words. */
const SPARED_WORDS: Readonly<Record<SparedBy, string>> = {
  SPONSOR: 'vouches for an organization',
  APPROVER: 'is named by a policy as an approver',
  OPEN_APPROVAL: 'is asked for a decision',
  PENDING_REQUEST: 'has a request for access that is pending',
};

/** What becomes of a guest and why, in a sentence. */
export function guestForecastText(facts: GuestFacts, { standing, blockAt, deleteAt }: GuestForecast): string {
  const { accessUntil, holdUntil, blockedAt, state, sparedBy } = facts;
  if (standing === 'EXEMPT') return 'Is exempt: whatever becomes of their access, they stay.';
  const spared = sparedBy.length === 0 ? null : `because this person ${sparedBy.map((by) => SPARED_WORDS[by]).join(' and ')}`;
  if (standing === 'SPARED') return `Is kept, ${spared}.`;
  const why = {
    HAS_ACCESS: accessUntil === null ? 'Has access' : `Has access until ${day(accessUntil)}`,
    WITHOUT_ACCESS: accessUntil === null ? 'Has no access' : `Lost the last access on ${day(accessUntil)}`,
    HELD: holdUntil === null ? 'Is held' : `Is held until ${day(holdUntil)}`,
  }[standing];
  if (spared !== null && accessUntil !== null) return `${why}; stays after it, ${spared}.`;
  const next = [
    ...(blockAt !== null && blockedAt === null && state === 'ACTIVE' ? [`blocked on ${day(blockAt)}`] : []),
    ...(deleteAt === null ? [] : [`deleted on ${day(deleteAt)}`]),
  ];
  return next.length === 0 ? `${why}.` : `${why}; will be ${next.join(' and ')} unless there is new access before.`;
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const day = (at: Date) => DAY.format(at);
