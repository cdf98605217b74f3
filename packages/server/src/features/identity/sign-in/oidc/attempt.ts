import { Session } from '@gatehouse/schema/identity/session.entity';
import { SignInAttempt } from '@gatehouse/schema/identity/sign-in-attempt.entity';
import { createHmac } from 'node:crypto';
import { hashSecret, newSecret } from '../../../../kernel/auth/secrets.ts';
import { type Change } from '../../../../kernel/change.ts';
import { lockRow } from '../../../../kernel/lock.ts';

/** How long somebody may be at their issuer, in milliseconds. */
export const ATTEMPT_LIFETIME_MS = 10 * 60_000;

/** The words by which an attempt is known on its way (the first two) and at its end. */
export interface AttemptWords {
  state: string;
  nonce: string;
  /** Of PKCE. */
  verifier: string;
}

/** Why nobody is signed in by an attempt. */
export type AttemptRefusal = 'UNKNOWN_STATE' | 'OTHER_BROWSER' | 'OTHER_PROVIDER' | 'LATE' | 'REPLAYED';

/** An attempt that came back as it should. */
export interface SpentAttempt extends AttemptWords {
  id: string;
  returnTo: string;
  /** Where somebody who was signed in came to prove more. */
  proving: Proving | null;
}

/** A session that is to be proved better, and how. */
export interface Proving {
  sessionId: string;
  proofs: readonly string[];
  /** When they set out. */
  since: Date;
}

/** Who is sent where, and back to which page. */
interface AttemptPlan {
  provider: string;
  browser: string;
  returnTo: string;
  proving?: Omit<Proving, 'since'>;
}

/** Writes down that a browser is sent to an issuer. */
export function beginAttempt(change: Change, plan: AttemptPlan): AttemptWords {
  const { browser, proving, ...kept } = plan;
  const words = wordsOf(browser, newSecret());
  change.create(SignInAttempt, {
    ...kept,
    ...(proving && { session: change.em.getReference(Session, proving.sessionId), proofs: proving.proofs }),
    stateHash: hashSecret(words.state),
    browserHash: hashSecret(browser),
    expiresAt: new Date(change.now.getTime() + ATTEMPT_LIFETIME_MS),
  });
  return words;
}

/** Spends an attempt: the row is locked, so that it comes back once. */
export async function spendAttempt(
  change: Change,
  { state, browser, provider }: { state: string; browser: string | null; provider: string },
): Promise<SpentAttempt | { refused: AttemptRefusal; id: string | null }> {
  const found = await change.em.findOne(SignInAttempt, { stateHash: hashSecret(state) });
  const attempt = found && (await lockRow(change, SignInAttempt, found.id));
  if (!attempt) return { refused: 'UNKNOWN_STATE', id: null };
  const { id, returnTo } = attempt;
  if (!browser || attempt.browserHash !== hashSecret(browser)) return { refused: 'OTHER_BROWSER', id };
  if (attempt.usedAt) return { refused: 'REPLAYED', id };
  attempt.usedAt = change.now;
  if (attempt.provider !== provider) return { refused: 'OTHER_PROVIDER', id };
  if (attempt.expiresAt <= change.now) return { refused: 'LATE', id };
  const { session, proofs, createdAt: since } = attempt;
  return { ...wordsOf(browser, state), id, returnTo, proving: session && { sessionId: session.id, proofs, since } };
}

/** Made anew at the end from what the browser has: so none of it is kept. */
function wordsOf(browser: string, state: string): AttemptWords {
  const word = (what: string) => createHmac('sha256', browser).update(`${what}:${state}`).digest('base64url');
  return { state, nonce: word('nonce'), verifier: word('verifier') };
}
