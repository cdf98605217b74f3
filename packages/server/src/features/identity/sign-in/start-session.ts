import { type Principal } from '@gatehouse/schema/identity/principal.entity';
import { type Proof } from '@gatehouse/schema/rules/proof';
import { Session } from '@gatehouse/schema/identity/session.entity';
import { set } from '../../../kernel/set.ts';
import { type Change } from '../../../kernel/change.ts';
import { hashSecret, newSecret } from '../../../kernel/auth/secrets.ts';

/** How somebody signed in. */
export type SignInMethod = 'PERSONA' | 'LINK' | 'OIDC' | 'CODE';

/** By whom somebody was signed in, and how they proved who they are. */
export interface SignInProof extends Omit<Proof, 'provedAt'> {
  providerId: string | null;
  authenticatedAt: Date | null;
}

/** A new session and the secret that its cookie carries; the secret is kept nowhere. */
export interface StartedSession {
  secret: string;
  expiresAt: Date;
}

const USER_AGENT_MAX = 300;
const NO_PROOF: SignInProof = { provider: null, providerId: null, acr: null, amr: [], authenticatedAt: null };

/** Signs a principal in. The session ends by itself after SESSION_LIFETIME. */
export function startSession(
  change: Change,
  principal: Principal,
  method: SignInMethod,
  userAgent: string | undefined,
  proof: SignInProof = NO_PROOF,
): StartedSession {
  const secret = newSecret();
  const expiresAt = new Date(change.now.getTime() + change.app.config.sessionLifetimeMs);
  const session = change.create(Session, {
    principal,
    ...proved(change, secret, proof),
    method,
    userAgent: userAgent?.replaceAll('\u0000', '').slice(0, USER_AGENT_MAX) ?? null,
    expiresAt,
  });
  change.audit({
    action: 'session.started',
    subject: { type: 'Session', id: session.id },
    targetId: principal.user?.id ?? null,
    details: { method, ...(proof.acr !== null && { acr: proof.acr }), ...(proof.amr.length > 0 && { amr: proof.amr }) },
  });
  return { secret, expiresAt };
}

/**
 * Writes down that whoever is signed in proved more, and gives their session another secret: the one before ends here, because it
 * may be in more hands than theirs.
 */
export function raiseSession(change: Change, session: Session, proof: SignInProof): StartedSession {
  const secret = newSecret();
  set(session, { ...proved(change, secret, proof), previousHash: null });
  change.audit({
    action: 'session.proved',
    subject: { type: 'Session', id: session.id },
    targetId: session.principal.user?.id ?? null,
    details: { acr: proof.acr, amr: proof.amr },
  });
  return { secret, expiresAt: session.expiresAt };
}

/** What a session has of whoever proved just now who they are, and of the secret that their browser gets for it. */
function proved({ now }: Change, secret: string, proof: SignInProof) {
  return {
    ...proof,
    amr: [...proof.amr],
    secretHash: hashSecret(secret),
    rotatedAt: now,
    settledAt: now,
    lastSeenAt: now,
  };
}
