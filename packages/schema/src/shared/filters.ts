/**
 * The language in which a type's filter is written down: one input class per type, generated from a short table, and the
 * same table kept for the server, which turns a filter into SQL. A field stands under the name of the property it compares.
 */
import { Field, InputType, type ClassType } from 'type-graphql';
import {
  AttributeFilter,
  BooleanComparator,
  DateTimeComparator,
  DurationComparator,
  IdComparator,
  IntComparator,
  NullableIdComparator,
  StringComparator,
  enumComparator,
} from './comparators.ts';

/** How a value is compared, where not as its column holds it: a text without case, a code in small letters, a length of time. */
export type ComparedAs = 'text' | 'code' | 'duration';

/** What one field of a filter is. */
export type FilterField =
  | { kind: 'value'; comparator: ClassType<object>; as?: ComparedAs | undefined; description: string }
  | { kind: 'one'; filter: () => FilterClass; nullable: boolean; description: string }
  | { kind: 'many'; list: ClassType<object>; filter: () => FilterClass; description: string }
  | { kind: 'attributes'; description: string };

export type FilterFields = Readonly<Record<string, FilterField>>;
/** A generated filter input. */
export type FilterClass = ClassType<object>;
/** What a client said in one; its shape is checked against the schema before anybody sees it. */
export type FilterValue = object;

const definitions = new Map<FilterClass, FilterFields>();
/** Of each filter the input that may also ask whether there is such a row at all. */
const orNone = new Map<FilterClass, FilterClass>();

const value =
  (comparator: ClassType<object>, as?: ComparedAs) =>
  (description: string): FilterField => ({ kind: 'value', comparator, as, description });

/** By an id that every row has. */
export const byId = value(IdComparator);
/** By an id that a row may have. */
export const byIdOrNone = value(NullableIdComparator);
/** By a text. */
export const byText = value(StringComparator, 'text');
/** By a code that the column holds in small letters, whichever a client writes: so that an index of the column serves. */
export const byCode = value(StringComparator, 'code');
/** By an instant. */
export const byTime = value(DateTimeComparator);
/** By a length of time. */
export const byDuration = value(DurationComparator, 'duration');
/** By a whole number. */
export const byInt = value(IntComparator);
/** By a yes or no. */
export const byFlag = value(BooleanComparator);
/** By a word of a closed list. */
export const byWord = (name: string, list: object, description: string): FilterField => ({
  kind: 'value',
  comparator: enumComparator(name, list),
  description,
});
/** By the one row it always points to. */
export const byOne = (filter: () => FilterClass, description: string): FilterField => ({
  kind: 'one',
  filter,
  nullable: false,
  description,
});
/** By the one row it may point to, or by having none. What you may not see is not there: neither in the answer nor in a filter. */
export const byOneOrNone = (filter: () => FilterClass, description: string): FilterField => ({
  kind: 'one',
  filter,
  nullable: true,
  description,
});
/**
 * By the rows that belong to it, as far as you may see them. `name` is the type's name.
 * Its input is made here and not when the schema is built: by then type-graphql takes no new types.
 */
export function byMany(name: string, filter: () => FilterClass, description: string): FilterField {
  return { kind: 'many', list: listFilter(name, filter), filter, description };
}
/** By custom attributes; every one named must hold. */
export const byAttributes = (description: string): FilterField => ({ kind: 'attributes', description });

const lists = new Map<string, ClassType<object>>();

/** `some`, `none`, `every` over the rows of a type; made once per type. */
function listFilter(name: string, filter: () => FilterClass): ClassType<object> {
  const known = lists.get(name);
  if (known) return known;
  class ListFilter {}
  InputType(`${name}ListFilter`, { description: `Which ${name} rows must be among those that belong to it.` })(ListFilter);
  const part = (key: string, description: string) =>
    Field(() => filter(), { nullable: true, description })(ListFilter.prototype, key);
  part('some', 'At least one is like this.');
  part('none', 'None is like this.');
  part('every', 'All are like this; true where there is none.');
  lists.set(name, ListFilter);
  return ListFilter;
}

function typeOf(field: FilterField): unknown {
  switch (field.kind) {
    case 'value':
      return field.comparator;
    case 'one':
      return field.nullable ? orNone.get(field.filter()) : field.filter();
    case 'many':
      return field.list;
    case 'attributes':
      return [AttributeFilter];
  }
}

/**
 * Makes the input `<name>Filter`, and beside it `Nullable<name>Filter` for what may point to such a row. Fields of one filter object must
 * all hold; `and`, `or`, `not` combine filters.
 * @param name the type's name in the schema.
 */
export function filterFor(name: string, fields: FilterFields): FilterClass {
  class Filter {}
  InputType(`${name}Filter`, { description: `Which ${name} rows. What is said in one object must all hold.` })(Filter);
  class NullableFilter {}
  InputType(`Nullable${name}Filter`, {
    description: `Which ${name} row it points to, or that it points to none. All that is said of the row is false where there is none.`,
  })(NullableFilter);
  const isNull = 'There is none that you may see (true), or there is one (false).';
  Field(() => Boolean, { nullable: true, description: isNull })(NullableFilter.prototype, 'isNull');
  for (const { prototype } of [Filter, NullableFilter]) {
    const add = (key: string, type: () => unknown, description: string) =>
      Field(type as never, { nullable: true, description })(prototype, key);
    add('and', () => [Filter], 'All of these hold.');
    add('or', () => [Filter], 'At least one of these holds.');
    add('not', () => Filter, 'This does not hold.');
    for (const [key, field] of Object.entries(fields)) add(key, () => typeOf(field), field.description);
  }
  definitions.set(Filter, fields);
  orNone.set(Filter, NullableFilter);
  return Filter;
}

/** The table a filter input was made from. */
export function filterFields(filter: FilterClass): FilterFields {
  const found = definitions.get(filter);
  if (!found) throw new Error(`${filter.name} was not made by filterFor`);
  return found;
}
