import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const TSC = here('../../node_modules/typescript-native/bin/tsc');
const INSTALLED = here('../node_modules');

const compilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  module: 'esnext',
  moduleResolution: 'bundler',
  target: 'es2022',
  types: [],
};

/** Compiles sources as an application would that installed what the tests have. @returns what is wrong with them; empty where nothing is */
export async function compile(sources: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-compiled-'));
  try {
    await symlink(INSTALLED, join(folder, 'node_modules'), 'junction');
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    for (const [name, text] of Object.entries(sources)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const run = promisify(execFile)(process.execPath, [TSC, '-p', folder, '--pretty', 'false']);
    // Where it finds something it says so, and fails.
    return (await run.catch((error) => error as { stdout: string })).stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}
