import 'reflect-metadata';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { isDemoDatabase } from '../features/identity/sign-in/personas.ts';
import { ensureFirstAdministrator } from './first-administrator.ts';
import { composeApp, disposeApp, serve, type RunningServer } from './compose.ts';
import { ConfigError, loadConfig, type Configuration } from '../kernel/config/config.ts';
import { openDatabase, withDataDir, type Database } from '../kernel/db/connect.ts';
import { demandDemoFits, DemoMarkError, isEmptyDatabase } from './demo/demo-mark.ts';
import { EmbeddedPostgresError } from '../kernel/db/embedded/errors.ts';
import { migrate, MigrationError } from '../kernel/db/migrate.ts';
import { DatabaseUnusable } from '../kernel/db/reach.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { watchMemory } from '../kernel/memory.ts';
import { type App } from '../kernel/operation.ts';

/** Failures whose message is a sentence for whoever started it. */
const EXPECTED = [ConfigError, EmbeddedPostgresError, DatabaseUnusable, MigrationError, DemoMarkError];

/** Ctrl-C, a service manager, and the terminal that is closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Everything that runs, and the way to end it. */
interface Running {
  server: RunningServer;
  database: Database;
}

// Whoever reads what we print may go away. To say so would fail the same way, again and again.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

// Listened for from the first moment: a start that is interrupted is finished and stopped in order, so that nothing is left.
const toldToStop = new Promise<void>((resolve) => {
  for (const signal of SIGNALS) process.once(signal, () => resolve());
  // A bug that nobody caught: what is in flight is still finished, then the process ends, so that another can take over.
  process.on('uncaughtException', (error) => {
    console.error(error);
    process.exitCode = 1;
    resolve();
  });
});

try {
  const running = await start(withDataDir(loadConfig()));
  await toldToStop;
  await stop(running);
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}

async function start(config: Configuration): Promise<Running> {
  const database = await openDatabase(config, 'server', (line) => console.error(line));
  try {
    // Said before anything is migrated or made.
    await demandFreePort(config);
    await migrate(database.ownerUrl, database.url);
    if (config.demo && database.embedded) await seedIfEmpty(config, database.url);
    const app = await composeApp(config, { databaseUrl: database.url });
    try {
      await demandDemoFits(app);
      await ensureFirstAdministrator(app);
      watchMemory(app.log);
      const server = await serve(app);
      await database.embedded?.announceAddress(server.url);
      await announce(app, server.url, database);
      return { server, database };
    } catch (error) {
      await disposeApp(app);
      throw error;
    }
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** @throws where the server could not listen */
async function demandFreePort({ host, port }: Configuration): Promise<void> {
  const probe = createServer().listen({ host, port });
  await once(probe, 'listening');
  await new Promise((resolve) => probe.close(resolve));
}

/** Fills an empty embedded database with the demo company. Nothing of it is worth waiting for the disk at every step. */
async function seedIfEmpty(config: Configuration, databaseUrl: string): Promise<void> {
  const hasty = new URL(databaseUrl);
  hasty.searchParams.set('options', '-c synchronous_commit=off -c jit=off');
  const app = await composeApp(config, { databaseUrl: hasty.href });
  try {
    if (!(await isEmptyDatabase(app))) return;
    console.log('Making the demo company …');
    await seedDemo(app);
  } finally {
    await disposeApp(app);
  }
}

async function announce(app: App, url: string, { embedded }: Database): Promise<void> {
  const signIn =
    app.config.demo && (await isDemoDatabase(app))
      ? 'open it and choose somebody of the demo company'
      : 'npm run cli -- sign-in-link --user <mail or id>, with the settings of this server, prints a link';
  console.log(`Gatehouse runs at ${url}`);
  console.log(`To sign in: ${signIn}.`);
  console.log(`Data: ${embedded ? `${embedded.clusterDir} (embedded PostgreSQL)` : 'the PostgreSQL of DATABASE_URL'}`);
  console.log('Ctrl-C stops it.');
}

/** Stops in order. A second signal does not wait. */
async function stop({ server, database }: Running): Promise<void> {
  for (const signal of SIGNALS) process.on(signal, () => process.exit(1));
  console.log('Stopping …');
  try {
    await server.stop();
  } finally {
    await database.stop();
  }
  console.log('Stopped.');
  process.exit();
}

function sentenceOf(error: unknown): string {
  if (EXPECTED.some((kind) => error instanceof kind)) return (error as Error).message;
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is in use by another program: stop that, or set PORT to another number.`;
  if (code === 'EACCES') return `Port ${port} may not be used by this account: set PORT to another number.`;
  return (error as Error).stack ?? String(error);
}
