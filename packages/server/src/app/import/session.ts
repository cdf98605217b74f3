import pg from 'pg';
import { COMMAND_LIMITS, limited } from '../../kernel/db/limits.ts';
import { ImportRefused } from './problem.ts';

/** One import at a time: two would stage the same people side by side. */
const LOCK_KEY = 4_773_003;
/** Deadlocks and serialization failures: the batch is tried again. */
const COLLIDED = new Set(['40001', '40P01']);
const UNIQUE_VIOLATION = '23505';
const ATTEMPTS = 4;

/**
 * The one connection of an import. What was read of the file stands in temporary tables that only this connection sees, so that
 * memory stays flat and the real tables are touched in short transactions alone.
 */
export class ImportSession {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  /** @throws ImportRefused where another import is running */
  static async open(databaseUrl: string): Promise<ImportSession> {
    const client = new pg.Client({
      ...limited(COMMAND_LIMITS),
      connectionString: databaseUrl,
      application_name: 'gatehouse-import',
    });
    // A connection that breaks while nothing is asked of it says so at the next query.
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [LOCK_KEY]);
    if (rows[0]?.mine) return new ImportSession(client);
    await client.end();
    throw new ImportRefused('Another import is running on this database. Try again when it is done.');
  }

  /** The temporary tables go with it, and the lock. */
  close(): Promise<void> {
    return this.#client.end();
  }

  async rows<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.#client.query<T>(text, values)).rows;
  }

  /** @returns how many rows it touched */
  async run(text: string, values: unknown[] = []): Promise<number> {
    return (await this.#client.query(text, values)).rowCount ?? 0;
  }

  /**
   * Runs `work` in one short transaction; one that collides with another is tried again.
   * @throws ImportRefused where somebody else wrote the same thing meanwhile
   */
  async batch<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#client.query('begin');
      try {
        const result = await work();
        await this.#client.query('commit');
        return result;
      } catch (error) {
        // A lost connection has rolled back by itself.
        await this.#client.query('rollback').catch(() => undefined);
        const { code } = error as { code?: string };
        if (code === UNIQUE_VIOLATION) throw changedMeanwhile(error);
        if (!code || !COLLIDED.has(code) || attempt === ATTEMPTS) throw error;
      }
    }
  }
}

/** Somebody else changed what this import was about to write. */
export function changedMeanwhile(cause?: unknown): ImportRefused {
  return new ImportRefused(
    'Somebody changed the same things while the import ran. What it wrote so far is complete; run it again for the rest.',
    {
      cause,
    },
  );
}
