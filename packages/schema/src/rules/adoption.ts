import { parseDuration } from './duration.ts';
import { GrantOrigin } from './vocabulary.ts';

/** A grant of the same user, role and scope that came before and is REMOVED. */
export interface EarlierGrant {
  readonly origin: GrantOrigin;
  /** Did we ever write to the target for it? */
  readonly written: boolean;
  readonly removedAt: Date;
}

/**
 * For how long a right that we took away may still show in its target, unless the connector says otherwise. After that we
 * believe that somebody else gave it.
 */
export const LEFT_OVER_FOR = 'P1D';
/** The same of a target that forgets at once. */
export const NO_LEFT_OVER = 'PT0S';
/** The longest a connector may say. */
export const LONGEST_LEFT_OVER = 'P30D';

/**
 * Did the target have this right before our first write, without our doing? Then it is adopted. A right that we gave and
 * took away a short time ago is a left-over of ours, because a target may be slow to forget (domain §2 "Adopted").
 *
 * @param leftOverFor how long after a removal of ours that may be so: the connector's setting, an ISO 8601 length.
 * @param held what the target said before our first write; null: it cannot tell, so the right counts as not there.
 */
export function isAdopted(held: boolean | null, earlier: readonly EarlierGrant[], leftOverFor: string, now: Date): boolean {
  if (held !== true) return false;
  const since = now.getTime() - parseDuration(leftOverFor);
  return !earlier.some(
    ({ origin, written, removedAt }) => origin === GrantOrigin.PROVISIONED && written && removedAt.getTime() > since,
  );
}
