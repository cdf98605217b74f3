import { type Comparison } from '@gatehouse/schema/shared/comparators';
import { filterFields, type FilterClass, type FilterField } from '@gatehouse/schema/shared/filters';
import { sql } from 'kysely';
import { badInput } from '../refused.ts';
import { columnKind, fieldSeen, valueOf } from './columns.ts';
import { compare, LIST_MAX } from './comparisons.ts';
import { type Read } from './define-read.ts';
import { readOfRelation, relatedTo } from './relations.ts';
import { type Alias, tableOf } from './scope.ts';
import { and, not, or, truth, type Condition } from './sql.ts';

const DEPTH_MAX = 5;
const PREDICATES_MAX = 50;

/** A filter being turned into SQL: how much of it was used up, for the caps. */
interface Budget {
  predicates: number;
}

type Values = Record<string, unknown>;

/**
 * A filter as a condition on a row. It looks only at what the viewer may see: rows of relations are filtered by their visibility,
 * fields by theirs, so that nothing invisible can be found out by asking.
 * @throws GraphQLError BAD_USER_INPUT over a cap, or for a null where a value must be.
 */
export function filterCondition(t: Alias, read: Read, filter: object | null | undefined): Condition {
  if (!filter) return true;
  if (!read.filter) throw new Error(`${read.name} has no filter`);
  return whole(t, read, read.filter, filter as Values, { predicates: 0 }, 1, 'filter');
}

function whole(t: Alias, read: Read, type: FilterClass, filter: Values, budget: Budget, depth: number, where: string): Condition {
  if (depth > DEPTH_MAX) throw badInput(`The filter is more than ${DEPTH_MAX} levels deep at \`${where}\`.`);
  const fields = filterFields(type);
  const inner = (values: unknown, place: string) => whole(t, read, type, object(values, place), budget, depth + 1, place);
  return and(...said(filter).map(([key, given]) => {
    const place = `${where}.${key}`;
    if (key === 'and') return and(...list(given, place).map((one, at) => inner(one, `${place}.${at}`)));
    if (key === 'or') return or(...list(given, place).map((one, at) => inner(one, `${place}.${at}`)));
    if (key === 'not') return not(inner(given, place));
    const field = fields[key];
    if (!field) throw badInput(`There is no filter \`${place}\`.`);
    return predicate(t, read, key, field, given, budget, depth, place);
  }));
}

function predicate(t: Alias, read: Read, key: string, field: FilterField, given: unknown, budget: Budget, depth: number, where: string): Condition {
  if (field.kind === 'value') {
    return comparisons(object(given, where), budget, where, (comparison, value, place) =>
      compare(valueOf(t, read, key), columnKind(t.meta, key), comparison, value, place));
  }
  if (field.kind === 'attributes') {
    return and(...list(given, where).map((one, at) => attribute(t, read, key, object(one, where), budget, `${where}.${at}`)));
  }
  const among = (values: unknown, place: string, negated = false) =>
    related(t, read, key, field.filter(), object(values, place), budget, depth, place, negated);
  if (field.kind === 'one') return among(given, where);
  return and(...said(object(given, where)).map(([quantifier, values]) => {
    const place = `${where}.${quantifier}`;
    if (quantifier === 'some') return among(values, place);
    return not(among(values, place, quantifier === 'every'));
  }));
}

/** Is there a visible row at the other end of the relation that fits (or, `negated`, that does not)? */
function related(t: Alias, read: Read, key: string, type: FilterClass, values: Values, budget: Budget, depth: number, where: string, negated: boolean): Condition {
  spend(budget, where);
  const other = readOfRelation(t, read, key);
  const row = t.scope.alias(other.entity);
  const fits = whole(row, other, type, values, budget, depth + 1, where);
  const condition = and(fieldSeen(t, read, key), relatedTo(t, read, key, row), negated ? not(fits) : fits);
  return condition === false ? false : sql`exists (select 1 from ${tableOf(row)} where ${truth(condition)})`;
}

function attribute(t: Alias, read: Read, key: string, { name, ...rest }: Values, budget: Budget, where: string): Condition {
  const value = sql`(${valueOf(t, read, key)} ->> ${name}::text)`;
  return comparisons(rest, budget, where, (comparison, given, place) => compare(value, 'text', comparison, given, place));
}

function comparisons(values: Values, budget: Budget, where: string, one: (comparison: Comparison, given: unknown, where: string) => Condition): Condition {
  return and(...said(values).map(([comparison, given]) => {
    spend(budget, where);
    return one(comparison as Comparison, given, `${where}.${comparison}`);
  }));
}

function spend(budget: Budget, where: string): void {
  budget.predicates += 1;
  if (budget.predicates > PREDICATES_MAX) throw badInput(`The filter has more than ${PREDICATES_MAX} comparisons, at \`${where}\`.`);
}

/** What a client said; what was left out is undefined. */
function said(values: Values): [string, unknown][] {
  return Object.entries(values).filter(([, given]) => given !== undefined);
}

function object(given: unknown, where: string): Values {
  if (given === null) throw badInput(`\`${where}\` cannot be null; leave it out.`);
  return given as Values;
}

function list(given: unknown, where: string): unknown[] {
  if (given === null) throw badInput(`\`${where}\` cannot be null; leave it out.`);
  const items = given as unknown[];
  if (items.length > LIST_MAX) throw badInput(`\`${where}\` has ${items.length} items; ${LIST_MAX} are allowed.`);
  return items;
}
