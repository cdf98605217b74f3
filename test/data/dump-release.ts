// Fills a database with the demo company, lets three days pass in it and writes it down, an approval's undo window still open: what the next release has to migrate.
//   node --import ./packages/server/src/app/typescript.mjs test/data/dump-release.ts 0.1
// Run it on the commit that lands, never again for that release.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { loadViewer } from '@gatehouse/server/kernel/authz/load-viewer';
import { inChange } from '@gatehouse/server/kernel/change';
import { composeApp, disposeApp } from '@gatehouse/server/app/compose';
import { loadConfig } from '@gatehouse/server/kernel/config/config';
import { startEmbedded } from '@gatehouse/server/kernel/db/embedded/start-embedded';
import { migrate } from '@gatehouse/server/kernel/db/migrate';
import { seedDemo } from '@gatehouse/server/app/demo/seed-demo';
import { decideApproval } from '@gatehouse/server/features/requests/approving/decide.service';
import { operationFor } from '@gatehouse/server/kernel/graphql/context';
import { runJobs } from '@gatehouse/server/kernel/jobs/run-jobs';
import { type App } from '@gatehouse/server/kernel/operation';
import { dumpDatabase } from '../testkit/database-dump.ts';

/** Approves what one person waits for; nobody sees its undo window close. */
async function decideOne(app: App, now: Date): Promise<void> {
  const stage = await app.orm.em.fork().findOneOrFail(ApprovalStage, { state: 'OPEN' }, { populate: ['approvers'] });
  const { viewer } = (await loadViewer(app.orm.em.fork(), { by: 'user', userId: stage.approvers[0]!.user.id }, now))!;
  await inChange({ ...operationFor(app, viewer), now }, (change) =>
    decideApproval(change, { stageId: stage.id, decision: 'APPROVE', justification: 'Decided just before the update' } as never),
  );
}

const [release] = process.argv.slice(2);
if (!release) throw new Error('Say which release, such as 0.1.');
const folder = await mkdtemp(join(tmpdir(), 'gatehouse-dump-'));
await chmod(folder, 0o711);
const database = await startEmbedded({
  dataDir: join(folder, 'data'),
  sharedDir: join(folder, 'shared'),
  fast: true,
  log: () => undefined,
});
try {
  await migrate(database.ownerUrl, database.url);
  const config = loadConfig({ NODE_ENV: 'test', GATEHOUSE_DEMO: '1', DATABASE_URL: database.url, LOG_LEVEL: 'error' });
  const app = await composeApp(config, { databaseUrl: database.url });
  try {
    await seedDemo(app);
    const later = new Date(app.now().getTime() + 3 * 24 * 3_600_000);
    await runJobs(app, 'all', later);
    await decideOne(app, later);
  } finally {
    await disposeApp(app);
  }
  await dumpDatabase(database.ownerUrl, new URL(`release-${release}.json.gz`, import.meta.url));
} finally {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
