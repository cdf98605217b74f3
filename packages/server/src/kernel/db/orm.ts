import 'reflect-metadata';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { type EntityClass, MikroORM } from '@mikro-orm/postgresql';
import { COMMAND_LIMITS, KEPT_ALIVE, limited, limitsWithin } from './limits.ts';
import { releaseLost } from './release-lost.ts';

/** How a process reaches its database. */
export interface OrmOptions {
  url: string;
  /** Every table. */
  entities: readonly EntityClass<object>[];
  /** The most connections this process keeps for requests. */
  poolSize: number;
  /** The longest one statement may run, in milliseconds; 0: as long as it takes. */
  statementTimeoutMs: number;
}

/** How long a request waits for a connection before it is told to try again, in milliseconds. */
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * The entities on PostgreSQL. Opens no connection by itself; close it with `close(true)`.
 * Times are instants in UTC (`timestamptz(3)`), whatever the zone of the machine.
 */
export async function createOrm({ url, entities, poolSize, statementTimeoutMs }: OrmOptions): Promise<MikroORM> {
  return MikroORM.init({
    entities: [...entities],
    metadataProvider: ReflectMetadataProvider,
    metadataCache: { enabled: false },
    dbName: databaseNameOf(url),
    forceUtcTimezone: true,
    ignoreUndefinedInQuery: true,
    // Not made from entities: the work queue's own tables, and the record of what was migrated.
    schemaGenerator: { ignoreSchema: ['work'], skipTables: ['schema_migration'] },
    pool: { min: 0, max: poolSize },
    // The driver reads the whole URL itself: what MikroORM would take from it lacks TLS settings and default ports.
    driverOptions: {
      connectionString: url,
      application_name: 'gatehouse',
      ...limited(statementTimeoutMs > 0 ? limitsWithin(statementTimeoutMs) : COMMAND_LIMITS),
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      // Nested JSON selects have high cost estimates and short lives: compiling them would take longer than running them.
      options: `-c jit=off ${KEPT_ALIVE.options}`,
      onPoolCreated: releaseLost,
    },
  });
}

/** The name of the database a URL leads to. */
export function databaseNameOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1)) || 'gatehouse';
}
