import { pino, type Logger } from 'pino';
import { type Configuration } from './config/config.ts';
import { ConnectorRegistry } from './connectors/port.ts';
import { createOrm } from './db/orm.ts';
import { DomainEvents } from './events/domain-events.ts';
import { EventLog } from './events/event-log.ts';
import { PostgresWakeUp } from './events/postgres-wake-up.ts';
import { RedisWakeUp } from './events/redis-wake-up.ts';
import { OPERATION_LIMIT_MS } from './graphql/deadline.ts';
import { WorkQueue } from './jobs/work-queue.ts';
import { type App } from './operation.ts';
import { registerDrivers, registerHandlers } from './wiring.ts';

/** What a composition needs beside the configuration. */
export interface Parts {
  /** The database, migrated, as the role the application runs as. */
  databaseUrl: string;
  log?: Logger;
  /** The time; tests freeze it. */
  now?: () => Date;
  /** The longest one statement may run, in milliseconds; 0: as long as it takes (commands). */
  statementTimeoutMs?: number;
}

/** The composition root: everything a server, a command or a test is made of, wired; nothing runs in the background yet. */
export async function composeApp(config: Configuration, parts: Parts): Promise<App> {
  const { databaseUrl, log = createLog(config), now = () => new Date(), statementTimeoutMs = OPERATION_LIMIT_MS } = parts;
  const orm = await createOrm({ url: databaseUrl, poolSize: config.databasePoolSize, statementTimeoutMs });
  const wakeUp = config.redisUrl ? new RedisWakeUp(config.redisUrl, log) : new PostgresWakeUp(databaseUrl, log);
  const app: App = {
    config,
    orm,
    log,
    now,
    events: new DomainEvents(),
    eventLog: new EventLog(orm, wakeUp, log),
    queue: new WorkQueue(databaseUrl, log),
    connectors: new ConnectorRegistry(),
  };
  registerDrivers(app);
  registerHandlers(app);
  await app.queue.start();
  return app;
}

/** Ends what `composeApp` made: queued work in hand is finished first, but no longer than `graceMs`. */
export async function disposeApp(app: App, graceMs = 5_000): Promise<void> {
  await app.queue.stop(graceMs);
  await app.orm.close(true);
}

/** The log: one JSON object per line, on standard error so that a command's answer stays alone on standard output. */
export function createLog(config: Pick<Configuration, 'logLevel'>): Logger {
  return pino({ level: config.logLevel, base: undefined }, pino.destination(2));
}
