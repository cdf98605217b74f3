import { createHash, randomBytes } from 'node:crypto';

/** What every API token begins with, so that scanners of leaked secrets recognize it. */
export const TOKEN_PREFIX = 'gh_pat_';

/** A new secret of 256 random bits, behind a prefix that says what it is. */
export function newSecret(prefix = ''): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`;
}

/**
 * How a secret is kept. A plain hash is enough for 256 random bits: there is nothing to guess, and it can be looked up.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
