import { type RawBuilder } from 'kysely';
import { type App } from '../operation.ts';

const BATCH = 5000;

/**
 * Deletes in batches until a batch is not full, so that no transaction grows with the backlog.
 * @param statement deletes at most so many rows
 * @returns how many rows were deleted
 */
export async function deleteInBatches(app: App, statement: (limit: number) => RawBuilder<unknown>): Promise<number> {
  for (let deleted = 0; ;) {
    const { numAffectedRows } = await statement(BATCH).execute(app.orm.em.fork().getKysely());
    deleted += Number(numAffectedRows ?? 0);
    if (Number(numAffectedRows ?? 0) < BATCH) return deleted;
  }
}
