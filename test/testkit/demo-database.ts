import { composeApp, disposeApp } from '@gatehouse/server/app/compose';
import { loadConfig } from '@gatehouse/server/kernel/config/config';
import { seedDemo } from '@gatehouse/server/app/demo/seed-demo';
import { createFilledDatabase, type TestDatabase } from './database.ts';

/** A database with the demo company in it, its past told back from when this run began. */
export function createDemoDatabase(): Promise<TestDatabase> {
  return createFilledDatabase('demo', async (databaseUrl) => {
    const config = loadConfig({ NODE_ENV: 'test', GATEHOUSE_DEMO: '1', DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent' });
    const app = await composeApp(config, { databaseUrl });
    try {
      await seedDemo(app);
    } finally {
      await disposeApp(app);
    }
  });
}
