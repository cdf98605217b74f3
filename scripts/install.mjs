// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { quietly } from './child.mjs';
import { Explained, inRoot, node } from './paths.mjs';

const PNPM = 'pnpm@12.21.0';
const STAMP = inRoot('node_modules/.gatehouse-installed');

/**
 * Installs what the lockfile names, unless that was done already. The package manager comes through npx, so that npm is all that a
 * machine needs; it says nothing unless something is wrong.
 * @param {(line: string) => void} say @returns {Promise<void>}
 */
export async function install(say) {
  const wanted = fingerprint();
  if (existsSync(node) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  say('Installing dependencies (once, and after an update) …');
  const { code, output } = await quietly('npx', ['--yes', PNPM, 'install', '--frozen-lockfile'], {
    // CI: no questions. The engine that pnpm warns about is the host's, which runs nothing of ours.
    env: {
      ...process.env,
      CI: 'true',
      NODE_ENV: 'development',
      npm_config_update_notifier: 'false',
      npm_config_loglevel: 'error',
    },
    shell: process.platform === 'win32',
  });
  if (code !== 0 || !existsSync(node)) throw new Explained(explain(output));
  writeFileSync(STAMP, wanted);
}

/** Another lockfile or another machine means another installation. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(inRoot(file)));
  return `${process.platform}-${process.arch}-${hash.digest('hex')}`;
}

/** @param {string} output what the package manager said @returns {string} */
function explain(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !isNoise(line));
  const cause = causes.find(({ sign }) => sign.test(output))?.sentence ?? 'The dependencies could not be installed.';
  return [cause, ...lines.slice(-15).map((line) => `  ${line}`)].join('\n');
}

const causes = [
  {
    sign: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT/,
    sentence:
      'The dependencies could not be installed: the package registry cannot be reached. Check the network (or the proxy) and try again.',
  },
  { sign: /ENOSPC/, sentence: 'The dependencies could not be installed: no space is left on the disk.' },
  {
    sign: /EACCES|EPERM|EROFS/,
    sentence: 'The dependencies could not be installed: a folder cannot be written by this account.',
  },
  {
    sign: /OUTDATED_LOCKFILE/,
    sentence: 'The dependencies could not be installed: pnpm-lock.yaml does not fit the package.json files.',
  },
];

/** @param {string} line */
function isNoise(line) {
  return /Unsupported engine|npm (warn|notice)|\bWARN\b|^Progress:|deprecated/i.test(line);
}
