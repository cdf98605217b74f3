import { ApiToken } from '@gatehouse/schema/identity/api-token.entity';
import { ExternalIdentity } from '@gatehouse/schema/identity/external-identity.entity';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { Session } from '@gatehouse/schema/identity/session.entity';
import { SignInLink } from '@gatehouse/schema/identity/sign-in-link.entity';
import { type Change } from '../../../kernel/change.ts';

/**
 * Ends every way in of somebody who was blocked or deleted: sessions, links, and, when they were deleted, tokens. A blocked
 * person's tokens are refused as long as they are blocked and work again afterwards, because tools depend on them.
 */
export async function endSessions(change: Change, fact: { name: 'userBlocked' | 'userDeleted'; userId: string }): Promise<void> {
  const principal = await change.em.findOne(Principal, { user: fact.userId });
  if (!principal) return;
  await change.em.nativeUpdate(Session, { principal, endedAt: null }, { endedAt: change.now });
  await change.em.nativeUpdate(SignInLink, { principal, usedAt: null }, { usedAt: change.now });
  if (fact.name !== 'userDeleted') return;
  await change.em.nativeUpdate(ApiToken, { principal, revokedAt: null }, { revokedAt: change.now });
  // Who comes by an issuer once more is somebody new; who is brought back is found again as at first.
  await change.em.nativeDelete(ExternalIdentity, { principal });
}
