import { User } from '@gatehouse/schema/identity/user.entity';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { composeApp, disposeApp, serve } from '@gatehouse/server/app/compose';
import { loadConfig } from '@gatehouse/server/kernel/config/config';
import { freePort } from '@gatehouse/server/kernel/db/embedded/free-port';
import { runJobs, type JobsReport } from '@gatehouse/server/kernel/jobs/run-jobs';
import { type App } from '@gatehouse/server/kernel/operation';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CuttableLine } from '../../testkit/cuttable-line.ts';
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts';
import { createDemoDatabase } from '../../testkit/demo-database.ts';
import { runDocument, type RunOptions } from '../../testkit/execute.ts';
import { withTroubledIssuers } from '../../testkit/troubled-issuers.ts';
import { World } from '../../testkit/world.ts';

/** A whole server with the demo company, as `npm start` runs it: jobs tick, workers work, the clock is the real one. */
export interface Site {
  /** What people type into their browsers; it leads through `line`. */
  url: string;
  /** Cuts and mends the connection of every browser. */
  line: CuttableLine;
  app: App;
  world: World;
  database: TestDatabase;
  /** Somebody of the demo company, by the first part of the mail address. */
  person(key: string): Promise<User>;
  accessPackage(name: string): Promise<AccessPackage>;
  /** Runs a document as somebody, without a browser. @throws where there are errors */
  query<T = Record<string, unknown>>(document: string, variables?: object, options?: RunOptions): Promise<T>;
  /** Runs the timed jobs as of an instant, and the work they queue. */
  runJobs(name: string, now: Date): Promise<JobsReport>;
  stop(): Promise<void>;
}

/**
 * Starts a server for one file of journeys; stop it in `afterAll`. `npm test` has built the dashboard; `GATEHOUSE_TEST_WEB` names
 * another build of it, made with `vite build --outDir`.
 * @param empty without the demo company: nobody and nothing is there yet
 */
export async function openSite(settings: Record<string, string> = {}, empty = false): Promise<Site> {
  const database = await (empty ? createTestDatabase() : createDemoDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), 'gatehouse-journey-'));
  // The address people type must be known before the server starts.
  const port = await freePort();
  const { line, url: through } = await CuttableLine.before(`http://127.0.0.1:${port}`);
  const url = new URL(through).origin;
  const env = {
    NODE_ENV: 'test',
    GATEHOUSE_DEMO: empty ? '0' : '1',
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
    PORT: String(port),
    PUBLIC_URL: url,
    ...withTroubledIssuers(settings),
  };
  const app = await composeApp(loadConfig(env), { databaseUrl: database.url }).catch(async (error: unknown) => {
    await disposeOf(line, database, dataDir);
    throw error;
  });
  const server = await serve(app, process.env.GATEHOUSE_TEST_WEB).catch(async (error: unknown) => {
    await disposeApp(app);
    await disposeOf(line, database, dataDir);
    throw error;
  });
  return {
    url,
    line,
    app,
    world: new World(app),
    database,
    person: (key) => app.orm.em.fork().findOneOrFail(User, { email: `${key}@contoso.example` }),
    accessPackage: (name) => app.orm.em.fork().findOneOrFail(AccessPackage, { name }),
    query: async (document, variables, run) => {
      const { data, errors } = await runDocument(app, document, variables, run);
      if (errors || !data) throw new Error(`The query failed: ${JSON.stringify(errors, null, 2)}`);
      return data as never;
    },
    runJobs: (name, now) => runJobs(app, name, now),
    stop: async () => {
      await server.stop();
      await disposeOf(line, database, dataDir);
    },
  };
}

async function disposeOf(line: CuttableLine, database: { drop(): Promise<void> }, dataDir: string): Promise<void> {
  await line.close();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
}
