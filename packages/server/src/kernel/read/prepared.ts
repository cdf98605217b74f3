import { type EntityManager } from '@mikro-orm/postgresql';
import { type Kysely, type RawBuilder } from 'kysely';
import { createHash } from 'node:crypto';

/** Most statements one process gives a name: each is kept by every connection that ran it. */
const NAMES_MAX = 300;
/** A statement earns its name by coming again. */
const EARNED_AT = 3;
/** Most statements whose coming is counted at a time. */
const COUNTED_MAX = 2_000;

const counts = new Map<string, number>();
const names = new Map<string, string>();

/**
 * The statement as the driver takes it. One that keeps coming has a name, under which PostgreSQL keeps its plan: planning a nested read
 * takes as long as running it. Statements follow from the documents clients send, so both memories are bounded.
 */
export function prepared(text: string): string {
  const name = names.get(text) ?? earned(text);
  // A text to everyone who looks at it, and to the driver a text with a name.
  return name === null ? text : (Object.assign(new String(text), { text, name }) as never);
}

/** Runs a statement that keeps coming, with its values apart from its text. @returns its rows */
export async function executePrepared<T>(em: EntityManager, statement: RawBuilder<T>): Promise<T[]> {
  const database = em.getKysely() as unknown as Kysely<unknown>;
  const compiled = statement.compile(database);
  const { rows } = await database.executeQuery<T>({ ...compiled, sql: prepared(compiled.sql) });
  return rows;
}

function earned(text: string): string | null {
  if (names.size >= NAMES_MAX) return null;
  const count = (counts.get(text) ?? 0) + 1;
  if (count < EARNED_AT) {
    if (counts.size >= COUNTED_MAX) counts.clear();
    counts.set(text, count);
    return null;
  }
  counts.delete(text);
  const name = `read_${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`;
  names.set(text, name);
  return name;
}
