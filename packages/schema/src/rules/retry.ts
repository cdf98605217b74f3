import { parseDuration } from './duration.ts';

/** How an attempt at a target ended: it could not be reached (or answered with a fault of its own), or it refused. */
export type AttemptFailure = 'UNREACHABLE' | 'REFUSED';

/** What to do after a failed attempt. `nextTryAt` is null when it is given up. */
export interface RetryPlan {
  readonly event: 'POSTPONE' | 'GIVE_UP';
  readonly nextTryAt: Date | null;
  /** Refusals so far, this one included; to be stored. */
  readonly refusals: number;
}

/** A target may refuse this many times before an operation is given up. */
export const MOST_REFUSALS = 5;
/** Waiting times double from the first to the last and stay there (domain §2 "Retries"). */
export const FIRST_WAIT = 'PT2S';
export const LONGEST_WAIT = 'PT15M';

/**
 * What follows a failed attempt. A target that cannot be reached uses up no retries, however long it is away: only
 * its refusals count (domain §2).
 *
 * @param attempts all attempts so far, this one included (from 1); decides how long to wait.
 * @param refusals refusals before this attempt.
 */
export function planRetry(
  failure: AttemptFailure,
  attempts: number,
  refusals: number,
  now: Date,
  mostRefusals = MOST_REFUSALS,
): RetryPlan {
  const counted = failure === 'REFUSED' ? refusals + 1 : refusals;
  if (failure === 'REFUSED' && counted >= mostRefusals) return { event: 'GIVE_UP', nextTryAt: null, refusals: counted };
  return { event: 'POSTPONE', nextTryAt: new Date(now.getTime() + waitMs(attempts)), refusals: counted };
}

function waitMs(attempts: number): number {
  const doubled = parseDuration(FIRST_WAIT) * 2 ** Math.min(Math.max(attempts, 1) - 1, 30);
  return Math.min(doubled, parseDuration(LONGEST_WAIT));
}
