/**
 * Filters through relations against the answer itself: whatever a filter looks at is read as the same viewer without it, and judged here.
 * So a filter means what it says, and sees nothing that its viewer does not see.
 */
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
} from 'graphql';
import fc from 'fast-check';
import { expect } from 'vitest';
import { parseDuration } from '@gatehouse/schema/rules/duration';
import { NOW, type Readable } from './read.fixture.ts';
import { readSchema } from './read-schema.fixture.ts';
import { type World } from './world.fixture.ts';

type Filter = { [key: string]: unknown };
type Row = Record<string, unknown>;
/** The fields that a filter looks at, as far down as it does. */
type Looked = { [field: string]: Looked };

const SKIPPED = new Set(['attributes', 'and', 'or', 'not']);

/** The fields of a type that it and its filter both have, with the inputs that compare them. */
function filterable(type: GraphQLObjectType): [name: string, input: GraphQLInputObjectType][] {
  const filter = readSchema().getType(`${type.name}Filter`);
  if (!isInputObjectType(filter)) throw new Error(`${type.name} has no filter`);
  return Object.values(filter.getFields()).flatMap(({ name, type: given }) => {
    const input = getNamedType(given);
    return isInputObjectType(input) && !SKIPPED.has(name) && type.getFields()[name] ? [[name, input] as const] : [];
  }) as [string, GraphQLInputObjectType][];
}

/** The type a field leads to. */
function target(type: GraphQLObjectType, field: string): GraphQLObjectType {
  const named = getNamedType(type.getFields()[field]!.type);
  const other = readSchema().getType(named.name.replace(/Connection$/, ''));
  if (!isObjectType(other)) throw new Error(`${type.name}.${field} leads to no rows`);
  return other;
}

const VALUES: Record<string, fc.Arbitrary<unknown>> = {
  Boolean: fc.boolean(),
  Int: fc.integer({ min: 0, max: 3 }),
  DateTime: fc.constantFrom(-1, 0, 1).map((days) => new Date(NOW.getTime() + days * 86_400_000).toISOString()),
  Duration: fc.constantFrom('PT0S', 'PT24H', 'P14D', 'P90D'),
  String: fc.constantFrom('', 'a', 'app', 'OPEN', 'Marketing', 'editor', 'target', 'manager', 'catalog.created', 'gatehouse'),
};

/** One or two comparisons of a value. */
function comparator(input: GraphQLInputObjectType, ids: fc.Arbitrary<string>): fc.Arbitrary<Filter> {
  const parts = Object.values(input.getFields()).map(({ name, type }) => {
    const inner = getNamedType(type);
    const one = isEnumType(inner) ? fc.constantFrom(...inner.getValues().map((word) => word.name)) : (VALUES[inner.name] ?? ids);
    return [name, isListType(getNullableType(type)) ? fc.array(one, { maxLength: 3 }) : one] as const;
  });
  const some = fc.subarray(
    parts.map((_part, at) => at),
    { minLength: 1, maxLength: 2 },
  );
  return some.chain((at) => fc.record(Object.fromEntries(at.map((one) => parts[one]!))));
}

/** A filter of a type: a comparison or two, relations down to so many levels, and the words that combine. */
function filterOf(type: GraphQLObjectType, levels: number, ids: fc.Arbitrary<string>): fc.Arbitrary<Filter> {
  const fields = filterable(type);
  const relations = levels > 0 ? fields.filter(([, { name }]) => name.endsWith('Filter')) : [];
  const values = fields.filter(([, { name }]) => name.endsWith('Comparator'));
  const field = ([name, input]: (typeof fields)[number]): fc.Arbitrary<Filter> => {
    if (input.name.endsWith('Comparator')) return comparator(input, ids).map((said) => ({ [name]: said }));
    const inner = () => filterOf(target(type, name), levels - 1, ids);
    if (input.name.endsWith('ListFilter')) {
      return fc
        .constantFrom('some', 'none', 'every')
        .chain((word) => fc.oneof(fc.constant({}), inner()).map((one) => ({ [name]: { [word]: one } })));
    }
    if (!input.name.startsWith('Nullable')) return inner().map((said) => ({ [name]: said }));
    return fc
      .oneof(
        inner(),
        fc.boolean().map((isNull) => ({ isNull })),
      )
      .map((said) => ({ [name]: said }));
  };
  // Relations are what this is about: two of three times one of them, where there are any.
  const any = (
    relations.length > 0
      ? fc.constantFrom(...relations, ...relations, ...values.slice(0, relations.length))
      : fc.constantFrom(...values)
  ).chain(field);
  if (levels < 2) return any;
  return fc.oneof(
    { weight: 4, arbitrary: any },
    { weight: 1, arbitrary: any.map((one) => ({ not: one })) },
    { weight: 1, arbitrary: fc.tuple(any, any).map((both) => ({ or: both })) },
    { weight: 1, arbitrary: fc.tuple(any, any).map((both) => ({ and: both })) },
  );
}

/** Notes which fields a filter looks at. */
function look(type: GraphQLObjectType, filter: Filter, into: Looked): Looked {
  for (const [key, said] of Object.entries(filter)) {
    if (key === 'and' || key === 'or') for (const one of said as Filter[]) look(type, one, into);
    else if (key === 'not') look(type, said as Filter, into);
    else if (key !== 'isNull') {
      const here = (into[key] ??= {});
      const input = Object.fromEntries(filterable(type))[key]!;
      if (input.name.endsWith('ListFilter'))
        for (const one of Object.values(said as Filter)) look(target(type, key), one as Filter, here);
      else if (input.name.endsWith('Filter')) look(target(type, key), said as Filter, here);
    }
  }
  return into;
}

/** What must be read for it, each field under a name that says its type: two types of one place never disagree about it. */
function selection(type: GraphQLObjectType, looked: Looked): string {
  const fields = Object.entries(looked).map(([name, inner]) => {
    const leads = type.getFields()[name]!.type;
    const named = getNamedType(leads);
    if (!isObjectType(named)) return name;
    if (named.name.endsWith('Connection')) return `${name}(first: 100) { nodes { ${selection(target(type, name), inner)} } }`;
    return `${name} { ${selection(named, inner)} }`;
  });
  return ['id', ...fields].join(' ');
}

const caseless = (value: unknown): unknown =>
  typeof value === 'string' ? value.toLowerCase() : Array.isArray(value) ? value.map(caseless) : value;

/** What the comparisons mean. */
function compares(input: GraphQLInputObjectType, raw: unknown, said: Filter): boolean {
  const as = (value: unknown): unknown => {
    if (value === null) return null;
    if (Array.isArray(value)) return value.map(as);
    if (input.name === 'StringComparator') return caseless(value);
    return input.name === 'DurationComparator' && typeof value === 'string' ? parseDuration(value) : value;
  };
  const value = as(raw ?? null) as string;
  const MEANS: Record<string, (given: never) => boolean> = {
    eq: (given) => value !== null && value === given,
    ne: (given) => value !== given,
    in: (given: unknown[]) => value !== null && given.includes(value),
    notIn: (given: unknown[]) => value === null || !given.includes(value),
    lt: (given: string) => value !== null && value < given,
    lte: (given: string) => value !== null && value <= given,
    gt: (given: string) => value !== null && value > given,
    gte: (given: string) => value !== null && value >= given,
    contains: (given: string) => value !== null && value.includes(given),
    startsWith: (given: string) => value !== null && value.startsWith(given),
    endsWith: (given: string) => value !== null && value.endsWith(given),
    isNull: (given) => (value === null) === given,
  };
  return Object.entries(said).every(([key, given]) => MEANS[key]!(as(given) as never));
}

/** Does a row that was read fit the filter? */
function fits(type: GraphQLObjectType, row: Row, filter: Filter): boolean {
  const inputs = Object.fromEntries(filterable(type));
  return Object.entries(filter).every(([key, said]) => {
    if (key === 'and') return (said as Filter[]).every((one) => fits(type, row, one));
    if (key === 'or') return (said as Filter[]).some((one) => fits(type, row, one));
    if (key === 'not') return !fits(type, row, said as Filter);
    const input = inputs[key]!;
    if (input.name.endsWith('Comparator')) return compares(input, row[key], said as Filter);
    const other = target(type, key);
    if (!input.name.endsWith('ListFilter')) {
      const one = row[key] as Row | null;
      const { isNull, ...rest } = said as Filter;
      return isNull === true ? one === null : one !== null && fits(other, one, rest);
    }
    const list = row[key] as { nodes: Row[] } | Row[];
    const rows = Array.isArray(list) ? list : list.nodes;
    return Object.entries(said as Record<string, Filter>).every(([word, inner]) => {
      const some = rows.some((one) => fits(other, one, inner));
      return word === 'some' ? some : word === 'none' ? !some : rows.every((one) => fits(other, one, inner));
    });
  });
}

/** A list with a filter, and the type of its rows. */
export interface FilteredList {
  list: string;
  type: GraphQLObjectType;
}

/** The lists of the schema of tests. */
export const FILTERED_LISTS: FilteredList[] = Object.values(readSchema().getQueryType()!.getFields()).flatMap((field) => {
  const type = readSchema().getType(getNamedType(field.type).name.replace(/Connection$/, ''));
  return isObjectType(type) && field.args.some(({ name }) => name === 'filter') ? [{ list: field.name, type }] : [];
});

/** Draws so many filters of a list, each asked as somebody, and fails where one finds other rows than its viewer would pick by hand. */
export async function checkFilters(db: Readable, world: World, { list, type }: FilteredList, numRuns: number): Promise<void> {
  const ids = fc.constantFrom(...Object.values(world.id), 'no id at all');
  await fc.assert(
    fc.asyncProperty(filterOf(type, 2, ids), fc.constantFrom(...Object.keys(world.as)), async (filter, name) => {
      const as = world.as[name]!;
      const all = await db.read(as, `{ ${list}(first: 100) { nodes { ${selection(type, look(type, filter, {}))} } } }`);
      const rows = (all as unknown as Record<string, { nodes: (Row & { id: string })[] }>)[list]!.nodes;
      const expected = rows.filter((row) => fits(type, row, filter)).map(({ id }) => id);
      const document = `query ($filter: ${type.name}Filter) { ${list}(first: 100, filter: $filter) { totalCount nodes { id } } }`;
      const found = await db.read(as, document, { filter });
      expect(db.statements).toHaveLength(1);
      const page = (found as unknown as Record<string, { totalCount: number; nodes: { id: string }[] }>)[list]!;
      const said = { found: page.nodes.map(({ id }) => id), total: page.totalCount };
      expect(said, name).toEqual({ found: expected, total: expected.length });
    }),
    { numRuns },
  );
}
