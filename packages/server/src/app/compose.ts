import { setTimeout as delay } from 'node:timers/promises';
import { type AddressInfo } from 'node:net';
import { type Logger } from 'pino';
import { type Configuration } from '../kernel/config/config.ts';
import { DatabaseClock } from '../kernel/clock.ts';
import { ConnectorRegistry } from '../kernel/connectors/port.ts';
import { DiskRoom } from '../kernel/db/disk-room.ts';
import { createOrm } from '../kernel/db/orm.ts';
import { DomainEvents } from '../kernel/events/domain-events.ts';
import { EventLog } from '../kernel/events/event-log.ts';
import { PostgresWakeUp } from '../kernel/events/postgres-wake-up.ts';
import { RedisWakeUp } from '../kernel/events/redis-wake-up.ts';
import { OPERATION_LIMIT_MS } from '../kernel/graphql/deadline.ts';
import { gatehouseSchema } from './gatehouse-schema.ts';
import { createHttpServer } from '../kernel/http/server.ts';
import { startBackground } from '../kernel/jobs/background.ts';
import { WorkQueue } from '../kernel/jobs/work-queue.ts';
import { createLog } from '../kernel/log.ts';
import { broughtBy } from '../kernel/module.ts';
import { ENTITIES, JOBS, WORKERS } from './brought.ts';
import { MODULES } from './modules.ts';
import { type App } from '../kernel/operation.ts';
import { provideReads } from '../kernel/read/models.ts';
import { keyringOf } from '../kernel/secrets/keyring.ts';
import { Shares } from '../kernel/shares.ts';

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
  const { databaseUrl, log = createLog(config), now, statementTimeoutMs = OPERATION_LIMIT_MS } = parts;
  const orm = await createOrm({ url: databaseUrl, entities: ENTITIES, poolSize: config.databasePoolSize, statementTimeoutMs });
  provideReads(broughtBy(MODULES, 'reads'));
  const wakeUp = config.redisUrl ? new RedisWakeUp(config.redisUrl, log) : new PostgresWakeUp(databaseUrl, log);
  const clock = now ? null : new DatabaseClock(orm, log);
  const app: App = {
    config,
    orm,
    log,
    now: now ?? clock!.now,
    clock,
    disk: new DiskRoom(orm, config.databaseUrl === null ? config.dataDir : null),
    events: new DomainEvents(broughtBy(MODULES, 'handlers')),
    eventLog: new EventLog(orm, wakeUp, log),
    queue: new WorkQueue(
      databaseUrl,
      WORKERS.map(({ name }) => name),
      log,
    ),
    connectors: new ConnectorRegistry(broughtBy(MODULES, 'drivers')),
    secrets: keyringOf(config),
    routes: broughtBy(MODULES, 'routes'),
    jobs: JOBS,
    workers: WORKERS,
    shares: new Shares(config.databasePoolSize),
  };
  await clock?.start();
  await app.queue.start();
  return app;
}

/** A running server. */
export interface RunningServer {
  /** What every link begins with. */
  url: string;
  app: App;
  /**
   * Stops it in order: it says that it is not ready for as long as SHUTDOWN_DELAY, nothing new is taken, requests and work in flight are finished, sockets are told. What is not done
   * after SHUTDOWN_GRACE is cut off, and taken up again by whoever runs next. Safe to call twice.
   */
  stop(): Promise<void>;
}

/**
 * Serves an application: HTTP, sockets, and in the background the live log, timed jobs and queued work.
 * @param dist another build of the dashboard than the one in packages/web
 * @throws where the address is taken
 */
export async function serve(app: App, dist?: string): Promise<RunningServer> {
  const { http, site } = await createHttpServer(app, gatehouseSchema(), dist);
  await http.listen({ host: app.config.host, port: app.config.port });
  const { port } = http.server.address() as AddressInfo;
  // Links are made from the configuration, wherever they are made.
  app.config = Object.freeze({ ...app.config, port });
  const background = await startBackground(app);
  const finish = async () => {
    await http.close();
    await background.stop();
    await disposeApp(app, app.config.shutdownGraceMs);
  };
  let stopping: Promise<void> | null = null;
  const stop = async () => {
    site.phase = 'DRAINING';
    await delay(shutdownDelayMs(app.config));
    if (await within(app.config.shutdownGraceMs, finish())) return;
    app.log.warn('not everything was finished in time; the rest is cut off');
    http.server.closeAllConnections();
  };
  return { url: site.addresses.publicUrl, app, stop: () => (stopping ??= stop()) };
}

/** In production balancers are given the time to notice; elsewhere there is none before it. */
function shutdownDelayMs({ shutdownDelayMs: given, environment }: Configuration): number {
  return given ?? (environment === 'production' ? 5_000 : 0);
}

/** Waits for `work`, but no longer than `ms`. @returns whether it was done in time */
async function within(ms: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), ms)));
  return Promise.race([work.then(() => true as const), late]).finally(() => clearTimeout(timer));
}

/** Ends what `composeApp` made: queued work in hand is finished first, but no longer than `graceMs`. */
export async function disposeApp(app: App, graceMs = 5_000): Promise<void> {
  app.clock?.stop();
  await app.queue.stop(graceMs);
  await app.orm.close(true);
}
