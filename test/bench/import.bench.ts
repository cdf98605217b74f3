import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importDirectory } from '@gatehouse/server/app/import/import-directory';
import { importHistory } from '@gatehouse/server/app/import/import-history';
import { SILENT } from '@gatehouse/server/app/import/progress';
import pg from 'pg';
import { Seeded } from '../testkit/seeded.ts';
import { Copy } from './copy.ts';
import { report, rounded } from './figures.ts';
import { onStage } from './stage.ts';

/** Taking in people and an older system's decisions, beside a bare COPY of the same file into one table of texts. */
const HEADER = 'decision,resource,manager,rollup_1,rollup_2,department,title,family_description,family,role_code';
const KEY = HEADER.split(',').slice(2);
const MAPPING = ['manager=manager,department=department,jobTitle=title'];
const ROWS = 26_000;

/** The file in the folder of GATEHOUSE_TEST_DATA, or one like it that is made up. */
async function decisions(folder: string): Promise<string> {
  const given = process.env.GATEHOUSE_TEST_DATA;
  if (given) return given.endsWith('.csv') ? given : join(given, 'access-decisions.csv');
  const random = new Seeded(2011);
  const profiles = Array.from({ length: 8_800 }, () =>
    [4_000, 120, 170, 440, 340, 2_300, 66, 340].map((kinds) => 1_000 + random.below(kinds)).join(','),
  );
  const asked = new Set<string>();
  while (asked.size < ROWS) asked.add(`${10_000 + Math.floor(6_700 * random.next() ** 3)},${random.pick(profiles)}`);
  const file = join(folder, 'decisions.csv');
  await writeFile(
    file,
    `${HEADER}\n${[...asked].map((row) => `${random.chance(0.94) ? 'approved' : 'denied'},${row}`).join('\n')}\n`,
  );
  return file;
}

await onStage(
  async ({ databaseUrl, ownerUrl }) => {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-bench-csv-'));
    try {
      const file = await decisions(folder);
      const options = {
        databaseUrl,
        file,
        separator: ',',
        mapping: MAPPING,
        key: KEY,
        now: new Date(),
        progress: SILENT,
        onProblem: () => undefined,
      };
      const bare = await timed(() => copy(ownerUrl, file));
      const people = await timed(() => importDirectory(options));
      const history = await timed(() => importHistory({ ...options, date: '2011-06-30', catalog: 'Imported' }));
      const peopleAgain = await timed(() => importDirectory(options));
      const historyAgain = await timed(() => importHistory({ ...options, date: '2011-06-30', catalog: 'Imported' }));
      const { requests, packages } = history.result;
      const { created } = people.result;
      report(
        `Import of ${history.result.rows} rows: ${created} people, ${packages} packages, ${requests} requests; beside a bare COPY`,
        [
          { step: 'bare COPY of the file', s: rounded(bare.seconds), ratio: 1 },
          ...[
            { step: 'import directory', ...people },
            { step: 'import history', ...history },
            { step: 'import directory, again', ...peopleAgain },
            { step: 'import history, again', ...historyAgain },
          ].map(({ step, seconds }) => ({ step, s: rounded(seconds), ratio: rounded(seconds / bare.seconds) })),
        ],
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  },
  { JOBS: 'off' },
);

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const began = performance.now();
  const result = await work();
  return { seconds: (performance.now() - began) / 1000, result };
}

/** Sends a whole file through COPY, as fast as the driver can. */
async function copy(ownerUrl: string, file: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      `create temporary table decisions (${HEADER.split(',')
        .map((name) => `${name} text`)
        .join(', ')})`,
    );
    const bytes = await readFile(file);
    await new Promise<void>((resolve, reject) =>
      client.query(new Copy('copy decisions from stdin (format csv, header)', bytes, resolve, reject)),
    );
  } finally {
    await client.end();
  }
}
