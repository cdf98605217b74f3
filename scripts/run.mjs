// @ts-check
// The one program behind the npm scripts. Plain JavaScript for any Node from 20 on, because it runs before anything is installed;
// everything it starts runs on the Node that the lockfile names.
const [command = '', ...args] = process.argv.slice(2);

const commands = {
  start: async () => (await import('./start.mjs')).start(),
  cli: async () => (await import('./start.mjs')).cli(args),
  test: async () => (await import('./suite.mjs')).test(args),
  'test:long': async () => (await import('./suite.mjs')).testLong(args),
  bench: async () => (await import('./bench.mjs')).bench(args),
  check: async () => (await import('./checks.mjs')).check(),
  format: async () => (await import('./checks.mjs')).format(),
};

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`Gatehouse needs Node 20 or newer; this is ${process.version}.`);
} else if (!Object.hasOwn(commands, command)) {
  fail(`Usage: node scripts/run.mjs ${Object.keys(commands).join(' | ')}`);
} else {
  try {
    process.exitCode = await commands[/** @type {keyof typeof commands} */ (command)]();
  } catch (error) {
    // What we know how to explain carries its sentence; anything else is a bug and shows where it happened.
    const known = error instanceof Error && error.name === 'Explained';
    fail(known ? error.message : error);
  }
}

/** @param {unknown} what */
function fail(what) {
  console.error(what);
  process.exitCode = 1;
}
