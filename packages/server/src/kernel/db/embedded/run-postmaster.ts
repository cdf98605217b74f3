import { realpath } from 'node:fs/promises';
import type { Credentials } from './credentials.ts';
import { urlOf } from './credentials.ts';
import { EmbeddedPostgresError } from './errors.ts';
import { freePort } from './free-port.ts';
import { startPostmaster, stopPostmaster, type PostmasterSettings } from './postmaster.ts';
import { disarmPostmasterFile, isPostmasterOf, readPostmasterFile } from './postmaster-file.ts';
import { probe, until } from './probe.ts';

/** A cluster and what it runs with, port aside. */
export interface Cluster extends Omit<PostmasterSettings, 'port'> {
  log: (line: string) => void;
}

/** A server that takes connections. `credentials.port` is the one it really has. */
export interface RunningPostmaster {
  pid: number;
  adopted: boolean;
  credentials: Credentials;
}

const SETTLE_SECONDS = 60;

/**
 * Makes sure that one PostgreSQL runs on the cluster: the one that is there, or a new one.
 * @param port a port to insist on; without it another is chosen where the remembered one is taken
 * @throws EmbeddedPostgresError FOREIGN_SERVER, START_FAILED, DISK_FULL, UNWRITABLE
 */
export async function runPostmaster(cluster: Cluster, credentials: Credentials, port?: number): Promise<RunningPostmaster> {
  const found = await adopt(cluster, credentials);
  if (found) return found;
  let chosen = { ...credentials, port: port ?? credentials.port };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const pid = await startPostmaster({ ...cluster, port: chosen.port }, urlOf(chosen, 'admin', 'postgres'));
    if (pid !== 'port-taken') return { pid, adopted: false, credentials: chosen };
    if (port !== undefined) break;
    const next = await freePort();
    cluster.log(`Port ${chosen.port} of the embedded database is taken by another program; using ${next}.`);
    chosen = { ...chosen, port: next };
  }
  throw new EmbeddedPostgresError(
    'START_FAILED',
    `PostgreSQL found no free port on 127.0.0.1 (last tried ${chosen.port}): free that port and start again.`,
  );
}

/**
 * Takes over the server that a killed process left running. One that lives but cannot be used is stopped in order; a leftover
 * `postmaster.pid` of a dead one stays for PostgreSQL itself to judge.
 */
async function adopt(cluster: Cluster, credentials: Credentials): Promise<RunningPostmaster | null> {
  const { clusterDir } = cluster;
  const file = await readPostmasterFile(clusterDir);
  if (!file) return null;
  const theirs = { ...credentials, port: file.port || credentials.port };
  const outcome = await until(SETTLE_SECONDS, async () => {
    const answer = await probe(urlOf(theirs, 'admin', 'postgres'));
    if (answer.state === 'ready' && (await sameFolder(answer.dataDirectory, clusterDir))) return 'ours';
    if (!(await isPostmasterOf(clusterDir, file.pid))) return 'stale';
    // It lives and is busy starting or stopping, or has not opened its port yet.
    return answer.state === 'foreign' ? 'foreign' : null;
  });
  if (outcome === 'ours') {
    cluster.log('Found the database still running from a process that was killed; taking it over.');
    return { pid: file.pid, adopted: true, credentials: theirs };
  }
  if (outcome === 'foreign') {
    throw new EmbeddedPostgresError(
      'FOREIGN_SERVER',
      `A PostgreSQL (process ${file.pid}) runs on ${clusterDir} and refuses our password: stop it, and start again.`,
    );
  }
  if (outcome === 'stale') {
    // Gone since, or its id belongs to another program by now.
    if (await readPostmasterFile(clusterDir)) await disarmPostmasterFile(clusterDir);
    return null;
  }
  cluster.log(`The database left by a killed process (${file.pid}) does not answer; stopping it.`);
  await stopPostmaster(file.pid, cluster.binaries, clusterDir);
  return null;
}

async function sameFolder(one: string, other: string): Promise<boolean> {
  const real = (path: string) => realpath(path).catch(() => path);
  return (await real(one)) === (await real(other));
}
