import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandOf, isAlive } from './process-identity.ts';

/** What `postmaster.pid` says about the server that runs, or ran, on a cluster. */
export interface PostmasterFile {
  pid: number;
  port: number;
}

/** Reads `postmaster.pid`; null where there is none (the last server shut down in order). */
export async function readPostmasterFile(clusterDir: string): Promise<PostmasterFile | null> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => null);
  if (text === null) return null;
  // Lines by PostgreSQL's miscadmin.h: process, data folder, start time, port, …
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3]) || 0 } : null;
}

/** Does a PostgreSQL that was started on this very cluster live under this id? The id alone proves nothing: ids are reused. */
export async function isPostmasterOf(clusterDir: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command = await commandOf(pid);
  // Where the system does not tell, rather believe the file than start a second server.
  return command === null || (command.includes('postgres') && command.includes(clusterDir));
}

/**
 * Makes a leftover `postmaster.pid`, whose id now belongs to some other program, harmless. It is not deleted: PostgreSQL finds in it
 * the shared memory of the old server, and refuses to start while one of its processes is still there. It does ignore the id of its
 * own parent, which this process is about to be, so that is what the file names from now on.
 */
export async function disarmPostmasterFile(clusterDir: string): Promise<void> {
  const path = join(clusterDir, 'postmaster.pid');
  const lines = (await readFile(path, 'utf8')).split('\n');
  lines[0] = String(process.pid);
  await writeFile(path, lines.join('\n'));
}
