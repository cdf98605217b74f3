import { ApiToken } from '@gatehouse/schema/identity/api-token.entity';
import { type CreateApiTokenInput, type RevokeApiTokenInput } from '@gatehouse/schema/identity/api-token.inputs';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { parseDuration } from '@gatehouse/schema/rules/duration';
import { may } from '@gatehouse/schema/rules/permissions';
import { TOKEN_LIFETIME, writeApiToken } from './issue-api-token.ts';
import { type Change } from '../../../kernel/change.ts';
import { lockRow } from '../../../kernel/lock.ts';
import { forbidden, notFound, refused, unauthenticated } from '../../../kernel/refused.ts';

/** Makes a token of the viewer. Only the hash of its secret is kept. */
export async function createApiToken(change: Change, input: CreateApiTokenInput, secretHash: string) {
  if (change.viewer.userId === null) throw forbidden('Only a person or a service has tokens.');
  const lifetimeMs = input.expiresIn == null ? TOKEN_LIFETIME.default : parseDuration(input.expiresIn);
  if (lifetimeMs <= 0 || lifetimeMs > TOKEN_LIFETIME.most) {
    throw refused('INVALID', 'A token lives for at least a moment and at most 365 days.', ['expiresIn']);
  }
  const madeBy = change.tokenId ? await lockRow(change, ApiToken, change.tokenId) : null;
  if (madeBy?.revokedAt) throw unauthenticated();
  const left = madeBy ? madeBy.expiresAt.getTime() - change.now.getTime() : Infinity;
  if (input.expiresIn != null && lifetimeMs > left)
    throw refused('INVALID', 'A token that a token makes ends with it at the latest.', ['expiresIn']);
  const principal = await change.em.findOneOrFail(Principal, change.viewer.principalId, { populate: ['user'] });
  const token = writeApiToken(change, principal, {
    name: input.name,
    scope: input.scope ?? 'READ',
    lifetimeMs,
    secretHash,
    madeBy,
  });
  return { apiToken: token.id };
}

/** Revokes a token of the viewer, and those that it made. Revoking it again changes nothing. */
export async function revokeApiToken(change: Change, input: RevokeApiTokenInput) {
  const token = await lockRow(change, ApiToken, input.id);
  if (token?.principal.id !== change.viewer.principalId) {
    if (token && may(change.viewer, 'apiToken.read').allowed) throw forbidden('Only its owner revokes a token.');
    throw notFound('token', ['id']);
  }
  if (!token.revokedAt) for (const one of [token, ...(await madeFrom(change, token))]) revoke(change, one);
  return { apiToken: token.id };
}

function revoke(change: Change, token: ApiToken): void {
  token.revokedAt = change.now;
  change.audit({ action: 'token.revoked', subject: { type: 'ApiToken', id: token.id } });
}

/** What a token made, what those made, and so on, as far as it is still good. */
async function madeFrom(change: Change, token: ApiToken): Promise<ApiToken[]> {
  const made = await change.em.find(ApiToken, { madeBy: token, revokedAt: null });
  const further: ApiToken[] = [];
  for (const one of made) {
    // Locked, as it is where it makes another: what it is about to make is not overlooked.
    await lockRow(change, ApiToken, one.id);
    further.push(...(await madeFrom(change, one)));
  }
  return [...made, ...further];
}
