import { spawn, spawnSync } from 'node:child_process';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { asAccount, type Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { explainRefusal } from './cluster.ts';
import { cleanEnvironment } from './environment.ts';
import { EmbeddedPostgresError } from './errors.ts';
import { giveToOwnerOf } from './layout.ts';
import { probe, until } from './probe.ts';
import { isAlive } from './process-identity.ts';
import { dirname } from 'node:path';

/** What a start of PostgreSQL needs to know. */
export interface PostmasterSettings {
  binaries: Binaries;
  account: Account;
  clusterDir: string;
  logFile: string;
  port: number;
  /** Trade safety for speed: for tests, whose data nobody misses. */
  fast: boolean;
}

const LOG_LIMIT_BYTES = 5_000_000;
const START_SECONDS = 120;
const STOP_SECONDS = 30;

/**
 * Starts PostgreSQL and waits until it takes connections. It runs in a session of its own, so that Ctrl-C in the terminal reaches
 * Gatehouse alone, which stops PostgreSQL once its own work in flight is done.
 * @returns the process id, or `port-taken`
 * @throws EmbeddedPostgresError DISK_FULL, UNWRITABLE, START_FAILED, with PostgreSQL's own words
 */
export async function startPostmaster(settings: PostmasterSettings, adminUrl: string): Promise<number | 'port-taken'> {
  const { binaries, account, clusterDir, logFile } = settings;
  await rotate(logFile);
  const log = await open(logFile, 'a', 0o600);
  await giveToOwnerOf(dirname(logFile), logFile);
  const from = (await log.stat()).size;
  const child = spawn(binaries.postgres, ['-D', clusterDir, ...flags(settings)], {
    ...asAccount(account),
    cwd: clusterDir,
    env: cleanEnvironment(),
    detached: true,
    // A file, not a pipe: the server must be able to write its log when we are gone.
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  const ended = new Promise<'ended'>((resolve) =>
    child.once('exit', () => resolve('ended')).once('error', () => resolve('ended')),
  );
  let over = false;
  void ended.then(() => (over = true));
  const ready = await until(START_SECONDS, async () => {
    if (over) return 'ended';
    const answer = await Promise.race([probe(adminUrl), ended]);
    if (answer === 'ended') return 'ended';
    return answer.state === 'ready' && !over ? 'ready' : null;
  });
  child.unref();
  if (ready === 'ready' && child.pid) return child.pid;
  const said = (await readFile(logFile)).subarray(from).toString();
  if (ready === null) {
    child.kill('SIGQUIT');
    throw new EmbeddedPostgresError(
      'START_FAILED',
      `PostgreSQL did not become ready in ${START_SECONDS} seconds; see ${logFile}.`,
    );
  }
  if (/could not bind|could not create any TCP\/IP sockets/.test(said)) return 'port-taken';
  throw explainRefusal(said, clusterDir);
}

/**
 * Stops a server in order: open transactions are rolled back, everything acknowledged is on disk. Waits until it is gone; one that
 * does not go in 30 seconds is stopped hard, which PostgreSQL repairs at its next start.
 */
export async function stopPostmaster(pid: number, binaries: Binaries, clusterDir: string): Promise<void> {
  signal(pid, 'SIGINT', 'fast', binaries, clusterDir);
  const gone = () => until(STOP_SECONDS, async () => (isAlive(pid) ? null : true));
  if (await gone()) return;
  signal(pid, 'SIGQUIT', 'immediate', binaries, clusterDir);
  await gone();
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT', mode: string, binaries: Binaries, clusterDir: string): void {
  if (process.platform === 'win32') {
    spawnSync(binaries.pgCtl, ['stop', '-D', clusterDir, '-m', mode, '-W'], { env: cleanEnvironment() });
    return;
  }
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
}

function flags(settings: PostmasterSettings): string[] {
  const options: Record<string, string | number> = {
    port: settings.port,
    // Reached over loopback TCP alone: a socket file would be one more thing to leave behind.
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] %q%a ',
    // A killed client machine cannot be far on loopback, but a killed client must not hold its locks.
    client_connection_check_interval: '10s',
    ...(settings.fast ? FAST : {}),
  };
  return Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

const FAST = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '2GB',
  checkpoint_timeout: '1h',
  shared_buffers: '128MB',
  // A password guards nothing here, and each of a thousand connections proves that it knows it.
  scram_iterations: 1,
  max_connections: 300,
};

async function rotate(logFile: string): Promise<void> {
  const size = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await rename(logFile, `${logFile}.1`);
}
