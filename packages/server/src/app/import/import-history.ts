import { isOneLine, NOT_ONE_LINE } from '@gatehouse/schema/rules/one-line';
import { LIMITS } from '@gatehouse/schema/shared/limits';
import { openCsv, type CsvRow } from './csv-rows.ts';
import { sizeOf } from './decode.ts';
import { decisionReader, type DecisionRow } from './history/decision-row.ts';
import { findHome, makeHome } from './history/home.ts';
import { findPackages, makePackages } from './history/packages.ts';
import { leaveOutKnown, leaveOutStrangers, stageDecisions } from './history/stage-decisions.ts';
import { writeRequests } from './history/write-requests.ts';
import type { ImportOptions } from './import-directory.ts';
import { ImportRefused, type OnProblem } from './problem.ts';
import { ImportSession } from './session.ts';

export interface HistoryOptions extends ImportOptions {
  /** An ISO 8601 day or instant: when all of it happened. Null: each row says so in its column `date`. */
  date: string | null;
  /** The catalog that the packages come into; made where there is none of that name. */
  catalog: string;
}

/** What an import of history did, or in a dry run would do. */
export interface HistoryReport {
  rows: number;
  /** Rows that say once more what an earlier one said. */
  repeated: number;
  /** Requests that were imported before. */
  known: number;
  requests: number;
  packages: number;
  problems: number;
}

/**
 * Takes decisions of an older system in as closed requests, with a package for each resource they name. Acts as the system, and
 * in short transactions; a broken-off import is completed by running it again. What was imported before stays as it is.
 * @throws ImportRefused where the file or the options cannot be used
 */
export async function importHistory(options: HistoryOptions): Promise<HistoryReport> {
  const { file, separator, mapping = [], key = [], date, catalog, dryRun = false, now, progress } = options;
  if (catalog.trim() === '' || catalog.length > LIMITS.name)
    throw new ImportRefused(`The name of a catalog has 1 to ${LIMITS.name} characters.`);
  if (!isOneLine(catalog)) throw new ImportRefused(`The name of a catalog: ${NOT_ONE_LINE}`);
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
  const read = decisionReader(csv.columns, { mapping, key, date, now });
  const session = await ImportSession.open(options.databaseUrl);
  try {
    const repeated = await stageDecisions(
      session,
      decisionsOf(csv.rows, read, onProblem, () => (rows += 1)),
      onProblem,
    );
    await leaveOutStrangers(session, onProblem);
    const home = await findHome(session, catalog);
    const known = await leaveOutKnown(session, home.catalogId, onProblem);
    const missing = await findPackages(session, home, onProblem);
    const [left] = await session.rows<{ count: number }>('select count(*)::int as count from import_decision');
    if (!dryRun && left!.count > 0) {
      const made = await makeHome(session, home, catalog, now);
      progress.begin('Making packages', missing.length);
      await makePackages(session, made, missing, { now, reached: progress.reached });
      progress.begin('Writing requests', left!.count);
      await writeRequests(session, made.catalogId, { now, reached: progress.reached });
    }
    return { rows, repeated, known, requests: left!.count, packages: missing.length, problems };
  } finally {
    progress.end();
    await session.close();
  }
}

async function* decisionsOf(
  rows: AsyncIterable<CsvRow>,
  read: (row: CsvRow) => DecisionRow | { wrong: string },
  onProblem: OnProblem,
  count: () => void,
): AsyncGenerator<DecisionRow> {
  for await (const row of rows) {
    count();
    const decision = read(row);
    if ('wrong' in decision) onProblem({ line: row.line, reason: decision.wrong });
    else yield decision;
  }
}
