import { chmod, chown, mkdir, mkdtemp, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { canReach, type Account } from './account.ts';
import { EmbeddedPostgresError, explainFileError } from './errors.ts';
import { writePrivate, type DataLayout } from './layout.ts';

/** Where root keeps what another account must reach; the second where the first cannot be written. */
const SHARED_DIRS = ['/var/lib/gatehouse', '/var/tmp/gatehouse'];

/** Where this data folder's cluster is: inside it, or where an earlier start had to put it. */
export async function placedClusterDir(layout: DataLayout): Promise<string> {
  const text = await readFile(layout.placementFile, 'utf8').catch(() => null);
  if (text === null) return layout.clusterDir;
  try {
    const { clusterDir } = JSON.parse(text) as { clusterDir?: unknown };
    if (typeof clusterDir === 'string') return clusterDir;
  } catch {
    // Told below, together with a file of another shape.
  }
  throw new EmbeddedPostgresError(
    'START_FAILED',
    `${layout.placementFile} does not say where the database is: repair or restore it.`,
  );
}

/**
 * Decides where a new cluster goes. Inside the data folder, unless Gatehouse is root and the account PostgreSQL runs as cannot pass
 * through to it (a checkout in a private home folder): then to a folder of its own under the shared one, remembered in the data folder.
 * @returns the folder, which does not exist yet
 */
export async function placeNewCluster(
  layout: DataLayout,
  account: Account,
  sharedDir: () => Promise<string>,
  log: (line: string) => void,
): Promise<string> {
  if (!account) return layout.clusterDir;
  // The data folder itself may be opened for passing through: what is private inside it is private by itself.
  const { mode } = await stat(layout.dataDir);
  await chmod(layout.dataDir, mode | 0o011).catch(() => undefined);
  if (canReach(account, layout.dataDir)) return layout.clusterDir;
  const shared = await sharedDir();
  try {
    const home = await mkdtemp(join(shared, 'database-'));
    await chown(home, account.uid, account.gid);
    const clusterDir = join(home, 'postgres');
    await writePrivate(layout.placementFile, JSON.stringify({ clusterDir }));
    log(`PostgreSQL runs as "${account.name}", which cannot reach ${layout.dataDir}: the database is kept in ${clusterDir}.`);
    return clusterDir;
  } catch (error) {
    throw explainFileError(error, shared);
  }
}

/**
 * A folder that belongs to root alone and that others can pass through. Only root needs one.
 * @throws EmbeddedPostgresError UNWRITABLE
 */
export async function sharedDirOf(preferred?: string): Promise<string> {
  const tried = preferred ? [preferred] : SHARED_DIRS;
  for (const folder of tried) {
    try {
      await mkdir(folder, { recursive: true });
      const found = await stat(folder);
      // Somebody else's folder could hold somebody else's programs.
      if (found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) continue;
      await chmod(folder, 0o755);
      return folder;
    } catch {
      // The next one, or the sentence below.
    }
  }
  throw new EmbeddedPostgresError(
    'UNWRITABLE',
    `PostgreSQL cannot run as root, its other account cannot reach this checkout, and no folder to share could be made (tried ${tried.join(', ')}): start Gatehouse as an ordinary user, or move the checkout out of the private folder.`,
  );
}
