// @ts-check
import { existsSync } from 'node:fs';
import { quietly } from './child.mjs';
import { install } from './install.mjs';
import { inRoot, node } from './paths.mjs';

/** @typedef {{ name: string, passed: boolean, output: string }} CheckResult */

const bin = (/** @type {string} */ path) => inRoot(`node_modules/${path}`);

const known = (/** @type {string} */ folder) => `node_modules/.cache/gatehouse/${folder.replace('/', '-')}.tsbuildinfo`;

/** What is checked without running anything, the longest first. */
const checks = [
  ...['packages/web', 'test', 'packages/server', 'packages/schema', 'scripts'].map((folder) => ({
    name: `types of ${folder}`,
    needs: `${folder}/tsconfig.json`,
    // The native compiler: the same answer for a third of the work. The 6.x beside it is for tools that call the compiler.
    // What it knows of files that did not change since the last time spares four fifths of it again.
    args: [
      bin('typescript-native/bin/tsc'),
      ...`-p ${folder} --pretty false --singleThreaded --incremental --tsBuildInfoFile ${known(folder)}`.split(' '),
    ],
  })),
  {
    name: 'import arrows',
    needs: '.dependency-cruiser.mjs',
    args: [bin('dependency-cruiser/bin/dependency-cruiser.mjs'), '--config', '.dependency-cruiser.mjs', 'packages', 'test'],
  },
  { name: 'lint', needs: '.oxlintrc.json', args: [bin('oxlint/bin/oxlint'), '--deny-warnings'] },
  { name: 'format', needs: '.oxfmtrc.json', args: [bin('oxfmt/bin/oxfmt'), '--check'] },
];

/** `npm run check`: all checks, what failed in full. @returns {Promise<number>} 1 when one failed */
export async function check() {
  await install(console.log);
  const results = await runChecks(console.log);
  return results.every(({ passed }) => passed) ? 0 : 1;
}

/** `npm run format`: writes everything in the one format, and the documentation of the settings anew. @returns {Promise<number>} */
export async function format() {
  await install(console.log);
  const { code, output } = await quietly(node, [bin('oxfmt/bin/oxfmt')]);
  if (output.trim()) console.log(output.trim());
  const document = await quietly(
    node,
    // The file's name first: behind `--update` it would be taken for that option's value, and everything would run.
    [inRoot('test/node_modules/vitest/vitest.mjs'), 'run', 'config.test', '--project', 'server', '--update'],
    { cwd: inRoot('test') },
  );
  if (document.code !== 0) console.error(document.output);
  return code || document.code;
}

/**
 * Runs the checks, two at a time: a machine has two cores at least, and a third would only get in their way.
 * @param {(line: string) => void} say gets a line per check, and what a failed one said @returns {Promise<CheckResult[]>}
 */
export async function runChecks(say) {
  const waiting = checks.filter(({ needs }) => existsSync(inRoot(needs)));
  /** @type {CheckResult[]} */
  const results = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { code, output } = await quietly(node, next.args);
      results.push({ name: next.name, passed: code === 0, output });
      say(code === 0 ? `✓ ${next.name}` : `✗ ${next.name}\n${output.trim()}`);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}
