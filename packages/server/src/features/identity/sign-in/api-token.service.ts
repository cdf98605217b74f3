import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { ApiToken } from '@gatehouse/schema/identity/api-token.entity';
import { type CreateApiTokenInput, type RevokeApiTokenInput } from '@gatehouse/schema/identity/api-token.inputs';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { parseDuration } from '@gatehouse/schema/rules/duration';
import { mayRevoke } from '@gatehouse/schema/rules/api-token-abilities';
import { mayMakeToken } from '@gatehouse/schema/rules/token-scope';
import { TOKEN_LIFETIME, writeApiToken } from './issue-api-token.ts';
import { demandAbility } from '../../../kernel/authz/demand.ts';
import { sees } from '../../../kernel/authz/seen.ts';
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
  const scope = input.scope ?? 'READ';
  const catalogIds =
    input.catalogIds == null ? (change.viewer.catalogIds?.slice() ?? null) : await catalogsFor(change, input.catalogIds);
  demandAbility(mayMakeToken(change.viewer, madeBy !== null, { scope, catalogIds }));
  const principal = await ownerOf(change, input.ownerId ?? change.viewer.userId);
  const token = writeApiToken(change, principal, {
    name: input.name,
    scope,
    catalogIds,
    lifetimeMs,
    secretHash,
    madeBy,
  });
  return { apiToken: token.id };
}

/**
 * Whose a token is to be: the viewer's own, or that of a service they answer for.
 * @throws NOT_FOUND · FORBIDDEN · INVALID where the service is blocked or deleted
 */
async function ownerOf(change: Change, userId: string): Promise<Principal> {
  const principal = await change.em.findOne(Principal, { user: userId }, { populate: ['user'] });
  const owner = principal?.user;
  if (!principal || !owner || !(userId === change.viewer.userId || (await sees(change, User, userId))))
    throw notFound('user', ['ownerId']);
  if (owner.id !== change.viewer.userId && owner.responsible?.id !== change.viewer.userId)
    throw forbidden('Only whoever answers for a service makes tokens for it.');
  if (owner.state !== 'ACTIVE') throw refused('INVALID', 'It is blocked or deleted, and a token would be refused.', ['ownerId']);
  return principal;
}

/**
 * The catalogs a token is to be confined to.
 * @throws INVALID where none is named · NOT_FOUND where there is no such catalog, or none for whoever makes it
 */
async function catalogsFor(change: Change, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0)
    throw refused('INVALID', 'Name at least one catalog, or leave it out for a token that is not confined.', ['catalogIds']);
  const each = [...new Set(ids)];
  for (const [at, id] of each.entries())
    if (!(await sees(change, Catalog, id))) throw notFound('catalog', ['catalogIds', String(at)]);
  return each;
}

/**
 * Revokes a token, and those that it made. Revoking it again changes nothing. Who uses it learns of it where somebody else does it.
 * @throws NOT_FOUND · FORBIDDEN
 */
export async function revokeApiToken(change: Change, input: RevokeApiTokenInput) {
  const token = (await sees(change, ApiToken, input.id)) ? await lockRow(change, ApiToken, input.id) : null;
  if (!token) throw notFound('token', ['id']);
  await change.em.populate(token, ['principal.user']);
  const owner = token.principal.user!;
  const facts = { ownerId: owner.id, responsibleId: owner.responsible?.id ?? null, ended: token.revokedAt !== null };
  demandAbility(mayRevoke(change.viewer, facts));
  if (token.revokedAt) return { apiToken: token.id };
  for (const one of [token, ...(await madeFrom(change, token))]) revoke(change, one, owner.id);
  const told = facts.responsibleId ?? owner.id;
  if (![owner.id, told].includes(change.viewer.userId ?? ''))
    await change.publish({ name: 'noteworthy', kind: 'TOKEN_REVOKED', userIds: [told], tokenId: token.id });
  return { apiToken: token.id };
}

function revoke(change: Change, token: ApiToken, ownerId: string): void {
  token.revokedAt = change.now;
  change.audit({ action: 'token.revoked', subject: { type: 'ApiToken', id: token.id }, targetId: ownerId });
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
