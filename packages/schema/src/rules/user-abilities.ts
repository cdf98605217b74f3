import { all, no, yes, type Ability } from './ability.ts';
import { addDuration } from './duration.ts';
import { may, type Viewer } from './permissions.ts';
import { UserState } from './vocabulary.ts';

/** How long a deleted user can be brought back (domain §2 "Leavers"), ISO 8601. */
export const RESTORE_WITHIN = 'P30D';

/** A user, as what may be done with them depends on it. */
export interface UserAbilityFacts {
  readonly id: string;
  readonly state: UserState;
  /** When they were deleted; null where they are not. */
  readonly deletedAt: Date | null;
}

/** What the viewer may do with a user; served with them as `viewerCan`. */
export interface UserAbilities {
  readonly edit: Ability;
  /** Block, or unblock. */
  readonly block: Ability;
  /** Delete, or bring back. */
  readonly delete: Ability;
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
  return { edit: all(manage, here), block: all(manage, other, here), delete: all(manage, other, restorable(user, now)) };
}

/** May a deleted user still be brought back? A yes for whoever is not deleted. */
function restorable({ deletedAt }: UserAbilityFacts, now: Date): Ability {
  return deletedAt !== null && addDuration(deletedAt, RESTORE_WITHIN) <= now
    ? no('WINDOW_OVER', 'This user was deleted more than 30 days ago.')
    : yes('ROLE', 'This can be taken back for 30 days.');
}
