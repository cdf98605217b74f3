import { readFile, rm } from 'node:fs/promises';
import { explainFileError } from './errors.ts';
import { writePrivate } from './layout.ts';

/** How to join a database that runs: written by its owner, 0600, and gone when the owner stops in order. */
export interface RunningFile {
  /** The owner's process. */
  pid: number;
  url: string;
  ownerUrl: string;
  adminUrl: string;
  /** Where the owner serves people, once it does. */
  address?: string;
}

/** Writes the file. @throws EmbeddedPostgresError UNWRITABLE, DISK_FULL */
export async function announceRunning(path: string, content: RunningFile): Promise<void> {
  try {
    await writePrivate(path, JSON.stringify(content));
  } catch (error) {
    throw explainFileError(error, path);
  }
}

/** Reads the file; null where there is none, it is damaged, or it was written by a process other than `owner`. */
export async function readRunning(path: string, owner: number): Promise<RunningFile | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as RunningFile;
    return value.pid === owner ? value : null;
  } catch {
    return null;
  }
}

/** Removes the file. */
export async function withdrawRunning(path: string): Promise<void> {
  await rm(path, { force: true });
}
