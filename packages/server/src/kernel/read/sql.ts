import { sql, type RawBuilder } from 'kysely';

/** A piece of a statement with its parameters. Values only ever enter as parameters. */
export type Sql = RawBuilder<unknown>;
/** A truth: a piece of SQL, or one that is known before the statement is sent. */
export type Condition = Sql | boolean;

const isSql = (condition: Condition): condition is Sql => typeof condition !== 'boolean';

/** A truth as SQL. */
export function truth(condition: Condition): Sql {
  return isSql(condition) ? condition : sql`${sql.raw(condition ? 'true' : 'false')}`;
}

/** All hold. What is known to be true leaves no trace in the statement. */
export function and(...conditions: readonly Condition[]): Condition {
  if (conditions.includes(false)) return false;
  const rest = conditions.filter(isSql);
  if (rest.length < 2) return rest[0] ?? true;
  return sql`(${sql.join(rest, sql` and `)})`;
}

/** At least one holds. What is known to be false leaves no trace in the statement. */
export function or(...conditions: readonly Condition[]): Condition {
  if (conditions.includes(true)) return true;
  const rest = conditions.filter(isSql);
  if (rest.length < 2) return rest[0] ?? false;
  return sql`(${sql.join(rest, sql` or `)})`;
}

/** Does not hold: an unknown (null) counts as not holding, so that "not" is a true complement. */
export function not(condition: Condition): Condition {
  return isSql(condition) ? sql`(${condition}) is not true` : !condition;
}

/** Is the value one of these? Known to be false where there are none. */
export function oneOf(value: Sql, ids: readonly string[]): Condition {
  return ids.length === 0 ? false : sql`${value} = any(${[...ids]}::text[])`;
}

/** An instant as the API writes it: ISO 8601, UTC, to the millisecond. */
export function isoTime(value: Sql): Sql {
  return sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

const NAME = /^[_A-Za-z][_0-9A-Za-z]*$/;
/** PostgreSQL takes at most 100 arguments: 50 pairs. */
const PAIRS = 48;

/**
 * A JSON object under the given keys.
 * @throws Error where a key is no GraphQL name: keys are the only texts that stand in a statement as they are.
 */
export function jsonObject(entries: readonly (readonly [string, Sql])[]): Sql {
  if (entries.length <= PAIRS) return sql`json_build_object(${sql.join(pairs(entries))})`;
  const parts: Sql[] = [];
  for (let at = 0; at < entries.length; at += PAIRS)
    parts.push(sql`jsonb_build_object(${sql.join(pairs(entries.slice(at, at + PAIRS)))})`);
  return sql`(${sql.join(parts, sql` || `)})`;
}

/** A JSON list of pieces of JSON, however many: an array takes more than a function does. */
export function jsonList(items: readonly Sql[]): Sql {
  return sql`to_json(array[${sql.join(items.map((item) => sql`${item}::json`))}]::json[])`;
}

function pairs(entries: readonly (readonly [string, Sql])[]): Sql[] {
  return entries.map(([key, value]) => {
    if (!NAME.test(key)) throw new Error(`"${key}" is no name`);
    return sql`${sql.lit(key)}, ${value}`;
  });
}
