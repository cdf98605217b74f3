import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

// One process, several projects: one PostgreSQL, one report, one set of workers. `npm test` runs all but `long`.

/** Decorators as type-graphql and MikroORM need them, and one copy of graphql for all of them. */
const entities = {
  oxc: { decorator: { legacy: true } },
} as const;

const inRepository = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const browser = inRepository('test/journeys/support/browser.ts');

function project(
  name: string,
  root: string,
  include: string[],
  test: TestProjectInlineConfiguration['test'] = {},
): TestProjectInlineConfiguration {
  return {
    ...entities,
    extends: true,
    root: inRepository(root),
    test: { name, include, ...test },
  };
}

export default defineConfig({
  ...entities,
  // The one copy of graphql that Node itself takes, for our sources as for the libraries: two of them refuse each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] },
  test: {
    globalSetup: [inRepository('test/global-setup.ts')],
    pool: 'forks',
    // Two at least: a suite that waits for PostgreSQL leaves its core to another.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // For the patience of a loaded machine: what is polled for comes at once, or is a failure.
    expect: { poll: { timeout: 10_000 } },
    // A run without a single test of a project is fine; a run without any test is not, and scripts/run.mjs says so.
    passWithNoTests: true,
    projects: [
      project('rules', 'packages/schema', ['src/**/*.test.ts'], { isolate: false }),
      project('web', 'packages/web', ['src/**/*.test.ts'], { isolate: false }),
      project('server', 'packages/server', ['src/**/*.test.ts'], { isolate: false }),
      // Building the schema costs a second: the files of one worker share it.
      project('api', 'test', ['api/**/*.test.ts', 'clients/**/*.test.ts', 'matrix/**/*.test.ts'], { isolate: false }),
      project('house', 'test', ['house/**/*.test.ts']),
      project('journeys', 'test', ['journeys/**/*.test.ts'], {
        isolate: false,
        // What somebody waits for has its own, shorter patience; a whole journey on a loaded machine is long.
        testTimeout: 180_000,
        hookTimeout: 120_000,
        globalSetup: [browser],
      }),
      project('long', 'test', ['long/**/*.test.ts'], { testTimeout: 600_000, hookTimeout: 120_000, globalSetup: [browser] }),
    ],
  },
});
