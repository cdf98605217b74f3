import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@gatehouse/server/kernel/config/config';
import { composeApp, disposeApp } from '@gatehouse/server/app/compose';
import { startEmbedded } from '@gatehouse/server/kernel/db/embedded/start-embedded';
import { type App } from '@gatehouse/server/kernel/operation';
import { ServerProcess } from '../testkit/server-process.ts';
import { World } from '../testkit/world.ts';

/** What every benchmark runs on: a PostgreSQL of its own, a real server in a process of its own, and hands to fill the database. */
export interface BenchStage {
  databaseUrl: string;
  ownerUrl: string;
  /** Of a superuser. */
  adminUrl: string;
  server: ServerProcess;
  /** Beside the server, on the same database; runs nothing by itself. */
  app: App;
  world: World;
}

/**
 * Sets the stage, runs `work` on it and clears everything away. With BENCH_PROFILE=<folder> the server writes a CPU profile there.
 * @param env settings of the server beside the usual ones
 */
export async function onStage(work: (stage: BenchStage) => Promise<void>, env: Record<string, string> = {}): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-bench-'));
  await chmod(folder, 0o711);
  const database = await startEmbedded({
    dataDir: join(folder, 'data'),
    sharedDir: join(folder, 'shared'),
    fast: true,
    log: () => undefined,
  });
  const { url: databaseUrl, ownerUrl } = database;
  const adminUrl = Object.assign(new URL(database.adminUrl), { pathname: new URL(databaseUrl).pathname }).href;
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => undefined);
  // Broken off: what was started is still stopped, and nothing is left.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => broken.reject(new Error('Broken off.')));
  try {
    const profile = process.env.BENCH_PROFILE;
    const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
    const settings = {
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      DATABASE_OWNER_URL: ownerUrl,
      UNDO_WINDOW: 'PT0S',
      ...env,
    };
    const server = await ServerProcess.start(settings, flags);
    const config = loadConfig({ NODE_ENV: 'test', DATABASE_URL: databaseUrl, LOG_LEVEL: 'error' });
    const app = await composeApp(config, { databaseUrl });
    try {
      await Promise.race([work({ databaseUrl, ownerUrl, adminUrl, server, app, world: new World(app) }), broken.promise]);
    } finally {
      await disposeApp(app);
      await server.stop();
    }
  } finally {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
