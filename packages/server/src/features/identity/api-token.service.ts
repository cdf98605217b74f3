import { ApiToken } from '@gatehouse/schema/identity/api-token.entity';
import { type CreateApiTokenInput, type RevokeApiTokenInput } from '@gatehouse/schema/identity/api-token.inputs';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { parseDuration } from '@gatehouse/schema/rules/duration';
import { may } from '@gatehouse/schema/rules/permissions';
import { type Change } from '../../change.ts';
import { lockRow } from '../../lock.ts';
import { notFound, refused } from '../../refused.ts';

const DAY_MS = 86_400_000;
/** How long a token lives where nothing is said, and at most, in milliseconds. */
export const TOKEN_LIFETIME = { default: 90 * DAY_MS, most: 365 * DAY_MS } as const;

/** Makes a token of the viewer. Only the hash of its secret is kept. */
export async function createApiToken(change: Change, input: CreateApiTokenInput, secretHash: string) {
  const lifetime = input.expiresIn == null ? TOKEN_LIFETIME.default : (parseDuration(input.expiresIn) ?? 0);
  if (lifetime <= 0 || lifetime > TOKEN_LIFETIME.most) {
    throw refused('INVALID', 'A token lives for at least a moment and at most 365 days.', ['expiresIn']);
  }
  const token = change.create(ApiToken, {
    principal: change.em.getReference(Principal, change.viewer.principalId),
    secretHash,
    name: input.name,
    scope: input.scope ?? 'READ',
    expiresAt: new Date(change.now.getTime() + lifetime),
  });
  change.audit({
    action: 'token.created',
    subject: { type: 'ApiToken', id: token.id },
    details: { scope: token.scope, expiresAt: token.expiresAt.toISOString() },
  });
  return { apiToken: token.id };
}

/** Revokes a token: the viewer's own, or anybody's by who manages users. Revoking it again changes nothing. */
export async function revokeApiToken(change: Change, input: RevokeApiTokenInput) {
  const token = await lockRow(change, ApiToken, input.id);
  const own = token?.principal.id === change.viewer.principalId;
  if (!token || !(own || may(change.viewer, 'user.manage').allowed)) throw notFound('token', ['id']);
  if (!token.revokedAt) {
    token.revokedAt = change.now;
    change.audit({ action: 'token.revoked', subject: { type: 'ApiToken', id: token.id } });
  }
  return { apiToken: token.id };
}
