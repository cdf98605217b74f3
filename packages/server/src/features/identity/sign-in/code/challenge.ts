import { SignInChallenge } from '@gatehouse/schema/identity/sign-in-challenge.entity';
import { hashSecret } from '../../../../kernel/auth/secrets.ts';
import { type Change } from '../../../../kernel/change.ts';
import { lockRow } from '../../../../kernel/lock.ts';

/** How long a code is good, in milliseconds. */
export const CODE_LIFETIME_MS = 10 * 60_000;
/** How often somebody may mistype one. */
export const MOST_TRIES = 5;

/** Why a guess is no good, whatever it is. */
export type ChallengeRefusal = 'NO_CHALLENGE' | 'LATE' | 'REPLAYED' | 'TOO_MANY_TRIES';

/** Has a code sent to an address. Nobody looks whose it is before it is sent: so asking takes as long for every address. */
export function askForCode(change: Change, { address, browser }: { address: string; browser: string }): void {
  const challenge = change.create(SignInChallenge, {
    address,
    browserHash: hashSecret(browser),
    expiresAt: new Date(change.now.getTime() + CODE_LIFETIME_MS),
  });
  change.enqueue('sign-in-code', { challengeId: challenge.id });
}

/**
 * Takes one of the tries at the last code that this browser had sent to this address. It counts before anybody looks whether
 * it is right, so that no more than five are looked at however many come at once.
 */
export async function takeTry(
  change: Change,
  { address, browser }: { address: string; browser: string | null },
): Promise<{ id: string; codeHash: string | null } | { refused: ChallengeRefusal; id: string | null }> {
  const [last] = browser
    ? await change.em.find(SignInChallenge, { address, browserHash: hashSecret(browser) }, { orderBy: { id: 'desc' }, limit: 1 })
    : [];
  const challenge = last && (await lockRow(change, SignInChallenge, last.id));
  if (!challenge) return { refused: 'NO_CHALLENGE', id: null };
  const { id, codeHash } = challenge;
  if (challenge.usedAt) return { refused: 'REPLAYED', id };
  if (challenge.expiresAt <= change.now) return { refused: 'LATE', id };
  if (challenge.tries >= MOST_TRIES) return { refused: 'TOO_MANY_TRIES', id };
  challenge.tries += 1;
  return { id, codeHash };
}

/** Spends a challenge whose code was right. @returns false where somebody was faster */
export async function spendChallenge(change: Change, id: string): Promise<boolean> {
  const challenge = await lockRow(change, SignInChallenge, id);
  if (!challenge || challenge.usedAt) return false;
  challenge.usedAt = change.now;
  return true;
}
