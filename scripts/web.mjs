// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { quietly } from './child.mjs';
import { Explained, inRoot, node, root } from './paths.mjs';

const STAMP = inRoot('packages/web/dist/.built-from');

/** Everything that the dashboard is made of. */
const SOURCES = ['packages/web', 'packages/schema/src/rules', 'packages/schema/schema.graphql', 'pnpm-lock.yaml'];

/**
 * Builds the dashboard, unless the one in packages/web/dist was built from these very sources.
 * @param {(line: string) => void} say @returns {Promise<void>}
 */
export async function buildWeb(say) {
  const wanted = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  say('Building the dashboard …');
  const { code, output } = await quietly(
    node,
    [inRoot('packages/web/node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
    {
      cwd: inRoot('packages/web'),
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  if (code !== 0) throw new Explained(`The dashboard could not be built.\n${output.trim()}`);
  writeFileSync(STAMP, wanted);
}

// By content, not by date: a checkout gives old files new dates.
function fingerprint() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((source) => filesBelow(inRoot(source))))
    hash.update(relative(root, path)).update(readFileSync(path));
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !['node_modules', 'dist'].includes(name))
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}
