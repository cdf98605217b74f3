import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Configuration } from '../config/config.ts';
import { demandReachable } from './reach.ts';
import { startEmbedded, type EmbeddedPostgres } from './embedded/start-embedded.ts';

/** The database of a process. */
export interface Database {
  /** As the role the application runs as. */
  url: string;
  /** As the role that owns the tables; the same one where only one URL is given. */
  ownerUrl: string;
  /** Null: a PostgreSQL of one's own. */
  embedded: EmbeddedPostgres | null;
  /** Ends the embedded one, unless another process runs it. Safe to call twice. */
  stop(): Promise<void>;
}

const CHECKOUT = fileURLToPath(new URL('../../../../../', import.meta.url));

/** The configuration with its data folder as an absolute path: a relative one counts from the folder of the checkout. */
export function withDataDir(config: Configuration): Configuration {
  return Object.freeze({ ...config, dataDir: resolve(CHECKOUT, config.dataDir) });
}

/**
 * The database of DATABASE_URL, or the embedded one of the data folder: started, or as a command joined where a server
 * runs it.
 * @throws EmbeddedPostgresError, DatabaseUnusable
 */
export async function openDatabase(
  config: Configuration,
  as: 'server' | 'command',
  log: (line: string) => void,
): Promise<Database> {
  if (config.databaseUrl) {
    const { databaseUrl: url, databaseOwnerUrl: ownerUrl } = config;
    await demandReachable(url, 'DATABASE_URL');
    if (ownerUrl) await demandReachable(ownerUrl, 'DATABASE_OWNER_URL');
    return {
      url,
      ownerUrl: ownerUrl ?? url,
      embedded: null,
      stop: async () => undefined,
    };
  }
  const embedded = await startEmbedded({ dataDir: config.dataDir, as, log });
  return { url: embedded.url, ownerUrl: embedded.ownerUrl, embedded, stop: () => embedded.stop() };
}
