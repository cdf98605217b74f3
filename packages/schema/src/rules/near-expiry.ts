import { compareDurations, parseDuration, subtractDuration } from './duration.ts';

/** When an assignment began and ends, and how long before its end people are told. */
export interface ExpiryFacts {
  readonly startsAt: Date;
  /** null: no end, so nothing is ever due. */
  readonly expiresAt: Date | null;
  /** ISO 8601, in any order. */
  readonly notices: readonly string[];
}

/** One notice: its ISO 8601 lead, and the instant it falls on. */
export interface ExpiryNotice {
  readonly notice: string;
  readonly at: Date;
}

/**
 * The notices of an assignment, first to last. A notice that would fall before the access began is left out:
 * access for a week has no notice of two weeks.
 */
export function expiryNotices(facts: ExpiryFacts): ExpiryNotice[] {
  const { expiresAt, startsAt } = facts;
  if (expiresAt === null) return [];
  const leads = new Map(facts.notices.map((notice) => [parseDuration(notice), notice]));
  return [...leads.values()]
    .sort((a, b) => compareDurations(b, a))
    .map((notice) => ({ notice, at: subtractDuration(expiresAt, notice) }))
    .filter(({ at }) => at > startsAt);
}

/**
 * The notices to send now, in order, each once. A job that comes late sends what it missed, but nothing after the
 * end: "your access ends soon" would then be untrue.
 *
 * @param sent the leads already sent for this end; an extension starts a new, empty list.
 */
export function noticesDue(facts: ExpiryFacts, sent: readonly string[], now: Date): ExpiryNotice[] {
  if (facts.expiresAt === null || facts.expiresAt <= now) return [];
  return expiryNotices(facts).filter(({ notice, at }) => at <= now && !sent.includes(notice));
}
