import { ApiToken } from '@gatehouse/schema/identity/api-token.entity';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { type TokenScope } from '@gatehouse/schema/rules/vocabulary';
import { hashSecret, newSecret, TOKEN_PREFIX } from '@gatehouse/server/kernel/auth/secrets';
import { inChange } from '@gatehouse/server/kernel/change';
import { systemOperation } from '@gatehouse/server/kernel/jobs/system-operation';
import { type App } from '@gatehouse/server/kernel/operation';

/** Makes a token of somebody's, good for a day. @returns what is sent with every request */
export async function tokenFor(
  app: App,
  user: { id: string },
  scope: TokenScope = 'WRITE',
  catalogIds: string[] | null = null,
): Promise<string> {
  const secret = newSecret(TOKEN_PREFIX);
  await inChange(systemOperation(app, app.now()), async (change) => {
    const principal = await change.em.findOneOrFail(Principal, { user: user.id });
    const expiresAt = new Date(app.now().getTime() + 86_400_000);
    change.create(ApiToken, { principal, secretHash: hashSecret(secret), name: 'test', scope, catalogIds, expiresAt });
  });
  return secret;
}
