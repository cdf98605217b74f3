import { inBatches } from '../batches.ts';
import type { OnProblem } from '../problem.ts';
import type { ImportSession } from '../session.ts';
import type { PersonRow } from './person-row.ts';

/** What became of the rows on their way into the staging table. */
export interface Staged {
  /** Rows that say once more what an earlier row said. */
  repeated: number;
}

const TABLE = `
  create temporary table import_person (
    seq int primary key,
    line int,
    key text collate "C" not null unique,
    manager text collate "C",
    name text,
    fallback_name text not null,
    email text,
    department text,
    job_title text,
    region text,
    attributes jsonb not null default '{}',
    content text,
    -- Who they are here already; null: somebody new.
    user_id text collate "C",
    -- 1: nobody of this file leads them, 2: somebody of level 1 does, and so on. They are written in this order.
    level int,
    -- What the file says of their manager cannot be done.
    keeps_manager boolean not null default false
  );
  create unique index on import_person (lower(email)) where email is not null;
  create index on import_person (level, seq);
  create index on import_person (manager) where manager is not null;`;

/** Puts the people of the file into a temporary table, each once. Nothing of the directory is touched. */
export async function stagePeople(
  session: ImportSession,
  people: AsyncIterable<PersonRow>,
  onProblem: OnProblem,
): Promise<Staged> {
  await session.run(TABLE);
  let repeated = 0;
  for await (const batch of inBatches(people)) {
    const left = await insert(session, batch);
    for (const { line, first, same, mail_line: mailLine } of await explain(session, left)) {
      if (same) repeated += 1;
      else if (first) onProblem({ line, reason: `Line ${first} says something else of the same person.` });
      else onProblem({ line, reason: `Line ${mailLine} has the same mail address.` });
    }
  }
  await session.run('analyze import_person');
  return { repeated };
}

/** @returns the rows that found no place, because their key or mail address is taken by an earlier one */
async function insert(session: ImportSession, people: readonly PersonRow[]): Promise<PersonRow[]> {
  const inserted = await session.rows<{ line: number }>(
    `insert into import_person (seq, line, key, manager, name, fallback_name, email, department, job_title, region, attributes, content)
     select line, line, key, manager, name, fallback_name, email, department, job_title, region, attributes::jsonb, content
     from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
       as r(line, key, manager, name, fallback_name, email, department, job_title, region, attributes, content)
     order by line
     on conflict do nothing
     returning line`,
    [
      people.map(({ line }) => line),
      people.map(({ key }) => key),
      people.map(({ manager }) => manager),
      people.map(({ name }) => name),
      people.map(({ fallbackName }) => fallbackName),
      people.map(({ email }) => email),
      people.map(({ department }) => department),
      people.map(({ jobTitle }) => jobTitle),
      people.map(({ region }) => region),
      people.map(({ attributes }) => JSON.stringify(attributes)),
      people.map(({ content }) => content),
    ],
  );
  const placed = new Set(inserted.map(({ line }) => line));
  return people.filter(({ line }) => !placed.has(line));
}

type Twin = { line: number; first: number | null; same: boolean; mail_line: number | null };

async function explain(session: ImportSession, left: readonly PersonRow[]): Promise<Twin[]> {
  if (left.length === 0) return [];
  return session.rows<Twin>(
    `select r.line, k.line as first, coalesce(k.content = r.content, false) as same, m.line as mail_line
     from unnest($1::int[], $2::text[], $3::text[], $4::text[]) as r(line, key, email, content)
     left join import_person k on k.key = r.key
     left join import_person m on lower(m.email) = lower(r.email)
     order by r.line`,
    [
      left.map(({ line }) => line),
      left.map(({ key }) => key),
      left.map(({ email }) => email),
      left.map(({ content }) => content),
    ],
  );
}
