import { spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { EmbeddedPostgresError } from './errors.ts';

/** The account PostgreSQL runs as when Gatehouse itself is root; null: the same account as this process. */
export type Account = { uid: number; gid: number; name: string } | null;

/**
 * Chooses the account. PostgreSQL refuses to run as root, so root steps down: to the owner of an existing database, else to
 * `postgres`, else to `nobody`. No account is created: starting a program should not change the machine's list of people.
 * @throws EmbeddedPostgresError ACCOUNT
 */
export async function chooseAccount(clusterDir: string): Promise<Account> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(clusterDir).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: nameOf(owner.uid) };
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name);
    const gid = idOf('-g', name);
    if (uid !== null && gid !== null && uid !== 0) return { uid, gid, name };
  }
  throw new EmbeddedPostgresError(
    'ACCOUNT',
    'PostgreSQL refuses to run as root, and this system has no account "postgres" or "nobody" to run it as: start Gatehouse as an ordinary user, or set DATABASE_URL.',
  );
}

/** Can the account look into and write to a folder, with every folder above it in the way? */
export function canWrite(account: Account, folder: string): boolean {
  return test(account, `test -w "$1" && test -x "$1"`, folder);
}

/** Can the account pass through a folder, with every folder above it in the way? */
export function canReach(account: Account, folder: string): boolean {
  return test(account, `test -x "$1"`, folder);
}

/** The part of spawn's options that makes a child run as the account. */
export function asAccount(account: Account): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

// Asked by the account itself, so that access lists and mounts count too, not only the mode bits.
function test(account: Account, script: string, path: string): boolean {
  if (!account) return true;
  return spawnSync('/bin/sh', ['-c', script, 'sh', path], { ...asAccount(account), cwd: '/', stdio: 'ignore' }).status === 0;
}

function idOf(flag: '-u' | '-g', name: string): number | null {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
  const id = Number(stdout);
  return status === 0 && Number.isInteger(id) ? id : null;
}

function nameOf(uid: number): string {
  const { status, stdout } = spawnSync('id', ['-un', String(uid)], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : String(uid);
}
