import { composeApp, disposeApp } from '@gatehouse/server/app/compose';
import { type App } from '@gatehouse/server/kernel/operation';
import { type TestApp } from './app.ts';

/** A second server on the same database, with the same clock. */
export async function startReplica({ config, database, app }: TestApp): Promise<{ app: App; stop: () => Promise<void> }> {
  const replica = await composeApp(config, { databaseUrl: database.url, log: app.log, now: app.now });
  return { app: replica, stop: () => disposeApp(replica) };
}
