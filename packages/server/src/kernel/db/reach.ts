import pg from 'pg';
import { KEPT_ALIVE } from './limits.ts';

/** The PostgreSQL of DATABASE_URL or DATABASE_OWNER_URL takes no connection. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable';
}

/**
 * Proves that a database takes connections, so that what is wrong is told before anything else begins.
 * @param setting the name of the setting that holds `url`
 * @throws DatabaseUnusable with one sentence that says what to look at
 */
export async function demandReachable(url: string, setting: string): Promise<void> {
  const client = new pg.Client({ ...KEPT_ALIVE, connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    // A name with several addresses fails once for each.
    const [cause] = error instanceof AggregateError ? (error.errors as Error[]) : [error as Error];
    throw new DatabaseUnusable(`The database of ${setting} cannot be used: ${cause?.message ?? String(error)}.`, {
      cause: error,
    });
  } finally {
    await client.end().catch(() => undefined);
  }
}
