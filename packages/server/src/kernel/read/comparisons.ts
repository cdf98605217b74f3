import { type Comparison } from '@gatehouse/schema/shared/comparators';
import { type ComparedAs } from '@gatehouse/schema/shared/filters';
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

/** How the two sides of a comparison are written: as they are, both in small letters (as far as they are not so already), both as time. */
interface Sides {
  value: (column: Sql) => Sql;
  given: (parameter: Sql) => Sql;
  list: (parameter: Sql) => Sql;
}
const asIs = (piece: Sql): Sql => piece;
const lower = (piece: Sql): Sql => sql`lower(${piece})`;
const interval = (piece: Sql): Sql => sql`(${piece})::interval`;
const both = (side: (piece: Sql) => Sql): Sides => ({
  value: side,
  given: side,
  list: (parameter) => sql`array(select ${side(sql`said`)} from unnest(${parameter}) said)`,
});
const SIDES: Record<ComparedAs, Sides> = {
  text: both(lower),
  code: { ...both(lower), value: asIs },
  // A day is 24 hours to both ISO 8601 as it is used here and PostgreSQL's own comparison.
  duration: both(interval),
};
const PLAIN: Sides = { value: asIs, given: asIs, list: asIs };

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

/** What is compared: a value, the kind of its column, and how it is taken. */
export interface Compared {
  value: Sql;
  kind: ColumnKind;
  as?: ComparedAs | undefined;
}

/**
 * One comparison of a value. Nothing (null) equals nothing, is less than nothing and contains nothing; `ne` and `notIn` are the
 * complements of `eq` and `in`, so they hold for it.
 * @param where names the place in the filter, for errors.
 */
export function compare(of: Compared, comparison: Comparison, given: unknown, where: string): Condition {
  if (given === null) throw badInput(`\`${where}\` cannot be null; use \`isNull\` to look for what has no value.`);
  const sides = of.as ? SIDES[of.as] : PLAIN;
  const value = sides.value(of.value);
  const type = sql.raw(`::${CAST[of.kind] ?? 'text'}`);
  const one = () => sides.given(sql`${checked(given, where)}${type}`);
  const list = () => sides.list(sql`${listOf(given, where)}${type}[]`);
  const like = (before: string, after: string) =>
    sql`${value} like ${sides.given(sql`${`${before}${literally(text(given, where))}${after}`}::text`)}`;
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
      return like('%', '%');
    case 'startsWith':
      return like('', '%');
    case 'endsWith':
      return like('%', '');
    case 'isNull':
      return given ? sql`${of.value} is null` : sql`${of.value} is not null`;
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
