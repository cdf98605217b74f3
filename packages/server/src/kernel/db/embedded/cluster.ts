import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { asAccount, canWrite, type Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { cleanEnvironment } from './environment.ts';
import { diskFullSentence, EmbeddedPostgresError, explainFileError } from './errors.ts';

/**
 * Is there a cluster in this folder that these programs can open?
 * @returns false where there is none yet
 * @throws EmbeddedPostgresError WRONG_VERSION, UNWRITABLE, START_FAILED (a folder of something else)
 */
export async function hasCluster(clusterDir: string, major: number): Promise<boolean> {
  const version = await readFile(join(clusterDir, 'PG_VERSION'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw explainFileError(error, clusterDir);
  });
  if (version === null) {
    const content = await readdir(clusterDir).catch(() => []);
    if (content.length === 0) return false;
    throw new EmbeddedPostgresError(
      'START_FAILED',
      `${clusterDir} holds something that is no PostgreSQL database: move it away, or set DATA_DIR to another folder.`,
    );
  }
  if (Number(version) === major) return true;
  throw new EmbeddedPostgresError(
    'WRONG_VERSION',
    `The database in ${clusterDir} was made by PostgreSQL ${version.trim()}, and this Gatehouse brings PostgreSQL ${major}: start it with the Gatehouse that made it and dump it, or set DATA_DIR to another folder.`,
  );
}

/** Can the account work on the existing cluster? @throws EmbeddedPostgresError UNWRITABLE with the way out */
export function assertReachable(clusterDir: string, account: Account): void {
  if (canWrite(account, clusterDir)) return;
  throw new EmbeddedPostgresError(
    'UNWRITABLE',
    `PostgreSQL runs as "${account?.name}", which cannot reach ${clusterDir}: let it pass through the folders above, or start Gatehouse as the folder's owner.`,
  );
}

/**
 * Creates the cluster beside its final place and moves it there when it is complete, so that an interrupted first start leaves
 * nothing that looks like a database. Sorting is by code point (C.UTF-8 of PostgreSQL itself): the same on every machine.
 * @throws EmbeddedPostgresError DISK_FULL, UNWRITABLE, ACCOUNT, START_FAILED
 */
export async function createCluster(options: {
  binaries: Binaries;
  account: Account;
  clusterDir: string;
  adminPassword: string;
  fast: boolean;
}): Promise<void> {
  const { binaries, account, clusterDir } = options;
  const draft = `${clusterDir}.new`;
  const passwordFile = `${clusterDir}.password`;
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { mode: 0o700 });
    await writeFile(passwordFile, options.adminPassword, { mode: 0o600 });
    if (account) await Promise.all([draft, passwordFile].map((path) => chown(path, account.uid, account.gid)));
    const args = ['--pgdata', draft, '--username', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256'];
    args.push('--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8');
    args.push('--no-instructions', ...(options.fast ? ['--no-sync'] : []));
    await initdb(binaries.initdb, args, account, clusterDir);
    await rename(draft, clusterDir);
    await chmod(clusterDir, 0o700);
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    throw explainFileError(error, dirname(clusterDir));
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function initdb(program: string, args: string[], account: Account, clusterDir: string): Promise<void> {
  const child = spawn(program, args, { ...asAccount(account), cwd: dirname(program), env: cleanEnvironment(), detached: true });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const status = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (status !== 0) throw explainRefusal(output, clusterDir);
}

/** Turns what PostgreSQL's programs said before they gave up into one of our sentences. */
export function explainRefusal(output: string, clusterDir: string): EmbeddedPostgresError {
  if (/^(?!.*shared memory).*(No space left on device|Disk quota exceeded|Check free disk space)/m.test(output))
    return new EmbeddedPostgresError('DISK_FULL', diskFullSentence(clusterDir));
  if (/could not look up (effective )?user/i.test(output)) {
    return new EmbeddedPostgresError(
      'ACCOUNT',
      'PostgreSQL needs an account that the system has a name for, and this one has none: add it to /etc/passwd, or set DATABASE_URL.',
    );
  }
  if (/Permission denied|Read-only file system/.test(output)) {
    return new EmbeddedPostgresError(
      'UNWRITABLE',
      `PostgreSQL cannot write to ${clusterDir}: give it the right, or set DATA_DIR to another folder. It said: ${lastWords(output)}`,
    );
  }
  return new EmbeddedPostgresError('START_FAILED', `PostgreSQL could not start on ${clusterDir}. It said: ${lastWords(output)}`);
}

/** The line that gave up and the one before it, which often says why; without the time and process in front. */
function lastWords(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.replace(/^\d{4}-.* \[\d+\] /, '').trim())
    .filter(Boolean);
  const end = lines.findLastIndex((line) => /FATAL|PANIC|error:/.test(line));
  return lines.slice(end === -1 ? -2 : Math.max(0, end - 1), end === -1 ? undefined : end + 1).join(' ') || 'nothing';
}
