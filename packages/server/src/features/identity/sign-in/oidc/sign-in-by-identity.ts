import { ExternalIdentity } from '@gatehouse/schema/identity/external-identity.entity';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { Session } from '@gatehouse/schema/identity/session.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { matchIdentity, mayEnter, type Unmatched } from '@gatehouse/schema/rules/identity-match';
import { isProved } from '@gatehouse/schema/rules/proof';
import { type Change } from '../../../../kernel/change.ts';
import { lockRow } from '../../../../kernel/lock.ts';
import { admitOutsider, type AdmissionRefusal } from '../../people/admit-outsider.ts';
import { type SignInProvider } from '../providers.ts';
import { raiseSession, startSession, type SignInProof, type StartedSession } from '../start-session.ts';
import { type Proving } from './attempt.ts';
import { IssuerFault } from './exchange.ts';
import { peopleMeant } from './find-person.ts';
import { type Identity } from './identity.ts';

/** How far the clock of an issuer and ours may be apart, in milliseconds. */
const CLOCKS_APART_MS = 30_000;

type Refused = { refused: Unmatched | AdmissionRefusal; userId?: string };

/** Signs somebody in whom an issuer vouches for; the first time they are linked to the person here who is meant. */
export async function signInByIdentity(
  change: Change,
  provider: SignInProvider,
  identity: Identity,
  userAgent: string | undefined,
): Promise<StartedSession | Refused> {
  const found = await personOf(change, provider, identity);
  return 'refused' in found ? found : startSession(change, found.principal, 'OIDC', userAgent, proofOf(provider, identity));
}

/**
 * Raises the session of somebody who came back from their issuer with the proof that was asked for: the same session, behind
 * another secret. Who was signed in before stays so where nothing comes of it.
 * @throws IssuerFault OTHER_PERSON, NOT_PROVED
 */
export async function proveByIdentity(
  change: Change,
  provider: SignInProvider,
  identity: Identity,
  { sessionId, proofs, since }: Proving,
): Promise<StartedSession | Refused> {
  const session = await lockRow(change, Session, sessionId);
  const found = await personOf(change, provider, identity);
  if ('refused' in found) return found;
  // Nothing of it is kept: whoever else it is, they did not come to sign in.
  if (!session || session.endedAt || session.principal.id !== found.principal.id) throw new IssuerFault('OTHER_PERSON');
  const proof = proofOf(provider, identity);
  const { acr, amr, authenticatedAt: provedAt } = proof;
  if (!isProved({ proofs, proofWithin: null }, { provider: provider.name, acr, amr, provedAt }, change.now))
    throw new IssuerFault('NOT_PROVED');
  // It was asked for anew, and an issuer that answers from memory has not asked.
  if (!provedAt || provedAt.getTime() < since.getTime() - CLOCKS_APART_MS) throw new IssuerFault('NOT_PROVED');
  return raiseSession(change, session, proof);
}

async function personOf(
  change: Change,
  provider: SignInProvider,
  identity: Identity,
): Promise<{ principal: Principal } | Refused> {
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
  return { principal };
}

function proofOf({ id, name }: SignInProvider, { acr, amr, authenticatedAt }: Identity): SignInProof {
  return { provider: name, providerId: id, acr, amr, authenticatedAt };
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
