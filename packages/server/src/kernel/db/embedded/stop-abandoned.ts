import { realpath } from 'node:fs/promises';
import { layoutOf } from './layout.ts';
import { lives, readHolder } from './owner-lock.ts';
import { placedClusterDir } from './placement.ts';
import { isPostmasterOf, readPostmasterFile } from './postmaster-file.ts';
import { until } from './probe.ts';
import { isAlive } from './process-identity.ts';

/**
 * Stops the server that a killed process left running on a data folder whose content nobody wants any more.
 * @returns false when the folder belongs to a living process, or the server does not go
 */
export async function stopAbandoned(dataDir: string): Promise<boolean> {
  const layout = layoutOf(await realpath(dataDir));
  const holder = await readHolder(layout.lockFile);
  // No lock: it was given back in order, or its process is only just beginning.
  if (!holder || (await lives(holder))) return false;
  const clusterDir = await placedClusterDir(layout);
  const server = await readPostmasterFile(clusterDir);
  if (!server || !(await isPostmasterOf(clusterDir, server.pid))) return true;
  process.kill(server.pid, 'SIGINT');
  return (await until(10, async () => (isAlive(server.pid) ? null : true))) ?? false;
}
