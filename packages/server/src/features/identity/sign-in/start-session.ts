import { type Principal } from '@gatehouse/schema/identity/principal.entity';
import { Session } from '@gatehouse/schema/identity/session.entity';
import { type Change } from '../../../kernel/change.ts';
import { hashSecret, newSecret } from '../../../kernel/auth/secrets.ts';

/** How somebody signed in. */
export type SignInMethod = 'PERSONA' | 'LINK' | 'OIDC' | 'CODE';

/** By whom somebody was signed in, and how they proved who they are. */
export interface SignInProof {
  /** What people call the issuer. */
  provider: string | null;
  acr: string | null;
  amr: string[];
  authenticatedAt: Date | null;
}

/** A new session and the secret that its cookie carries; the secret is kept nowhere. */
export interface StartedSession {
  secret: string;
  expiresAt: Date;
}

const USER_AGENT_MAX = 300;
const NO_PROOF: SignInProof = { provider: null, acr: null, amr: [], authenticatedAt: null };

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
    secretHash: hashSecret(secret),
    method,
    ...proof,
    userAgent: userAgent?.replaceAll('\u0000', '').slice(0, USER_AGENT_MAX) ?? null,
    lastSeenAt: change.now,
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
