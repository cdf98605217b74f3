import { access, chmod, chown, mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { explainFileError } from './errors.ts';

/** Where everything stands inside a data folder. */
export interface DataLayout {
  /** The data folder itself, absolute. */
  dataDir: string;
  /** PostgreSQL's own folder, unless `placementFile` says that it had to move. */
  clusterDir: string;
  /** Says where the cluster really is when the data folder cannot be reached by PostgreSQL's account. */
  placementFile: string;
  /** Port and passwords of the cluster; 0600. */
  credentialsFile: string;
  /** Process that owns the data folder now. */
  lockFile: string;
  /** How to join the database while it runs; 0600, present only then. */
  runningFile: string;
  /** What PostgreSQL itself says. */
  logFile: string;
}

/** The layout of the data folder at `dataDir` (relative paths count from the working directory). */
export function layoutOf(dataDir: string): DataLayout {
  const root = resolve(dataDir);
  return {
    dataDir: root,
    clusterDir: join(root, 'postgres'),
    placementFile: join(root, 'placement.json'),
    credentialsFile: join(root, 'credentials.json'),
    lockFile: join(root, 'gatehouse.lock'),
    runningFile: join(root, 'running.json'),
    logFile: join(root, 'postgres.log'),
  };
}

/** Is there an embedded database in this data folder? */
export async function hasData(dataDir: string): Promise<boolean> {
  return access(layoutOf(dataDir).credentialsFile).then(
    () => true,
    () => false,
  );
}

/**
 * Creates the data folder and proves that it can be written. From here on it has one name only, whatever links lead to it.
 * @throws EmbeddedPostgresError UNWRITABLE or DISK_FULL
 */
export async function prepareDataDir(dataDir: string): Promise<DataLayout> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o711 });
    const layout = layoutOf(await realpath(dataDir));
    await writePrivate(join(layout.dataDir, `.probe-${process.pid}`), '').then((path) => rm(path));
    return layout;
  } catch (error) {
    throw explainFileError(error, resolve(dataDir));
  }
}

/**
 * Writes a file that only its owner may read, all of it or nothing of it. As root the file goes to the owner of its folder, so
 * that a later start by that person, without root, still works.
 * @returns the path
 */
export async function writePrivate(path: string, text: string): Promise<string> {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(draft, text, { mode: 0o600 });
    await chmod(draft, 0o600);
    await giveToOwnerOf(dirname(path), draft);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
  return path;
}

/** As root, gives `path` to whoever owns `folder`; otherwise does nothing. */
export async function giveToOwnerOf(folder: string, path: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const owner = await stat(folder);
  await chown(path, owner.uid, owner.gid);
}
