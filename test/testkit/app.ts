import { loadConfig, type Configuration } from '@gatehouse/server/kernel/config/config';
import { composeApp, disposeApp } from '@gatehouse/server/app/compose';
import { type App } from '@gatehouse/server/kernel/operation';
import { drainWork } from '@gatehouse/server/kernel/jobs/drain';
import { runJobs, type JobsReport } from '@gatehouse/server/kernel/jobs/run-jobs';
import { TestClock } from './clock.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { runDocument, subscribeDocument, type Result, type RunOptions } from './execute.ts';
import { listen, type TestServer } from './server.ts';
import { type TestSubscription } from './subscription.ts';
import { withTroubledIssuers } from './troubled-issuers.ts';
import { World } from './world.ts';

/** What a test may want to be otherwise. */
export interface TestAppOptions {
  /** When the frozen clock begins; a Monday morning where nothing is said. */
  now?: Date;
  /** Settings by their environment variables, such as `{ UNDO_WINDOW: 'PT0S' }`. */
  env?: Record<string, string>;
  /** How long one statement may take, in milliseconds; as long as it takes where nothing is said. */
  statementTimeoutMs?: number;
  /** A database that is there already, dropped with the application; an empty one of its own where nothing is said. */
  database?: TestDatabase;
  /** Where the application finds its database instead, such as behind a line that a test cuts. */
  databaseUrl?: (url: string) => Promise<string>;
}

/** An application on a database of its own, its clock standing still, nothing running in the background. */
export interface TestApp {
  app: App;
  config: Configuration;
  database: TestDatabase;
  clock: TestClock;
  world: World;
  /** Runs a document against the schema as somebody, without HTTP. Errors look as they would to a client. */
  execute<T = Record<string, unknown>>(document: string, variables?: object, options?: RunOptions): Promise<Result<T>>;
  /** As `execute`, but hands back the data. @throws where there are errors */
  query<T = Record<string, unknown>>(document: string, variables?: object, options?: RunOptions): Promise<T>;
  subscribe<T = Record<string, unknown>>(
    document: string,
    variables?: object,
    options?: RunOptions,
  ): Promise<TestSubscription<T>>;
  /** Does everything that is queued, here and now. @returns how much it was */
  drain(): Promise<number>;
  /** Runs a timed job, or `'all'`, as of the clock's time, and the work it queues, until nothing more happens. */
  runJobs(name: string): Promise<JobsReport>;
  /** Serves it over HTTP and sockets, on a free port; timed jobs and workers stay off. Stopped with the application. */
  listen(): Promise<TestServer>;
  stop(): Promise<void>;
}

/** Starts an application for one test file; stop it in `afterAll`. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const clock = new TestClock(options.now);
  const database = options.database ?? (await createTestDatabase());
  const databaseUrl = (await options.databaseUrl?.(database.url)) ?? database.url;
  const config = loadConfig({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: '10',
    LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
    PORT: '0',
    ...withTroubledIssuers(options.env ?? {}),
  });
  const app = await composeApp(config, { databaseUrl, now: clock.now, statementTimeoutMs: options.statementTimeoutMs });
  await app.eventLog.start();
  let server: TestServer | null = null;
  return {
    app,
    config,
    database,
    clock,
    world: new World(app),
    execute: (document, variables, run) => runDocument(app, document, variables, run),
    query: async (document, variables, run) => {
      const { data, errors } = await runDocument(app, document, variables, run);
      if (errors || !data) throw new Error(`The query failed: ${JSON.stringify(errors, null, 2)}`);
      return data as never;
    },
    subscribe: (document, variables, run) => subscribeDocument(app, document, variables, run),
    drain: () => drainWork(app, clock.now()),
    runJobs: (name) => runJobs(app, name, clock.now()),
    listen: async () => (server ??= await listen(app)),
    stop: async () => {
      await server?.close();
      await app.eventLog.stop();
      await disposeApp(app);
      await database.drop();
    },
  };
}
