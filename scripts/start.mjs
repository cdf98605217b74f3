// @ts-check
import { inForeground } from './child.mjs';
import { install } from './install.mjs';
import { inRoot, typescriptLoader } from './paths.mjs';
import { buildWeb } from './web.mjs';

/** `npm start`: installs, builds, serves until it is stopped. @returns {Promise<number>} the server's exit code */
export async function start() {
  await install(console.log);
  await buildWeb(console.log);
  return inForeground([...typescriptLoader, inRoot('packages/server/src/app/main.ts')], withDemo(process.env));
}

/**
 * `npm run cli -- …`: one command. Nothing of ours goes to stdout: that is the command's alone.
 * @param {string[]} args @returns {Promise<number>} the command's exit code
 */
export async function cli(args) {
  await install(() => undefined);
  return inForeground([...typescriptLoader, inRoot('packages/server/src/app/cli.ts'), ...args], withDemo(process.env));
}

/**
 * Whoever just tries Gatehouse gets the demo company; never in production, and on a database of their own only if they say so.
 * @param {NodeJS.ProcessEnv} env @returns {NodeJS.ProcessEnv}
 */
export function withDemo(env) {
  const decided = Boolean(env.GATEHOUSE_DEMO) || env.NODE_ENV === 'production' || Boolean(env.DATABASE_URL);
  return decided ? env : { ...env, GATEHOUSE_DEMO: '1' };
}
