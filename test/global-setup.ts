import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { stopAbandoned } from '../packages/server/src/kernel/db/embedded/stop-abandoned.ts';
import { startEmbedded } from '../packages/server/src/kernel/db/embedded/start-embedded.ts';
import { startTroubledIssuers } from './testkit/troubled-issuers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * The PostgreSQL of this run. `adminUrl` may create databases (a suite makes its own, from a template); the roles
     * `gatehouse_owner` and `gatehouse_app` exist, with the passwords in `ownerUrl` and `url`. `ofThisRun`: it goes with the run.
     */
    postgres: { url: string; ownerUrl: string; adminUrl: string; ofThisRun: boolean };
  }
}

const PREFIX = 'gatehouse-test-';

/**
 * Starts one PostgreSQL for the whole run, in a folder that goes with it. `GATEHOUSE_TEST_DATABASE_URL` names another one instead
 * (a superuser's URL; that is how the suite runs on PostgreSQL 15).
 * @returns the teardown
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stopIssuers = await startTroubledIssuers();
  const given = process.env.GATEHOUSE_TEST_DATABASE_URL;
  if (given) {
    project.provide('postgres', { url: given, ownerUrl: given, adminUrl: given, ofThisRun: false });
    return stopIssuers;
  }
  await sweep();
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  // As root, PostgreSQL's account must pass through; what it cannot reach in a private checkout is copied in here too.
  await chmod(folder, 0o711);
  const sharedDir = join(folder, 'shared');
  const database = await startEmbedded({ dataDir: join(folder, 'data'), sharedDir, fast: true, log: () => undefined });
  const { url, ownerUrl, adminUrl } = database;
  project.provide('postgres', { url, ownerUrl, adminUrl, ofThisRun: true });
  return async () => {
    await stopIssuers();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

/** Clears away what killed runs left, running servers included. */
async function sweep(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  for (const folder of names.map((name) => join(tmpdir(), name))) {
    // Without a data folder it is another run that has only just begun, or no folder of ours.
    if (await stopAbandoned(join(folder, 'data')).catch(() => false))
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
