import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/**
 * What answers at a connection URL: `ready` (with the folder its data is in), `busy` (PostgreSQL that starts up or shuts down),
 * `foreign` (it does not accept our password) or `silent` (nothing, or no PostgreSQL).
 */
export type Answer = { state: 'ready'; dataDirectory: string } | { state: 'busy' | 'foreign' | 'silent' };

/** Asks once, within two seconds. Never throws. */
export async function probe(adminUrl: string): Promise<Answer> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 2000, query_timeout: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return { state: 'ready', dataDirectory: rows[0]?.data_directory ?? '' };
  } catch (error) {
    const code = (error as { code?: string }).code;
    // Class 28: authentication. 57P03, 53300: here, but not for anybody now.
    if (code?.startsWith('28')) return { state: 'foreign' };
    if (code === '57P03' || code === '53300' || code === '57P01') return { state: 'busy' };
    return { state: 'silent' };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Probes again and again until `done` returns something, or `seconds` have passed.
 * @returns what `done` returned, or null when time ran out
 */
export async function until<T>(seconds: number, done: () => Promise<T | null>): Promise<T | null> {
  const deadline = performance.now() + seconds * 1000;
  for (let wait = 10; ; wait = Math.min(wait * 2, 100)) {
    const found = await done();
    if (found !== null) return found;
    if (performance.now() > deadline) return null;
    await pause(wait);
  }
}
