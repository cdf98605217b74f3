import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll } from 'vitest';
import {
  startEmbedded,
  type EmbeddedOptions,
  type EmbeddedPostgres,
} from '../../../packages/server/src/kernel/db/embedded/start-embedded.ts';
import type { EmbeddedPostgresError } from '../../../packages/server/src/kernel/db/embedded/errors.ts';

/** What `holder.ts` tells about its start. */
export interface Told extends EmbeddedPostgres {
  failed?: { code: string; message: string };
  lines: string[];
}

/** Another process with the database in its hands. */
export interface Holder {
  told: Told;
  child: ChildProcess;
  /** Sends the signal and waits until the process has ended. @returns its exit code */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const started = new Set<EmbeddedPostgres>();
const children = new Set<ChildProcess>();
const folders = new Set<string>();
/** Where root copies what PostgreSQL's account cannot reach: with the rest of this file's leavings, not where the system keeps it. */
let sharedDir: string | undefined;

// Whatever a failed test left: nothing outlives its file.
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const database of started) await database.stop();
  for (const folder of folders) {
    const left = await postmasterPid(folder);
    if (left) process.kill(left, 'SIGQUIT');
    await rm(folder, { recursive: true, force: true });
  }
});

/** A folder for one test file, removed at its end. Open to pass through, unlike the system's usual private ones. */
export async function newFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'gatehouse-house-')));
  folders.add(folder);
  await chmod(folder, 0o755);
  sharedDir = join(folder, 'shared');
  return folder;
}

/** Starts the database in this process, and stops it at the end of the file at the latest. */
export async function start(dataDir: string, options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedPostgres> {
  const database = await startEmbedded({ dataDir, fast: true, log: () => undefined, sharedDir, ...options });
  started.add(database);
  return database;
}

/** The expected failure of a start. */
export async function refusal(dataDir: string, options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedPostgresError> {
  return start(dataDir, options).then(
    () => Promise.reject(new Error('It started.')),
    (error: EmbeddedPostgresError) => error,
  );
}

/** Starts the database in another process. @param account the user to run it as, when the tests are root's */
export async function hold(args: string[], account?: { uid: number; gid: number }): Promise<Holder> {
  const program = fileURLToPath(new URL('holder.ts', import.meta.url));
  const child = spawn(process.execPath, [program, ...args, sharedDir ?? ''], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: '/',
    env: { PATH: process.env.PATH },
    ...account,
  });
  children.add(child);
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended.then(() => ['{}'])])) as [string];
  return {
    told: JSON.parse(line) as Told,
    child,
    end: async (signal) => {
      child.kill(signal);
      const [code] = await ended;
      children.delete(child);
      return code;
    },
  };
}

/** Runs one statement over a connection of its own. */
export async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The process id in the cluster's own file; null where no server runs. */
export async function postmasterPid(dataDir: string): Promise<number | null> {
  const text = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => null);
  return text === null ? null : Number(text.split('\n')[0]);
}
