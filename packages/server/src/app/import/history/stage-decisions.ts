import { inBatches } from '../batches.ts';
import { ImportRefused, type OnProblem } from '../problem.ts';
import type { ImportSession } from '../session.ts';
import type { DecisionRow } from './decision-row.ts';

const TABLE = `
  create temporary table import_decision (
    line int primary key,
    item text collate "C" not null unique,
    person text collate "C" not null,
    resource text collate "C" not null,
    approved boolean not null,
    at timestamptz(3) not null,
    department text,
    job_title text,
    manager text collate "C"
  );`;

/**
 * Puts the decisions of the file into a temporary table, each once.
 * @returns how many rows say once more what an earlier one said
 */
export async function stageDecisions(
  session: ImportSession,
  decisions: AsyncIterable<DecisionRow>,
  onProblem: OnProblem,
): Promise<number> {
  await session.run(TABLE);
  let repeated = 0;
  for await (const batch of inBatches(decisions)) {
    const left = await insert(session, batch);
    const twins = await session.rows<{ line: number; first: number; same: boolean }>(
      `select r.line, d.line as first, d.approved = r.approved as same
       from unnest($1::int[], $2::text[], $3::boolean[]) as r(line, item, approved) join import_decision d on d.item = r.item order by r.line`,
      [left.map(({ line }) => line), left.map(({ item }) => item), left.map(({ approved }) => approved)],
    );
    for (const { line, first, same } of twins) {
      if (same) repeated += 1;
      else onProblem({ line, reason: `Line ${first} has another decision on the same request.` });
    }
  }
  await session.run('analyze import_decision');
  return repeated;
}

/** @returns the rows that found no place, because an earlier one is about the same request */
async function insert(session: ImportSession, rows: readonly DecisionRow[]): Promise<DecisionRow[]> {
  const inserted = await session.rows<{ line: number }>(
    `insert into import_decision (line, item, person, resource, approved, at, department, job_title, manager)
     select * from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::timestamptz[], $7::text[], $8::text[], $9::text[])
     on conflict do nothing returning line`,
    [
      rows.map(({ line }) => line),
      rows.map(({ item }) => item),
      rows.map(({ person }) => person),
      rows.map(({ resource }) => resource),
      rows.map(({ approved }) => approved),
      rows.map(({ at }) => at),
      rows.map(({ department }) => department),
      rows.map(({ jobTitle }) => jobTitle),
      rows.map(({ manager }) => manager),
    ],
  );
  const placed = new Set(inserted.map(({ line }) => line));
  return rows.filter(({ line }) => !placed.has(line));
}

/**
 * Leaves out the decisions on people that are not here, each with its line.
 * @throws ImportRefused where none of them is here: then the directory was not imported, or with another key
 */
export async function leaveOutStrangers(session: ImportSession, onProblem: OnProblem): Promise<void> {
  const known = 'exists (select 1 from app_user u where u.external_key = d.person)';
  const [any] = await session.rows<{ staged: boolean; here: boolean }>(
    `select exists (select 1 from import_decision) as staged, exists (select 1 from import_decision d where ${known}) as here`,
  );
  if (any?.staged && !any.here) {
    throw new ImportRefused('Nobody of this file is known here. Import the directory first, with the same --key.');
  }
  const strangers = await session.rows<{ line: number; person: string }>(
    `delete from import_decision d where not ${known} returning line, person`,
  );
  for (const { line, person } of strangers.sort((a, b) => a.line - b.line)) {
    onProblem({ line, reason: `Nobody here has the key "${person}".` });
  }
}

/**
 * Leaves out what was imported before. Imported history stays as it is: a row that says otherwise by now is listed.
 * @returns how many were there
 */
export async function leaveOutKnown(session: ImportSession, catalogId: string | null, onProblem: OnProblem): Promise<number> {
  const same = `r.import_key = $1 || '|' || d.item`;
  const other = await session.rows<{ line: number }>(
    `delete from import_decision d using access_request r where ${same} and (r.state = 'DELIVERED') <> d.approved returning d.line`,
    [catalogId],
  );
  for (const { line } of other.sort((a, b) => a.line - b.line)) {
    onProblem({ line, reason: 'This request was imported before with another decision, which stays.' });
  }
  return session.run(`delete from import_decision d using access_request r where ${same}`, [catalogId]);
}
