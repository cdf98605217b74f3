import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type TestApp } from './app.ts';
import { LOADER } from './server-process.ts';

/** How a command ended. */
export interface CommandResult {
  code: number;
  stdout: string;
  stderr: string;
}

const CLI = fileURLToPath(new URL('../../packages/server/src/app/cli.ts', import.meta.url));

/** Runs the command line in a process of its own, on the database of a test, and in a folder of data that goes with it. */
export async function runCli(
  { database }: Pick<TestApp, 'database'>,
  args: readonly string[],
  settings: Record<string, string> = {},
): Promise<CommandResult> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gatehouse-cli-'));
  const env = { ...process.env, NODE_ENV: 'test', DATABASE_URL: database.url, INIT_CWD: '', DATA_DIR: dataDir, ...settings };
  const ended = new Promise<CommandResult>((resolve) => {
    execFile(process.execPath, ['--import', LOADER, CLI, ...args], { env, maxBuffer: 1e8 }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
    });
  });
  return ended.finally(() => rm(dataDir, { recursive: true, force: true }));
}
