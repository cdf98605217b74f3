import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { runCli } from '../testkit/cli.ts';
import { dataFile, rowsOf } from '../testkit/import.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const MAP = ['--map', 'name={first} {last}', '--map', 'email=MAIL,department=DEPT,manager=boss'];

test('import directory tells its answer on stdout and how far it is on stderr', async () => {
  const people = await runCli(t, ['import', 'directory', dataFile('people.csv'), '--key', 'employee_id', ...MAP]);
  expect(people).toMatchObject({ code: 0, stderr: 'Reading …\nWriting people …\n' });
  expect(people.stdout).toMatch(
    /^5 rows read\. People: 6 new \(1 of them known as managers only\), 0 changed, 0 unchanged\. No problems\. \d+\.\d s, at most \d+ MB of memory\.\n$/,
  );
  expect(await rowsOf(t, 'select count(*)::int as n from app_user')).toEqual([{ n: 6 }]);
});

test('import history lists bad rows, takes the others in, and ends with code 2', async () => {
  const history = await runCli(t, [
    'import',
    'history',
    dataFile('history.csv'),
    '--key',
    'employee',
    '--date',
    '2019-12-31',
    '--catalog',
    'Old portal',
  ]);
  expect(history.stdout.split('\n').slice(0, -2)).toEqual([
    'line 4: "maybe" is no decision: approved or denied.',
    'line 5: Nobody here has the key "4711".',
  ]);
  expect(history.stdout).toContain(
    '4 rows read. 2 requests new, 0 known already; 1 package new in the catalog "Old portal". 2 problems, listed above.',
  );
  expect(history.code).toBe(2);
});

test('a file that cannot be imported is one sentence on stderr, and code 1', async () => {
  const failed = await runCli(t, ['import', 'directory', dataFile('absent.csv')]);
  expect(failed).toMatchObject({ code: 1, stdout: '' });
  expect(failed.stderr).toMatch(/^There is no file .*absent\.csv\.\n$/);
});
