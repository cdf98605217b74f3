import { CALL_LIMIT_MS } from '../../connectors/call-driver.ts';

/** A worker asks the target twice at most (does somebody hold it? then make it so), and writes down the rest. */
export const LEASE_MS = 2 * CALL_LIMIT_MS + 20_000;
/** How long queued work may wait for a worker before it is queued once more, in case the queue lost it. */
export const QUEUED_FOR_MS = 5 * 60_000;

/** How long until it is looked again whether a blocked person may be given something. As long as an absent target is waited for at most. */
export const BLOCKED_FOR_MS = 15 * 60_000;

/** The instant so many milliseconds later. */
export function after(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}
