import { ApiToken } from '@gatehouse/schema/identity/api-token.entity';
import { type CreateApiTokenInput, type RevokeApiTokenInput } from '@gatehouse/schema/identity/api-token.inputs';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { parseDuration } from '@gatehouse/schema/rules/duration';
import { TOKEN_LIFETIME, writeApiToken } from '../../auth/api-token.ts';
import { type Change } from '../../change.ts';
import { lockRow } from '../../lock.ts';
import { forbidden, notFound, refused } from '../../refused.ts';

/** Makes a token of the viewer. Only the hash of its secret is kept. */
export async function createApiToken(change: Change, input: CreateApiTokenInput, secretHash: string) {
  if (change.viewer.userId === null) throw forbidden('Only a person or a service has tokens.');
  const lifetimeMs = input.expiresIn == null ? TOKEN_LIFETIME.default : parseDuration(input.expiresIn);
  if (lifetimeMs <= 0 || lifetimeMs > TOKEN_LIFETIME.most) {
    throw refused('INVALID', 'A token lives for at least a moment and at most 365 days.', ['expiresIn']);
  }
  const principal = await change.em.findOneOrFail(Principal, change.viewer.principalId, { populate: ['user'] });
  const token = writeApiToken(change, principal, { name: input.name, scope: input.scope ?? 'READ', lifetimeMs, secretHash });
  return { apiToken: token.id };
}

/** Revokes a token of the viewer. Revoking it again changes nothing. */
export async function revokeApiToken(change: Change, input: RevokeApiTokenInput) {
  const token = await lockRow(change, ApiToken, input.id);
  if (token?.principal.id !== change.viewer.principalId) throw notFound('token', ['id']);
  if (!token.revokedAt) {
    token.revokedAt = change.now;
    change.audit({ action: 'token.revoked', subject: { type: 'ApiToken', id: token.id } });
  }
  return { apiToken: token.id };
}
