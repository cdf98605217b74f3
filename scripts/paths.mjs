// @ts-check
import { platform } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The folder of the checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {string} path a path in the checkout, with slashes @returns {string} the absolute path */
export function inRoot(path) {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

/** The Node that the lockfile names, whatever Node runs this script. */
export const node = inRoot(
  platform() === 'win32' ? 'node_modules/node-runtime/bin/node.exe' : 'node_modules/node-runtime/bin/node',
);

/** What makes that Node run TypeScript with decorators as it stands. */
export const typescriptLoader = ['--import', pathToFileURL(inRoot('packages/server/src/app/typescript.mjs')).href];

/** An expected failure: its message is one clear line for the person at the terminal. */
export class Explained extends Error {
  /** @override */
  name = 'Explained';
}
