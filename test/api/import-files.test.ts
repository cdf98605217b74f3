import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { fingerprint } from '../testkit/fingerprint.ts';
import { importPeople, rowsOf } from '../testkit/import.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

describe('a file that cannot be imported', () => {
  const refusals: [string, string | Uint8Array, Parameters<typeof importPeople>[2], string][] = [
    ['is empty', '', {}, 'The file is empty: its first line must name the columns.'],
    ['is blank', '\n\n', {}, 'The file is empty: its first line must name the columns.'],
    [
      'lacks the key',
      'id,name\n1,x\n',
      {},
      'Nothing tells people apart: name the column or columns that do, as in --key employee_id.',
    ],
    ['lacks a column of the key', 'id,name\n1,x\n', { key: ['id', 'unit'] }, 'The file has no column "unit". It has: id, name.'],
    [
      'lacks a mapped column',
      'key,name\n1,x\n',
      { mapping: ['department=DEPT'] },
      'The file has no column "DEPT". It has: key, name.',
    ],
    [
      'lacks a column of a name',
      'key,first\n1,x\n',
      { mapping: ['name={first} {last}'] },
      'The file has no column "last". It has: key, first.',
    ],
    [
      'is mapped to what there is not',
      'key,name\n1,x\n',
      { mapping: ['shoe=name'] },
      'There is nothing named "shoe" to map a column to. There is: key, name, email, department, jobTitle, region, manager, attribute.<name>.',
    ],
    ['has a mapping that is none', 'key,name\n1,x\n', { mapping: ['name'] }, '"name" is no mapping: write field=column.'],
    ['names a column twice', 'key,name,name\n1,x,y\n', {}, 'Two columns are named "name".'],
    [
      'has another separator',
      'key;name\n1;x\n',
      {},
      'The header has no comma. If something else stands between the fields, say so: --separator ";"',
    ],
    ['has two separators', 'key,name\n', { separator: ', ' }, '--separator is one character, and no quote.'],
    [
      'is UTF-16',
      Buffer.from('\ufeffkey,name\n1,x\n', 'utf16le'),
      {},
      'The file is UTF-16, or no text at all. Save it as "CSV UTF-8" and try again.',
    ],
    [
      'is Latin-1',
      Buffer.from('key,name\n1,x\n2,Zoë\n', 'latin1'),
      {},
      'The file is not UTF-8 (line 3 or just after it). Save it as "CSV UTF-8" and try again.',
    ],
  ];

  test.each(refusals)('because it %s', async (_why, csv, flags, message) => {
    const before = await fingerprint(t);
    await expect(importPeople(t, csv, flags)).rejects.toThrow(message);
    expect(await fingerprint(t)).toBe(before);
  });

  test('because it is not there', async () => {
    await expect(importPeople(t, { file: 'absent.csv' })).rejects.toThrow(/^There is no file .*absent\.csv\.$/);
  });

  test('while another import runs', async () => {
    const other = new pg.Client({ connectionString: t.database.url });
    await other.connect();
    try {
      await other.query('select pg_advisory_lock(4773003)');
      await expect(importPeople(t, 'key,name\nz,Z\n')).rejects.toThrow('Another import is running on this database.');
    } finally {
      await other.end();
    }
    expect(await importPeople(t, 'key,name\nz,Z\n')).toMatchObject({ created: 1 });
  });

  test('a header alone is no people and no failure; other separators are fine', async () => {
    expect(await importPeople(t, 'key,name')).toMatchObject({ rows: 0, created: 0, problems: 0 });
    expect(await importPeople(t, 'key;name\ns1;"Sam; Sr."\n', { separator: ';' })).toMatchObject({ created: 1 });
    expect(await rowsOf(t, `select name from app_user where external_key = 's1'`)).toEqual([{ name: 'Sam; Sr.' }]);
  });
});
