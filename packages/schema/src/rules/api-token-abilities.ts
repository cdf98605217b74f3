import { any, no, yes, type Ability } from './ability.ts';
import { may, type Viewer } from './permissions.ts';
import { tokenWrites } from './token-scope.ts';

/** A token, as far as it matters who may end it. */
export interface TokenFacts {
  readonly ownerId: string;
  /** Who answers for its owner, where that is a service. */
  readonly responsibleId: string | null;
  /** Is it revoked or over? */
  readonly ended: boolean;
}

/** What the viewer may do with a token; served with it as `viewerCan`. */
export interface TokenAbilities {
  readonly revoke: Ability;
}

/** Its owner ends a token, or whoever answers for a service that owns it, or an administrator (domain §11). */
export function tokenAbilities(viewer: Viewer, token: TokenFacts): TokenAbilities {
  return { revoke: token.ended ? no('WRONG_STATE', 'It has ended already.') : mayRevoke(viewer, token) };
}

/** As `tokenAbilities`, of one that may have ended: ending it again changes nothing. */
export function mayRevoke(viewer: Viewer, token: TokenFacts): Ability {
  const writes = tokenWrites(viewer);
  return writes.allowed ? any(answersForToken(viewer, token), may(viewer, 'apiToken.revoke')) : writes;
}

function answersForToken({ userId }: Viewer, { ownerId, responsibleId }: TokenFacts): Ability {
  if (userId !== null && userId === ownerId) return yes('OWN', 'It is your token.');
  return userId !== null && userId === responsibleId
    ? yes('OWN', 'You answer for the service whose token it is.')
    : no('NOT_YOURS', 'Only its owner and administrators revoke a token.');
}
