// @ts-check
import { findChromium } from './chromium.mjs';
import { quietly } from './child.mjs';
import { inRoot, node } from './paths.mjs';

const HOW =
  'install Chromium (Debian: apt-get install chromium; macOS: brew install --cask chromium) or name one with CHROMIUM_PATH';

/**
 * Finds a browser that runs, or installs one where that can be done without asking anybody.
 * @param {(line: string) => void} say @returns {Promise<string | null>} null: there is none, and `say` was told how to get one
 */
export async function ensureChromium(say) {
  const found = findChromium();
  if (found && (await runs(found))) return found;
  if (process.env.CHROMIUM_PATH) {
    say(`No browser: CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, which does not run. The browser journeys are skipped.`);
    return null;
  }
  say('No browser found; installing Chromium …');
  for (const [program, args] of ways()) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    // A mirror that does not answer must not hold up the other tests for ever.
    if ((await quietly(program, args, { env, timeout: 300_000 })).code !== 0) continue;
    const installed = findChromium();
    if (installed && (await runs(installed))) return installed;
  }
  say(`No browser could be installed, so the browser journeys are skipped: ${HOW}.`);
  return null;
}

/** The system's own package first, where we may: it brings the libraries that a downloaded browser expects to find. */
function ways() {
  const playwright = [inRoot('test/node_modules/playwright-core/cli.js'), 'install'];
  const root = process.getuid?.() === 0 && process.platform === 'linux';
  const install = 'apt-get install -y --no-install-recommends';
  const either = `${install} chromium-headless-shell || ${install} chromium`;
  /** @type {[string, string[]][]} */
  const system = [
    ['sh', ['-c', either]],
    ['sh', ['-c', `apt-get update && (${either})`]],
    [node, [...playwright, '--with-deps', 'chromium']],
  ];
  /** @type {[string, string[]][]} */
  const own = [[node, [...playwright, 'chromium']]];
  return root ? [...system, ...own] : own;
}

/** @param {string} path */
async function runs(path) {
  // On Windows the question itself would open a window.
  if (process.platform === 'win32') return true;
  return (await quietly(path, ['--version'])).code === 0;
}
