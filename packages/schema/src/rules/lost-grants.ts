import { GrantState, type LostGrants } from './vocabulary.ts';

/** A grant whose right is missing in its target, though no operation of ours took it away. */
export interface MissingGrant {
  readonly state: GrantState;
  /** Since when it is known to be lost; null: until now it was as it should be. */
  readonly lostAt: Date | null;
  /** Does an assignment that is live now carry it? */
  readonly carried: boolean;
  /** Is an operation that gives it in a worker's hands just now? */
  readonly beingGiven: boolean;
}

/**
 * What follows when a target no longer has a right (domain §2 "Lost").
 * - NOTHING it is being taken away, nobody is to have it, or it was known
 * - MARK it is lost: shown as such, and given again by hand
 * - GIVE it is lost and given again at once, because the connector says so
 * - REPEAT it was only on its way: what was written a moment ago may be what is gone, so it is given once more
 */
export type LossStep = 'NOTHING' | 'MARK' | 'GIVE' | 'REPEAT';

/** @param setting what the connector says about lost rights. */
export function afterLoss(grant: MissingGrant, setting: LostGrants): LossStep {
  if (!grant.carried) return 'NOTHING';
  if (grant.state === GrantState.PENDING) return grant.beingGiven ? 'REPEAT' : 'NOTHING';
  if (grant.state !== GrantState.ACTIVE || grant.lostAt !== null) return 'NOTHING';
  return setting === 'GIVE_AGAIN' ? 'GIVE' : 'MARK';
}
