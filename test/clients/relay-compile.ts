import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SCHEMA_FILE } from '@gatehouse/server/app/commands/schema';
import { type ConcreteRequest, type ReaderFragment } from 'relay-runtime';

/** Where the compiler finds what an application made with Relay would write. */
const DOCUMENTS = fileURLToPath(new URL('relay', import.meta.url));

/** What the compiler made of it: requests and fragments by their names. */
export type Artifacts = Record<string, ConcreteRequest & ReaderFragment>;

/**
 * Runs relay-compiler as strictly as it can be: every scalar must have a type. @throws Error with what the compiler found
 */
export async function compileRelay(): Promise<Artifacts> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-relay-'));
  const artifactDirectory = join(folder, 'artifacts');
  await mkdir(artifactDirectory);
  const config = {
    src: DOCUMENTS,
    schema: SCHEMA_FILE,
    artifactDirectory,
    language: 'typescript',
    eagerEsModules: true,
    useImportTypeSyntax: true,
    requireCustomScalarTypes: true,
    customScalarTypes: { DateTime: 'string', Duration: 'string', EmailAddress: 'string', URL: 'string', JSON: 'unknown' },
  };
  const file = join(folder, 'relay.config.json');
  await writeFile(file, JSON.stringify(config));
  await promisify(execFile)(process.execPath, [createRequire(import.meta.url).resolve('relay-compiler/cli.js'), file]);
  const made: Artifacts = {};
  for (const name of await readdir(artifactDirectory)) {
    const { default: artifact } = await import(/* @vite-ignore */ join(artifactDirectory, name));
    made[name.split('.')[0]!] = artifact;
  }
  await rm(folder, { recursive: true });
  return made;
}
