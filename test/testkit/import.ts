import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importDirectory, type DirectoryReport, type ImportOptions } from '@gatehouse/server/app/import/import-directory';
import { importHistory, type HistoryOptions, type HistoryReport } from '@gatehouse/server/app/import/import-history';
import { type Problem } from '@gatehouse/server/app/import/problem';
import { SILENT } from '@gatehouse/server/app/import/progress';
import { type TestApp } from './app.ts';

/** What an import said in the end, and each row it left out. */
export type Told<Report> = Report & { listed: string[] };

/** The text of a CSV file, its bytes, or the path of one of the files in test/data. */
export type Csv = string | Uint8Array | { file: string };

type Flags = Partial<Pick<HistoryOptions, 'mapping' | 'key' | 'separator' | 'dryRun' | 'catalog' | 'date'>>;

export function importPeople(t: TestApp, csv: Csv, flags: Flags = {}): Promise<Told<DirectoryReport>> {
  return imported(t, csv, flags, importDirectory);
}

export function importDecisions(t: TestApp, csv: Csv, flags: Flags = {}): Promise<Told<HistoryReport>> {
  return imported(t, csv, flags, (options) => importHistory({ date: '2011-06-30', catalog: 'Imported', ...flags, ...options }));
}

async function imported<R>(t: TestApp, csv: Csv, flags: Flags, work: (options: ImportOptions) => Promise<R>): Promise<Told<R>> {
  const listed: string[] = [];
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-csv-'));
  try {
    let file = join(folder, 'made-up.csv');
    if (typeof csv === 'string' || csv instanceof Uint8Array) await writeFile(file, csv);
    else file = dataFile(csv.file);
    const onProblem = ({ line, reason }: Problem) => void listed.push(`${line}: ${reason}`);
    const report = await work({ ...flags, databaseUrl: t.database.url, file, now: t.clock.now(), progress: SILENT, onProblem });
    return { ...report, listed };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The path of one of the small made-up files. */
export function dataFile(name: string): string {
  return fileURLToPath(new URL(`../data/${name}`, import.meta.url));
}

/** Rows of a table straight from the database. */
export async function rowsOf<T = Record<string, unknown>>(
  t: TestApp,
  sql: string,
  values: readonly unknown[] = [],
): Promise<T[]> {
  return t.app.orm.em
    .fork()
    .getConnection()
    .execute(sql, [...values]) as Promise<T[]>;
}
