import { sql } from 'kysely';
import { seesAll } from './columns.ts';
import { type Read } from './define-read.ts';
import { type Alias } from './scope.ts';
import { type Condition } from './sql.ts';

/** Of more values the statement takes longer to plan than its rows to read; among so many there are some that are done every day. */
const VALUES_MAX = 20;

/**
 * The values that a filter names of the property of whose every value an index has the rows in order, each as a condition: a page of all
 * of them is made of a page of each. PostgreSQL knows an order of one value alone; for a list of them it may go through everybody's
 * rows until it has met enough, and what was done long ago is met late.
 *
 * The property is a code, written in small letters. Only for those who see everything: the rows of everybody else are few. Whether the values are ones is the filter's to judge.
 * @returns null where the filter names none, or too many
 */
export function valueByValue(t: Alias, read: Read, filter: object | null | undefined): Condition[] | null {
  const { inOrderBy } = read;
  if (!inOrderBy || !seesAll(t.scope.op.viewer, read)) return null;
  const named = ((filter as Record<string, { in?: unknown } | null> | null | undefined)?.[inOrderBy] ?? {}).in;
  // Each once, as the column holds it: a row that two of them name would stand in the page twice.
  const values = Array.isArray(named) ? [...new Set(named.map((value: string) => value.toLowerCase()))] : [];
  return values.length === 0 || values.length > VALUES_MAX ? null : values.map((value) => sql`${t(inOrderBy)} = ${value}`);
}
