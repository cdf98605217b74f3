import { ApiToken } from '@gatehouse/schema/identity/api-token.entity';
import { type Principal } from '@gatehouse/schema/identity/principal.entity';
import { type TokenScope } from '@gatehouse/schema/rules/vocabulary';
import { type Change } from '../../../kernel/change.ts';

const DAY_MS = 86_400_000;
/** How long a token lives where nothing is said, and at most, in milliseconds. */
export const TOKEN_LIFETIME = { default: 90 * DAY_MS, most: 365 * DAY_MS } as const;

/** A token to be made. */
export interface TokenPlan {
  name: string;
  scope: TokenScope;
  /** The catalogs it is confined to; null: none. */
  catalogIds: string[] | null;
  /** In milliseconds. */
  lifetimeMs: number;
  secretHash: string;
  /** The token by which whoever makes it is here, where a tool is: it does not outlive that one. */
  madeBy?: ApiToken | null;
}

/** Writes a token of a principal down, with its evidence. The secret itself is kept nowhere. */
export function writeApiToken(change: Change, principal: Principal, { lifetimeMs, ...plan }: TokenPlan): ApiToken {
  const expiresAt = new Date(Math.min(change.now.getTime() + lifetimeMs, plan.madeBy?.expiresAt.getTime() ?? Infinity));
  const token = change.create(ApiToken, { ...plan, principal, expiresAt });
  change.audit({
    action: 'token.created',
    subject: { type: 'ApiToken', id: token.id },
    targetId: principal.user?.id ?? null,
    details: { scope: token.scope, catalogIds: token.catalogIds, expiresAt: expiresAt.toISOString() },
  });
  return token;
}
