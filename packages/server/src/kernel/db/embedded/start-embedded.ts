import { stopPostmaster } from './postmaster.ts';
import { assertReachable, createCluster, hasCluster } from './cluster.ts';
import { bootstrap } from './bootstrap.ts';
import { chooseAccount } from './account.ts';
import { usableBinaries } from './binaries.ts';
import { EmbeddedPostgresError, explainFileError } from './errors.ts';
import { freePort } from './free-port.ts';
import { joinRunning } from './join-running.ts';
import { prepareDataDir, type DataLayout } from './layout.ts';
import { newCredentials, readCredentials, saveCredentials, urlOf, type Credentials } from './credentials.ts';
import { placedClusterDir, placeNewCluster, sharedDirOf } from './placement.ts';
import { becomeOwner, type Presence } from './presence.ts';
import { announceRunning, withdrawRunning } from './running-file.ts';
import { runPostmaster, type Cluster } from './run-postmaster.ts';
import { superviseOwner } from './supervise.ts';
import { takeOwnerLock, type LockHolder, type OwnerKind } from './owner-lock.ts';

/** What a start needs to know. */
export interface EmbeddedOptions {
  /** The folder for the database, its passwords and its log; made when missing. */
  dataDir: string;
  /** Gets lines for the person at the terminal, about what is out of the ordinary. */
  log: (line: string) => void;
  /** A fixed port; without it a free one is chosen once and remembered. */
  port?: number;
  /**
   * `server` (default): own the folder or refuse. `command`: own it, or join the database of whoever does.
   */
  as?: OwnerKind;
  /** Faster and unsafe when the machine fails: for tests. */
  fast?: boolean;
  /** As root: where to keep what PostgreSQL's account cannot reach in a private folder. For tests. */
  sharedDir?: string;
}

/** A running embedded database. */
export interface EmbeddedPostgres {
  /** For the application: reads and writes rows. */
  url: string;
  /** For migrations: owns the database `gatehouse`. */
  ownerUrl: string;
  /** The superuser's, for tests that make databases of their own. Nothing else uses it. */
  adminUrl: string;
  /** A server of an earlier, killed process was found running and taken over. */
  adopted: boolean;
  /** Another process owns the database; `stop` leaves it running. */
  joined: boolean;
  /** The database was made by this start. */
  firstStart: boolean;
  /** Where the process that owns the database serves people; null: it does not, or not yet. */
  address: string | null;
  /** Tells who joins where this process serves people. */
  announceAddress(address: string): Promise<void>;
  /** Where the data really is: inside `dataDir`, unless PostgreSQL's account could not reach that. */
  clusterDir: string;
  /** PostgreSQL's own log. */
  logFile: string;
  /** Ends it in order (or leaves it, when joined); returns when it is gone. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL of a data folder, takes over one that a killed process left behind, or, as a command, joins the one
 * that runs. While this process lives it also restarts PostgreSQL if that dies.
 * @throws EmbeddedPostgresError with one sentence that says what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const layout = await prepareDataDir(options.dataDir);
  const kind = options.as ?? 'server';
  for (;;) {
    const lock = await takeOwnerLock(layout.lockFile, kind);
    if (lock.taken) {
      try {
        return await own(layout, kind, options, lock.release);
      } catch (error) {
        await lock.release();
        throw error;
      }
    }
    if (kind === 'server') throw inUse(layout, lock.holder);
    const joined = await joinRunning(layout, lock.holder);
    if (joined) return joined;
    // The owner went away while we waited for it: the folder is free now, or soon somebody else's.
  }
}

async function own(
  layout: DataLayout,
  kind: OwnerKind,
  options: EmbeddedOptions,
  release: () => Promise<void>,
): Promise<EmbeddedPostgres> {
  const { cluster, credentials } = await prepareCluster(layout, options);
  const running = await runPostmaster(cluster, credentials, options.port);
  if (running.credentials.port !== credentials.port) await saveCredentials(layout, running.credentials);
  const urls = {
    url: urlOf(running.credentials, 'app'),
    ownerUrl: urlOf(running.credentials, 'owner'),
    adminUrl: urlOf(running.credentials, 'admin'),
  };
  let firstStart: boolean;
  let presence: Presence | null;
  try {
    firstStart = await bootstrap(running.credentials);
    presence = await becomeOwner(urls.adminUrl);
    if (presence) await announceRunning(layout.runningFile, { pid: process.pid, ...urls });
  } catch (error) {
    await stopPostmaster(running.pid, cluster.binaries, cluster.clusterDir);
    throw explainFileError(error, cluster.clusterDir);
  }
  // Not ours to stop: somebody works on it whom the lock file did not know.
  if (!presence) throw inUse(layout, null);
  const supervisor = superviseOwner({
    cluster,
    credentials: running.credentials,
    pid: running.pid,
    presence,
    adminUrl: urls.adminUrl,
    log: options.log,
  });
  let stopping: Promise<void> | null = null;
  const stop = async () => {
    await supervisor.stop({ waitForGuests: kind === 'command' });
    await withdrawRunning(layout.runningFile);
    await release();
  };
  return {
    ...urls,
    adopted: running.adopted,
    joined: false,
    firstStart,
    address: null,
    announceAddress: (address) => announceRunning(layout.runningFile, { pid: process.pid, ...urls, address }),
    clusterDir: cluster.clusterDir,
    logFile: layout.logFile,
    stop: () => (stopping ??= stop()),
  };
}

async function prepareCluster(
  layout: DataLayout,
  options: EmbeddedOptions,
): Promise<{ cluster: Cluster; credentials: Credentials }> {
  const { log, fast = false } = options;
  let clusterDir = await placedClusterDir(layout);
  const account = await chooseAccount(clusterDir);
  const sharedDir = () => sharedDirOf(options.sharedDir);
  const binaries = await usableBinaries(account, sharedDir, log);
  const cluster = { binaries, account, logFile: layout.logFile, fast, log };
  if (await hasCluster(clusterDir, binaries.major)) {
    assertReachable(clusterDir, account);
    const credentials = await readCredentials(layout);
    if (!credentials) {
      throw new EmbeddedPostgresError(
        'CREDENTIALS',
        `${clusterDir} holds a database, but its passwords in ${layout.credentialsFile} are lost: restore that file, or move ${layout.dataDir} away to begin with an empty database.`,
      );
    }
    return { cluster: { ...cluster, clusterDir }, credentials };
  }
  clusterDir = await placeNewCluster(layout, account, sharedDir, log);
  const credentials = newCredentials(options.port ?? (await freePort()));
  // The passwords first: a database without them could never be opened again.
  await saveCredentials(layout, credentials);
  await createCluster({ binaries, account, clusterDir, adminPassword: credentials.passwords.admin, fast });
  return { cluster: { ...cluster, clusterDir }, credentials };
}

function inUse(layout: DataLayout, holder: LockHolder | null): EmbeddedPostgresError {
  const who = holder
    ? `${holder.kind === 'server' ? 'a Gatehouse server' : 'a Gatehouse command'} (process ${holder.pid})`
    : 'another Gatehouse process';
  const way =
    holder?.kind === 'command'
      ? 'start again when it has finished'
      : 'stop it first, or set DATA_DIR (and PORT) for a second one';
  return new EmbeddedPostgresError('IN_USE', `The data folder ${layout.dataDir} is in use by ${who}: ${way}.`);
}
