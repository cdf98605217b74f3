/** A worker that gives no sign of life for this long has its operation taken from it. */
export const LEASE_MS = 15_000;
/** How often a worker at work says that it lives; twice it may fail to before it loses the operation. */
export const RENEW_MS = 5_000;
/** How long queued work may wait before it is looked whether the queue still has it. */
export const QUEUED_FOR_MS = 5_000;
/** How long work that the queue has is left to it before it is looked again. */
export const IN_QUEUE_FOR_MS = 15_000;

/** How long until it is looked again whether a blocked person may be given something; unblocking does not wait for it. */
export const BLOCKED_FOR_MS = 15 * 60_000;

/** The instant so many milliseconds later. */
export function after(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}
