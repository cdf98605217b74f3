import { ExternalIdentity } from '@gatehouse/schema/identity/external-identity.entity';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { matchIdentity, mayEnter, type Unmatched } from '@gatehouse/schema/rules/identity-match';
import { type Change } from '../../../../kernel/change.ts';
import { lockRow } from '../../../../kernel/lock.ts';
import { admitOutsider, type AdmissionRefusal } from '../../people/admit-outsider.ts';
import { type SignInProvider } from '../providers.ts';
import { startSession, type StartedSession } from '../start-session.ts';
import { peopleMeant } from './find-person.ts';
import { type Identity } from './identity.ts';

/** Signs somebody in whom an issuer vouches for; the first time they are linked to the person here who is meant. */
export async function signInByIdentity(
  change: Change,
  provider: SignInProvider,
  identity: Identity,
  userAgent: string | undefined,
): Promise<StartedSession | { refused: Unmatched | AdmissionRefusal; userId?: string }> {
  const { issuer, subject } = identity;
  const linked = await change.em.findOne(ExternalIdentity, { issuer, subject }, { populate: ['principal.user'] });
  const userId = linked?.principal.user?.id ?? (await firstTime(change, provider, identity));
  if (typeof userId !== 'string') return userId;
  // Whoever is being blocked at this moment is not signed in.
  const user = await lockRow(change, User, userId);
  if (!user || !mayEnter(provider.of, user)) return { refused: 'NOT_ALLOWED', userId };
  const principal = await change.em.findOneOrFail(Principal, { user }, { populate: ['user'] });
  if (!linked) link(change, principal, identity);
  takeOver(change, user, identity);
  const { acr, amr, authenticatedAt } = identity;
  return startSession(change, principal, 'OIDC', userAgent, { provider: provider.name, acr, amr: [...amr], authenticatedAt });
}

async function firstTime(change: Change, provider: SignInProvider, identity: Identity) {
  const { byNumber, byMail } = await peopleMeant(change.em, identity);
  if (provider.of === 'MEMBERS') {
    const match = matchIdentity(provider, identity, byNumber, byMail);
    return 'user' in match ? match.user : match;
  }
  if (byMail?.linkedElsewhere) return { refused: 'AMBIGUOUS' as const };
  return fromOutside(change, provider, identity);
}

/** Whoever an organization's issuer vouches for is one of its people: a guest who is known, or a Prospect. */
async function fromOutside(change: Change, { issuer }: SignInProvider, identity: Identity) {
  const { mail, mailVerified, mailDoubted, tenant, name } = identity;
  if (mailDoubted) return { refused: 'MAIL_NOT_VERIFIED' as const };
  const proof = { email: mail?.address ?? null, emailVerified: mailVerified, issuer, tenant, name };
  const admitted = await admitOutsider(change, proof);
  return 'principal' in admitted ? admitted.principal.user!.id : admitted;
}

function link(change: Change, principal: Principal, { issuer, subject }: Identity): void {
  const { id } = change.create(ExternalIdentity, { principal, issuer, subject });
  const userId = principal.user!.id;
  change.audit({
    action: 'user.identity_linked',
    subject: { type: 'User', id: userId },
    targetId: userId,
    details: { identityId: id },
  });
}

/** Keeps what the issuer tells of them, where it was set that it should. The audit says which, not what. */
function takeOver(change: Change, user: User, { attributes }: Identity): void {
  const changed = Object.keys(attributes).filter((name) => user.attributes?.[name] !== attributes[name]);
  if (changed.length === 0) return;
  user.attributes = { ...user.attributes, ...attributes };
  change.audit({
    action: 'user.updated',
    subject: { type: 'User', id: user.id },
    targetId: user.id,
    details: { fields: ['attributes'] },
  });
}
