import { type Comparison } from '@gatehouse/schema/shared/comparators';
import { filterFields, type FilterClass, type FilterField } from '@gatehouse/schema/shared/filters';
import { sql } from 'kysely';
import { badInput } from '../refused.ts';
import { checkText } from './checked.ts';
import { fieldSeen, kindOf, valueOf } from './columns.ts';
import { compare, LIST_MAX } from './comparisons.ts';
import { type Read } from './define-read.ts';
import { leadsTo, readOfRelation, relatedTo } from './relations.ts';
import { type Alias, tableOf } from './scope.ts';
import { and, not, or, truth, type Condition } from './sql.ts';

/** Levels of a filter, and comparisons in it. */
export const [FILTER_DEPTH, FILTER_PREDICATES] = [5, 50] as const;

/** Where in a filter we are: on which row, how deep, and how much of it was used up, for the caps. */
interface At {
  t: Alias;
  read: Read;
  type: FilterClass;
  depth: number;
  /** Names the place, for errors: `filter.or.0.name`. */
  where: string;
  budget: { predicates: number };
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
  return whole({ t, read, type: read.filter, depth: 1, where: 'filter', budget: { predicates: 0 } }, filter as Values);
}

/** One filter object: all that is said in it holds. */
function whole(at: At, filter: Values): Condition {
  if (at.depth > FILTER_DEPTH) throw badInput(`The filter is more than ${FILTER_DEPTH} levels deep, at \`${at.where}\`.`);
  const fields = filterFields(at.type);
  return and(
    ...said(filter).map(([key, given]) => {
      const here = { ...at, where: `${at.where}.${key}` };
      if (key === 'and') return and(...nested(here, given));
      if (key === 'or') return or(...nested(here, given));
      if (key === 'not') return not(whole(deeper(here), object(given, here.where)));
      const field = fields[key];
      if (!field) throw badInput(`There is no filter \`${here.where}\`.`);
      return predicate(here, key, field, given);
    }),
  );
}

function nested(at: At, given: unknown): Condition[] {
  return list(given, at.where).map((one, index) => {
    const where = `${at.where}.${index}`;
    return whole(deeper({ ...at, where }), object(one, where));
  });
}

function deeper(at: At): At {
  return { ...at, depth: at.depth + 1 };
}

function predicate(at: At, key: string, field: FilterField, given: unknown): Condition {
  const { t, read, where } = at;
  switch (field.kind) {
    case 'value':
      return comparisons(at, object(given, where), (comparison, value, place) =>
        compare({ value: valueOf(t, read, key), kind: kindOf(t, read, key), as: field.as }, comparison, value, place),
      );
    case 'attributes':
      return and(...list(given, where).map((one, index) => attribute({ ...at, where: `${where}.${index}` }, key, one)));
    case 'one':
      return one(at, key, field.filter(), object(given, where));
    case 'many':
      return and(
        ...said(object(given, where)).map(([quantifier, values]) => {
          const here = { ...at, where: `${where}.${quantifier}` };
          if (quantifier === 'some') return related(here, key, field.filter(), values);
          return not(related(here, key, field.filter(), values, quantifier === 'every'));
        }),
      );
  }
}

/** The one row a relation leads to: whether there is one that the viewer may see, and what is said of it. */
function one(at: At, key: string, type: FilterClass, { isNull, ...rest }: Values): Condition {
  if (isNull === undefined) return byItsId(at, key, rest) ?? related(at, key, type, rest);
  if (isNull === null) throw badInput(`\`${at.where}.isNull\` cannot be null; say true or false.`);
  const there = related(at, key, type, rest);
  if (!isNull) return there;
  return said(rest).length === 0 ? not(there) : false;
}

/** The same as `related`, where nothing is said but `{ id: { eq } }` and the relation knows a shorter way. */
function byItsId(at: At, key: string, given: unknown): Condition | null {
  const { t, read, where } = at;
  const id = onlySaid(onlySaid(given, 'id'), 'eq');
  if (typeof id !== 'string') return null;
  const leads = leadsTo(t, read, key, sql`${checkText(id, `${where}.id.eq`)}`);
  if (leads === null) return null;
  spend(at);
  return and(fieldSeen(t, read, key), leads);
}

/** What is said under this key, where nothing else is. */
function onlySaid(given: unknown, key: string): unknown {
  const [only, ...rest] = typeof given === 'object' && given !== null ? said(given as Values) : [];
  return only?.[0] === key && rest.length === 0 ? only[1] : undefined;
}

/** Is there a visible row at the other end of the relation that fits (or, `negated`, that does not)? */
function related(at: At, key: string, type: FilterClass, given: unknown, negated = false): Condition {
  spend(at);
  const { t, read } = at;
  const other = readOfRelation(t, read, key);
  const row = t.scope.alias(other.entity);
  const fits = whole({ ...deeper(at), t: row, read: other, type }, object(given, at.where));
  const condition = and(fieldSeen(t, read, key), relatedTo(t, read, key, row), negated ? not(fits) : fits);
  return condition === false ? false : sql`exists (select 1 from ${tableOf(row)} where ${truth(condition)})`;
}

/** One custom attribute: a value in the JSON of the property. */
function attribute(at: At, key: string, given: unknown): Condition {
  const { name, ...rest } = object(given, at.where);
  const path = checkText(name as string, `${at.where}.name`);
  const value = sql`(${valueOf(at.t, at.read, key)} ->> ${path}::text)`;
  return comparisons(at, rest, (comparison, one, place) => compare({ value, kind: 'text', as: 'text' }, comparison, one, place));
}

function comparisons(
  at: At,
  values: Values,
  one: (comparison: Comparison, given: unknown, where: string) => Condition,
): Condition {
  return and(
    ...said(values).map(([comparison, given]) => {
      spend(at);
      return one(comparison as Comparison, given, `${at.where}.${comparison}`);
    }),
  );
}

function spend({ budget, where }: At): void {
  budget.predicates += 1;
  if (budget.predicates > FILTER_PREDICATES)
    throw badInput(`The filter has more than ${FILTER_PREDICATES} comparisons, at \`${where}\`.`);
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
