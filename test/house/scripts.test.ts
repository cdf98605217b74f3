import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive } from '../../packages/server/src/kernel/db/embedded/process-identity.ts';
import { until } from '../../packages/server/src/kernel/db/embedded/probe.ts';
import { findChromium } from '../../scripts/chromium.mjs';
import { withDemo } from '../../scripts/start.mjs';
import { add, closingLine, fromReport, nothing } from '../../scripts/summary.mjs';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-scripts-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the sum of a run', () => {
  it('counts what passed, failed and was skipped', async () => {
    const sum = await summaryOf(
      { passed: 3, failed: 1, pending: 2, todo: 1, files: [{ status: 'failed', tests: ['failed'] }] },
      1,
    );
    expect(closingLine(add(sum, { ...nothing, passed: 1 }))).toBe('4 passed, 1 failed, 3 skipped');
  });

  it('counts a file that broke before its first test', async () => {
    const files = [
      { status: 'failed', tests: [] },
      { status: 'passed', tests: ['passed'] },
    ];
    expect(await summaryOf({ passed: 1, failed: 0, pending: 0, todo: 0, files }, 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });

  it('counts an error that belongs to no test, and a run without a report', async () => {
    const files = [{ status: 'passed', tests: ['passed'] }];
    expect(await summaryOf({ passed: 1, failed: 0, pending: 0, todo: 0, files }, 1)).toMatchObject({ failed: 1 });
    expect(fromReport(join(folder, 'missing.json'), 0)).toMatchObject({ failed: 1 });
  });

  it('counts a run that found no test as a failure', async () => {
    expect(await summaryOf({ passed: 0, failed: 0, pending: 0, todo: 0, files: [] }, 0)).toMatchObject({ failed: 1 });
  });

  async function summaryOf(
    run: { passed: number; failed: number; pending: number; todo: number; files: { status: string; tests: string[] }[] },
    code: number,
  ) {
    const path = join(folder, 'report.json');
    await writeFile(
      path,
      JSON.stringify({
        numPassedTests: run.passed,
        numFailedTests: run.failed,
        numPendingTests: run.pending,
        numTodoTests: run.todo,
        testResults: run.files.map(({ status, tests }) => ({ status, assertionResults: tests.map((one) => ({ status: one })) })),
      }),
    );
    return fromReport(path, code);
  }
});

describe('demo mode', () => {
  it.each([
    ['nothing is said', {}, '1'],
    ['it was decided', { GATEHOUSE_DEMO: '0' }, '0'],
    ['it is production', { NODE_ENV: 'production' }, undefined],
    ['the database is given', { DATABASE_URL: 'postgres://db/gate' }, undefined],
  ])('where %s', (_when, env, expected) => {
    expect(withDemo(env).GATEHOUSE_DEMO).toBe(expected);
  });
});

describe('the browser', () => {
  it('is the one that is named, and none when that one does not exist', () => {
    const before = process.env.CHROMIUM_PATH;
    process.env.CHROMIUM_PATH = process.execPath;
    expect(findChromium()).toBe(process.execPath);
    process.env.CHROMIUM_PATH = join(folder, 'nowhere');
    expect(findChromium()).toBeNull();
    if (before === undefined) delete process.env.CHROMIUM_PATH;
    else process.env.CHROMIUM_PATH = before;
  });
});

describe('a program in the foreground', () => {
  it('hears Ctrl-C once, however often it is passed on, and its exit code is kept', async () => {
    const { child, line } = await foreground(
      `let heard = 0; process.on('SIGINT', () => { heard += 1; setTimeout(() => process.exit(40 + heard), 200); });`,
    );
    const ended = once(child, 'exit');
    expect(line.pid).toBeGreaterThan(0);
    child.kill('SIGINT');
    child.kill('SIGINT');
    expect(await ended).toEqual([41, null]);
  });

  it('is asked to stop when whoever started it is killed', async () => {
    const { child, line } = await foreground('');
    child.kill('SIGKILL');
    expect(await until(10, async () => (isAlive(line.pid) ? null : true))).toBe(true);
  });

  async function foreground(text: string) {
    const program = join(folder, `program-${text.length}.mjs`);
    await writeFile(
      program,
      `${text}\nsetInterval(() => undefined, 1000);\nconsole.log(JSON.stringify({ pid: process.pid }));\n`,
    );
    const starter = join(folder, `starter-${text.length}.mjs`);
    const source = `import { inForeground } from ${JSON.stringify(join(checkout, 'scripts/child.mjs'))};\nprocess.exitCode = await inForeground([${JSON.stringify(program)}]);\n`;
    await writeFile(starter, source);
    const child = spawn(process.execPath, [starter], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return { child, line: JSON.parse(line) as { pid: number } };
  }
});

describe('.ci/run', () => {
  it.each([
    ['both pass', ['2 passed, 0 failed, 1 skipped', 0], ['3 passed, 0 failed, 0 skipped', 0], '5 passed, 0 failed, 1 skipped', 0],
    [
      'the slow one fails',
      ['2 passed, 0 failed, 0 skipped', 0],
      ['1 passed, 2 failed, 0 skipped', 1],
      '3 passed, 2 failed, 0 skipped',
      1,
    ],
    [
      'one breaks before it counts',
      ['cannot begin', 1],
      ['1 passed, 0 failed, 0 skipped', 0],
      '1 passed, 1 failed, 0 skipped',
      1,
    ],
    [
      'one ends with an error only',
      ['2 passed, 0 failed, 0 skipped', 3],
      ['1 passed, 0 failed, 0 skipped', 0],
      '3 passed, 0 failed, 0 skipped',
      1,
    ],
  ] as const)('sums both suites when %s', async (_when, fast, slow, expected, status) => {
    const { code, lines } = await ciRun(fast, slow);
    expect(lines.at(-1)).toBe(expected);
    expect(code).toBe(status);
  });

  /** Runs it in a checkout of its own, with an npm that says and ends as it is told. */
  async function ciRun(
    fast: readonly [string, number],
    slow: readonly [string, number],
  ): Promise<{ code: number; lines: string[] }> {
    const home = await mkdtemp(join(folder, 'ci-'));
    await mkdir(join(home, '.ci'));
    await copyFile(join(checkout, '.ci/run'), join(home, '.ci/run'));
    const answer = ([line, status]: readonly [string, number]) => `echo "${line}"; exit ${status}`;
    await writeFile(join(home, 'npm'), `#!/bin/sh\nif [ "$1" = test ]; then ${answer(fast)}; else ${answer(slow)}; fi\n`);
    await chmod(join(home, 'npm'), 0o755);
    return new Promise((resolve) => {
      execFile(
        'bash',
        [join(home, '.ci/run')],
        { env: { ...process.env, PATH: `${home}:${process.env.PATH}` } },
        (error, stdout) => resolve({ code: Number(error?.code ?? 0), lines: stdout.trim().split('\n') }),
      );
    });
  }
});
