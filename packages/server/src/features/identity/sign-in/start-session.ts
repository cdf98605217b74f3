import { type Principal } from '@gatehouse/schema/identity/principal.entity';
import { Session } from '@gatehouse/schema/identity/session.entity';
import { type Change } from '../../../kernel/change.ts';
import { hashSecret, newSecret } from '../../../kernel/auth/secrets.ts';

/** How somebody signed in. */
export type SignInMethod = 'PERSONA' | 'LINK';

/** A new session and the secret that its cookie carries; the secret is kept nowhere. */
export interface StartedSession {
  secret: string;
  expiresAt: Date;
}

const USER_AGENT_MAX = 300;

/** Signs a principal in. The session ends by itself after SESSION_LIFETIME. */
export function startSession(
  change: Change,
  principal: Principal,
  method: SignInMethod,
  userAgent: string | undefined,
): StartedSession {
  const secret = newSecret();
  const expiresAt = new Date(change.now.getTime() + change.app.config.sessionLifetimeMs);
  const session = change.create(Session, {
    principal,
    secretHash: hashSecret(secret),
    method,
    userAgent: userAgent?.replaceAll('\u0000', '').slice(0, USER_AGENT_MAX) ?? null,
    lastSeenAt: change.now,
    expiresAt,
  });
  change.audit({
    action: 'session.started',
    subject: { type: 'Session', id: session.id },
    targetId: principal.user?.id ?? null,
    details: { method },
  });
  return { secret, expiresAt };
}
