import { type Principal } from '@gatehouse/schema/identity/principal.entity';
import { SignInLink } from '@gatehouse/schema/identity/sign-in-link.entity';
import { type Change } from '../../../kernel/change.ts';
import { lockRow } from '../../../kernel/lock.ts';
import { hashSecret, newSecret } from '../../../kernel/auth/secrets.ts';
import { startSession, type StartedSession } from './start-session.ts';

/** How long a link can be used, in milliseconds. */
export const LINK_LIFETIME_MS = 15 * 60_000;

/**
 * Makes a link that signs an active user in once, within 15 minutes; only the hash of its secret is kept.
 * @returns the path of the link, to stand after the public address
 */
export async function createSignInLink(change: Change, principal: Principal): Promise<string> {
  const secret = newSecret();
  const link = change.create(SignInLink, {
    principal,
    secretHash: hashSecret(secret),
    expiresAt: new Date(change.now.getTime() + LINK_LIFETIME_MS),
  });
  change.audit({
    action: 'sign_in_link.created',
    subject: { type: 'SignInLink', id: link.id },
    targetId: principal.user?.id ?? null,
  });
  return `/sign-in/link/${secret}`;
}

/**
 * Spends a link: the row is locked, so that of two who come at once one is signed in.
 * @returns null where it is unknown, spent or too old, or its user may not sign in: which of these, nobody is told
 */
export async function spendSignInLink(
  change: Change,
  secret: string,
  userAgent: string | undefined,
): Promise<StartedSession | null> {
  const found = await change.em.findOne(SignInLink, { secretHash: hashSecret(secret) }, { populate: ['principal.user'] });
  const link = found && (await lockRow(change, SignInLink, found.id));
  const usable = link && !link.usedAt && link.expiresAt > change.now && link.principal.user?.state === 'ACTIVE';
  if (!usable) return null;
  link.usedAt = change.now;
  change.audit({
    action: 'sign_in_link.spent',
    subject: { type: 'SignInLink', id: link.id },
    targetId: link.principal.user?.id ?? null,
  });
  return startSession(change, link.principal, 'LINK', userAgent);
}
