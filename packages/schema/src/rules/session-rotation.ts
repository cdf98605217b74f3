/** Which secret of a session a browser showed. */
export interface ShownSecret {
  /** Its newest, or the one before that? */
  readonly shown: 'CURRENT' | 'PREVIOUS';
  /** When it got the newest. */
  readonly rotatedAt: Date;
  /** When the browser first showed the newest; null: not yet. */
  readonly settledAt: Date | null;
}

/**
 * What becomes of a session when its secret is shown. KEEP: nothing. SETTLE: from now on the newest secret counts. ROTATE: the
 * browser is handed another secret. END: somebody else has a secret of it.
 */
export type SessionFate = 'KEEP' | 'SETTLE' | 'ROTATE' | 'END';

/** How long a session keeps a secret, in milliseconds. */
export const ROTATED_AFTER_MS = 3_600_000;
/** How long requests that were under way still come with the secret before, in milliseconds. */
export const UNDER_WAY_MS = 60_000;

/**
 * A secret that is stolen is of use for an hour, and then tells on itself: of two who have it only one gets the next, and the
 * other shows one that is over. An answer that carried a new secret may be lost on its way, so the secret before is good until
 * the browser has shown the new one.
 */
export function sessionFate({ shown, rotatedAt, settledAt }: ShownSecret, now: Date): SessionFate {
  const since = (at: Date) => now.getTime() - at.getTime();
  if (shown === 'CURRENT') {
    if (settledAt === null) return 'SETTLE';
    return since(rotatedAt) >= ROTATED_AFTER_MS ? 'ROTATE' : 'KEEP';
  }
  if (settledAt === null) return since(rotatedAt) >= UNDER_WAY_MS ? 'ROTATE' : 'KEEP';
  return since(settledAt) >= UNDER_WAY_MS ? 'END' : 'KEEP';
}
