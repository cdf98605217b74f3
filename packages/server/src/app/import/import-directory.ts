import { openCsv, type CsvRow } from './csv-rows.ts';
import { sizeOf } from './decode.ts';
import { lineManagers } from './directory/line-managers.ts';
import { matchPeople } from './directory/match-people.ts';
import { personReader, type PersonReader, type PersonRow } from './directory/person-row.ts';
import { stagePeople } from './directory/stage-people.ts';
import { writePeople, type Outcome } from './directory/write-people.ts';
import type { OnProblem } from './problem.ts';
import type { Progress } from './progress.ts';
import { ImportSession } from './session.ts';

/** What every import is told. */
export interface ImportOptions {
  /** The database, migrated, as the role the application runs as. */
  databaseUrl: string;
  file: string;
  /** What stands between two fields; a comma where nothing is said. */
  separator?: string;
  /** `field=column`, several between commas; see findColumns. */
  mapping?: readonly string[];
  /** The columns that together tell people apart; none: the one that is, or is mapped to, `key`. */
  key?: readonly string[];
  dryRun?: boolean;
  now: Date;
  onProblem: OnProblem;
  progress: Progress;
}

/** What an import of a directory did, or in a dry run would do. */
export interface DirectoryReport extends Outcome {
  rows: number;
  /** Rows that say once more what an earlier one said. */
  repeated: number;
  /** Among the created: people made of managers' codes that no row is about. */
  madeOfCodes: number;
  problems: number;
}

/**
 * Takes the people of a CSV file into the directory: makes who is new, changes what differs, touches nobody else.
 * Acts as the system. Nothing is written before the whole file was read; then it is written in short transactions, so that a
 * broken-off import is completed by running it again.
 * @throws ImportRefused where the file or the options cannot be used
 */
export async function importDirectory(options: ImportOptions): Promise<DirectoryReport> {
  const { file, separator, mapping = [], key = [], dryRun = false, now, progress } = options;
  let [rows, problems] = [0, 0];
  const onProblem: OnProblem = (problem) => {
    problems += 1;
    options.onProblem(problem);
  };
  const unreadable: OnProblem = (problem) => {
    rows += 1;
    onProblem(problem);
  };
  progress.begin('Reading', await sizeOf(file));
  const csv = await openCsv(file, { separator, onProblem: unreadable, read: progress.reached });
  const reader = personReader(csv.columns, mapping, key);
  const session = await ImportSession.open(options.databaseUrl);
  try {
    const people = peopleOf(csv.rows, reader, onProblem, () => (rows += 1));
    const { repeated } = await stagePeople(session, people, onProblem);
    await matchPeople(session, onProblem);
    const madeOfCodes = await lineManagers(session, reader.fields.has('manager'), onProblem);
    const [total] = await session.rows<{ count: number }>('select count(*)::int as count from import_person');
    progress.begin(dryRun ? 'Comparing people' : 'Writing people', total!.count);
    const outcome = await writePeople(session, reader, { now, dryRun, reached: progress.reached });
    return { rows, repeated, madeOfCodes, ...outcome, problems };
  } finally {
    progress.end();
    await session.close();
  }
}

async function* peopleOf(
  rows: AsyncIterable<CsvRow>,
  reader: PersonReader,
  onProblem: OnProblem,
  count: () => void,
): AsyncGenerator<PersonRow> {
  for await (const row of rows) {
    count();
    const person = reader.read(row);
    if ('wrong' in person) onProblem({ line: row.line, reason: person.wrong });
    else yield person;
  }
}
