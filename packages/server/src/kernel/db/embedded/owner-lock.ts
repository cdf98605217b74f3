import { link, readFile, rename, rm } from 'node:fs/promises';
import { EmbeddedPostgresError, explainFileError } from './errors.ts';
import { giveToOwnerOf, writePrivate } from './layout.ts';
import { beginningOf, isAlive } from './process-identity.ts';
import { dirname } from 'node:path';

/** Who may own a data folder: a server for as long as it runs, a command for as long as it needs. */
export type OwnerKind = 'server' | 'command';

/** The process that owns a data folder. */
export interface LockHolder {
  pid: number;
  kind: OwnerKind;
  /** See {@link beginningOf}: tells the holder from a later process with the same id. */
  began: string | null;
}

/** Taken, with the way to give it back; or held by somebody who lives. */
export type LockOutcome = { taken: true; release(): Promise<void> } | { taken: false; holder: LockHolder };

/**
 * Takes the data folder for this process. A lock whose holder is dead is cleared away. This is the courteous check that also covers
 * the time before PostgreSQL runs; the one that cannot be fooled is the advisory lock that the owner holds inside the database.
 * @throws EmbeddedPostgresError UNWRITABLE, DISK_FULL
 */
export async function takeOwnerLock(lockFile: string, kind: OwnerKind): Promise<LockOutcome> {
  const mine: LockHolder = { pid: process.pid, kind, began: await beginningOf(process.pid) };
  const text = JSON.stringify(mine);
  // A hard link appears with its whole content or not at all, and never over an existing file.
  const draft = `${lockFile}.${process.pid}.draft`;
  try {
    await writePrivate(draft, text);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      if (await linked(draft, lockFile)) {
        await giveToOwnerOf(dirname(lockFile), lockFile);
        return { taken: true, release: () => removeOwn(lockFile, text) };
      }
      const holder = await readHolder(lockFile);
      if (holder && (await lives(holder))) return { taken: false, holder };
      await clearStale(lockFile);
    }
  } catch (error) {
    throw explainFileError(error, lockFile);
  } finally {
    await rm(draft, { force: true });
  }
  throw new EmbeddedPostgresError(
    'IN_USE',
    `${lockFile} keeps changing hands: several processes start on this folder at once. Start one.`,
  );
}

/** Is the process that took the lock still running? */
export async function lives(holder: LockHolder): Promise<boolean> {
  return isAlive(holder.pid) && (holder.began === null || (await beginningOf(holder.pid)) === holder.began);
}

/** The holder as the lock file tells it; null where there is no lock or it cannot be understood. */
export async function readHolder(lockFile: string): Promise<LockHolder | null> {
  const text = await readFile(lockFile, 'utf8').catch(() => null);
  return text === null ? null : parseHolder(text);
}

function parseHolder(text: string): LockHolder | null {
  try {
    const value = JSON.parse(text) as LockHolder;
    return Number.isInteger(value.pid) ? value : null;
  } catch {
    return null;
  }
}

async function linked(draft: string, lockFile: string): Promise<boolean> {
  try {
    await link(draft, lockFile);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a stale lock aside, looks again, and puts it back if a live one came in between. */
async function clearStale(lockFile: string): Promise<void> {
  const aside = `${lockFile}.${process.pid}.stale`;
  try {
    await rename(lockFile, aside);
  } catch {
    return;
  }
  const holder = await readHolder(aside);
  if (holder && (await lives(holder))) await link(aside, lockFile).catch(() => undefined);
  await rm(aside, { force: true });
}

async function removeOwn(lockFile: string, text: string): Promise<void> {
  const found = await readFile(lockFile, 'utf8').catch(() => null);
  if (found === text) await rm(lockFile, { force: true });
}
