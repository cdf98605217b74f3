// @ts-check
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './browser.mjs';
import { inForeground } from './child.mjs';
import { runChecks } from './checks.mjs';
import { install } from './install.mjs';
import { Explained, inRoot } from './paths.mjs';
import { add, closingLine, fromReport, nothing } from './summary.mjs';
import { buildWeb } from './web.mjs';

/** @typedef {import('./summary.mjs').Summary} Summary */

/**
 * `npm test`: the checks and every suite that is not slow. With arguments (`npm test -- requests`) only the suites they name, and no
 * checks. The last line is `N passed, N failed, N skipped`, whatever happens.
 * @param {string[]} args for vitest @returns {Promise<number>}
 */
export function test(args) {
  return closing(async (count) => {
    await install(console.log);
    if (args.length === 0)
      for (const { passed } of await runChecks(console.log)) count({ ...nothing, [passed ? 'passed' : 'failed']: 1 });
    await runSuites(['--project', '!long', ...args], count);
  });
}

/** `npm run test:long`: the slow suites. @param {string[]} args for vitest @returns {Promise<number>} */
export function testLong(args) {
  return closing(async (count) => {
    await install(console.log);
    await runSuites(['--project', 'long', ...args], count);
  });
}

/**
 * @param {string[]} args @param {(summary: Summary) => void} count
 */
async function runSuites(args, count) {
  try {
    await buildWeb(console.log);
  } catch (error) {
    // The suites that need no dashboard still have something to tell.
    console.error(error instanceof Explained ? error.message : error);
    count({ ...nothing, failed: 1 });
  }
  const chromium = await ensureChromium(console.log);
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-report-'));
  const report = join(folder, 'report.json');
  try {
    const vitest = [
      inRoot('test/node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ];
    const env = { ...process.env, NODE_ENV: 'test', ...(chromium ? { CHROMIUM_PATH: chromium } : {}) };
    const code = await inForeground([...vitest, ...args.map(fromRoot)], env, inRoot('test'));
    count(fromReport(report, code));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file named as it stands in the checkout is meant, whatever project it belongs to. @param {string} arg @returns {string} */
function fromRoot(arg) {
  return existsSync(inRoot(arg)) ? inRoot(arg) : arg;
}

/**
 * Runs what counts, and prints the closing line. What cannot even begin counts as one failure.
 * @param {(count: (summary: Summary) => void) => Promise<void>} run @returns {Promise<number>} the exit code
 */
async function closing(run) {
  let sum = nothing;
  try {
    await run((more) => (sum = add(sum, more)));
  } catch (error) {
    console.error(error instanceof Explained ? error.message : error);
    sum = add(sum, { ...nothing, failed: 1 });
  }
  console.log(closingLine(sum));
  return sum.failed === 0 ? 0 : 1;
}
