import { all, no, yes, type Ability } from './ability.ts';
import { addDuration } from './duration.ts';
import { may, type Viewer } from './permissions.ts';
import { UserState, type UserKind } from './vocabulary.ts';

/** How long a deleted user can be brought back (domain §2 "Leavers"), ISO 8601. */
export const RESTORE_WITHIN = 'P30D';

/** A user, as what may be done with them depends on it. */
export interface UserAbilityFacts {
  readonly id: string;
  readonly kind: UserKind;
  readonly state: UserState;
  /** When they were deleted; null where they are not. */
  readonly deletedAt: Date | null;
  /** When their personal data was erased; null where it was not. */
  readonly erasedAt: Date | null;
}

/** What the viewer may do with a user; served with them as `viewerCan`. */
export interface UserAbilities {
  readonly edit: Ability;
  /** Block, or unblock. */
  readonly block: Ability;
  /** Delete, or bring back. */
  readonly delete: Ability;
  /** Say what becomes of a guest. */
  readonly govern: Ability;
}

/**
 * Every ability of a viewer on a user. Nobody blocks or deletes themself; who is deleted can be brought back for 30
 * days. That an administrator must remain is asked when it is done: it depends on everybody else.
 */
export function userAbilities(viewer: Viewer, user: UserAbilityFacts, now: Date): UserAbilities {
  const manage = may(viewer, 'user.manage');
  const deleted = user.state === UserState.DELETED;
  const here = deleted ? no('WRONG_STATE', 'This user is deleted.') : yes('ROLE', 'This user is here.');
  const other =
    viewer.userId === user.id ? no('NOT_FOR_YOURSELF', 'Nobody does this to themself.') : yes('ROLE', 'It is somebody else.');
  const govern = all(may(viewer, 'organization.manage'), other, aGuest(user));
  return { edit: all(manage, here), block: all(manage, other, here), delete: all(manage, other, restorable(user, now)), govern };
}

/** Only of a guest it is said; a Prospect is none yet. */
function aGuest({ kind, state }: UserAbilityFacts): Ability {
  return kind === 'GUEST' && (state === 'ACTIVE' || state === 'BLOCKED')
    ? yes('ROLE', 'This is a guest.')
    : no('WRONG_STATE', 'This is said of guests only.');
}

/** May a deleted user still be brought back? A yes for whoever is not deleted. */
function restorable({ deletedAt, erasedAt }: UserAbilityFacts, now: Date): Ability {
  if (erasedAt !== null) return no('WRONG_STATE', 'What was known of this person was erased.');
  return deletedAt !== null && addDuration(deletedAt, RESTORE_WITHIN) <= now
    ? no('WINDOW_OVER', 'This user was deleted more than 30 days ago.')
    : yes('ROLE', 'This can be taken back for 30 days.');
}
