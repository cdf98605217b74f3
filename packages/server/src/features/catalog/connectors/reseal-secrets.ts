import { Connector } from '@gatehouse/schema/catalog/connector.entity';
import { sql } from 'kysely';
import { inChange } from '../../../kernel/change.ts';
import { resealed } from '../../../kernel/connectors/kept-settings.ts';
import { systemOperation } from '../../../kernel/jobs/system-operation.ts';
import { lockRow } from '../../../kernel/lock.ts';
import { type App } from '../../../kernel/operation.ts';
import { NoSecretKey } from '../../../kernel/secrets/keyring.ts';
import { UnreadableSecret } from '../../../kernel/secrets/seal.ts';

/** A secret does not open, so it cannot be sealed anew; `message` says whose and why. */
export class NotResealed extends Error {
  override readonly name = 'NotResealed';
}

/**
 * Encrypts every secret with the key that comes first: one connector after the other, each in a transaction of its own.
 * @returns how many stood under another key. @throws NotResealed
 */
export async function resealSecrets(app: App): Promise<number> {
  let count = 0;
  for (const { id, name } of await app.orm.em.fork().find(Connector, {}, { orderBy: { id: 'asc' } })) {
    count += await resealOf(app, id).catch((error: unknown) => {
      if (!(error instanceof UnreadableSecret || error instanceof NoSecretKey)) throw error;
      throw new NotResealed(`A secret of the connector "${name}" cannot be sealed anew: ${error.message}`);
    });
  }
  return count;
}

function resealOf(app: App, id: string): Promise<number> {
  return inChange(systemOperation(app, app.now()), async (change) => {
    const connector = await lockRow(change, Connector, id);
    const before = Object.entries(connector?.secrets ?? {});
    const after = before.map(([name, sealed]) => [name, resealed(app.secrets, id, name, sealed)] as const);
    const count = after.filter(([, sealed], at) => sealed !== before[at]![1]).length;
    // Nothing that people see has changed: its version stays.
    if (count > 0)
      await sql`update connector set secrets = ${JSON.stringify(Object.fromEntries(after))}::jsonb where id = ${id}`.execute(
        change.em.getKysely(),
      );
    return count;
  });
}
