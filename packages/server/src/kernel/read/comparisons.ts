import { type Comparison } from '@gatehouse/schema/shared/comparators';
import { sql } from 'kysely';
import { badInput } from '../refused.ts';
import { checkInstant, checkText } from './checked.ts';
import { type ColumnKind } from './columns.ts';
import { not, type Condition, type Sql } from './sql.ts';

/** Most values in one list of a filter. */
export const LIST_MAX = 100;
/** Most characters of a text that is compared: nothing that is filtered by is longer, and patterns cost by their length. */
export const TEXT_MAX = 200;

const CAST: Partial<Record<ColumnKind, string>> = { time: 'timestamptz', int: 'int', boolean: 'boolean' };

/** LIKE's own signs taken literally. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

function text(given: unknown, where: string): string {
  const said = checkText(given as string, where);
  if (said.length > TEXT_MAX) throw badInput(`\`${where}\` has ${said.length} characters; ${TEXT_MAX} are allowed.`);
  return said;
}

function checked(given: unknown, where: string): unknown {
  if (typeof given === 'string') return text(given, where);
  return given instanceof Date ? checkInstant(given, where) : given;
}

/**
 * One comparison of a value. Nothing (null) equals nothing, is less than nothing and contains nothing; `ne` and `notIn` are the
 * complements of `eq` and `in`, so they hold for it.
 * @param where names the place in the filter, for errors.
 */
export function compare(value: Sql, kind: ColumnKind, comparison: Comparison, given: unknown, where: string): Condition {
  if (given === null) throw badInput(`\`${where}\` cannot be null; use \`isNull\` to look for what has no value.`);
  const type = sql.raw(`::${CAST[kind] ?? 'text'}`);
  const one = () => sql`${checked(given, where)}${type}`;
  const list = () => sql`${listOf(given, where)}${type}[]`;
  switch (comparison) {
    case 'eq':
      return sql`${value} = ${one()}`;
    case 'ne':
      return sql`${value} is distinct from ${one()}`;
    case 'in':
      return sql`${value} = any(${list()})`;
    case 'notIn':
      return not(sql`${value} = any(${list()})`);
    case 'lt':
      return sql`${value} < ${one()}`;
    case 'lte':
      return sql`${value} <= ${one()}`;
    case 'gt':
      return sql`${value} > ${one()}`;
    case 'gte':
      return sql`${value} >= ${one()}`;
    case 'contains':
      return sql`${value} ilike ${`%${literally(text(given, where))}%`}`;
    case 'startsWith':
      return sql`${value} ilike ${`${literally(text(given, where))}%`}`;
    case 'isNull':
      return given ? sql`${value} is null` : sql`${value} is not null`;
  }
}

function listOf(given: unknown, where: string): unknown[] {
  const list = given as unknown[];
  if (list.length > LIST_MAX) throw badInput(`\`${where}\` has ${list.length} values; ${LIST_MAX} are allowed.`);
  return list.map((item) => {
    if (item === null) throw badInput(`\`${where}\` cannot hold null; use \`isNull\` to look for what has no value.`);
    return checked(item, where);
  });
}
