// @ts-check
import { readdirSync } from 'node:fs';
import { inForeground } from './child.mjs';
import { install } from './install.mjs';
import { inRoot, typescriptLoader } from './paths.mjs';

/**
 * `npm run bench`: every test/bench/*.bench.ts, one after the other, each a program of its own that prints what it measured.
 * @param {string[]} args only those whose name contains one of these @returns {Promise<number>} the first exit code that is not 0
 */
export async function bench(args) {
  await install(console.error);
  const folder = inRoot('test/bench');
  const chosen = readdirSync(folder)
    .filter((name) => name.endsWith('.bench.ts') && (args.length === 0 || args.some((part) => name.includes(part))))
    .sort();
  for (const name of chosen) {
    console.error(`— ${name}`);
    const code = await inForeground([...typescriptLoader, `${folder}/${name}`], { ...process.env, NODE_ENV: 'test' });
    if (code !== 0) return code;
  }
  return 0;
}
