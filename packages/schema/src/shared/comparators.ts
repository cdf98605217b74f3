/** Comparator inputs: what a filter may ask of one value. Several comparisons in one object must all hold. */
import 'reflect-metadata';
import { Field, ID, InputType, Int, type ClassType } from 'type-graphql';
import { DateTime, Duration } from './scalars.ts';

type TypeThunk = () => unknown;

/** What each comparison means; the same words for every kind of value. */
const MEANING = {
  eq: 'Is this.',
  ne: 'Is anything else, or nothing.',
  in: 'Is one of these.',
  notIn: 'Is none of these.',
  lt: 'Is less than this.',
  lte: 'Is this or less.',
  gt: 'Is more than this.',
  gte: 'Is this or more.',
  contains: 'Has this in it.',
  startsWith: 'Begins with this.',
  endsWith: 'Ends with this.',
  isNull: 'Has no value (true), or has one (false).',
} as const;

/** A comparison by its name in the API. */
export type Comparison = keyof typeof MEANING;

const LISTS = new Set<Comparison>(['in', 'notIn']);
const EQUALITY: readonly Comparison[] = ['eq', 'ne', 'in', 'notIn', 'isNull'];
const ORDER: readonly Comparison[] = ['lt', 'lte', 'gt', 'gte'];
const TEXT: readonly Comparison[] = ['contains', 'startsWith', 'endsWith'];
/** How texts compare, whatever is asked of them (ADR 0035). */
const CASE_RULE =
  'Upper and lower case are alike in every comparison, accents are not; `%`, `_` and `\\` are signs like any other.';

/** Declares comparisons as fields of an input class. */
function compare(target: ClassType, type: TypeThunk, comparisons: readonly Comparison[]): void {
  for (const name of comparisons) {
    const typed: TypeThunk = name === 'isNull' ? () => Boolean : LISTS.has(name) ? () => [type()] : type;
    Field(typed as never, { nullable: true, description: MEANING[name] })(target.prototype, name);
  }
}

function comparator(name: string, type: TypeThunk, description: string, comparisons: readonly Comparison[]): ClassType<object> {
  class Comparator {}
  InputType(name, { description })(Comparator);
  compare(Comparator, type, comparisons);
  return Comparator;
}

export const IdComparator = comparator(
  'IdComparator',
  () => ID,
  'Compares an id that every row has.',
  EQUALITY.filter((name) => name !== 'isNull'),
);
export const NullableIdComparator = comparator('NullableIdComparator', () => ID, 'Compares an id that a row may have.', EQUALITY);
export const StringComparator = comparator('StringComparator', () => String, `Compares a text. ${CASE_RULE}`, [
  ...EQUALITY,
  ...ORDER,
  ...TEXT,
]);
export const DateTimeComparator = comparator('DateTimeComparator', () => DateTime, 'Compares an instant.', [
  ...EQUALITY,
  ...ORDER,
]);
export const DurationComparator = comparator(
  'DurationComparator',
  () => Duration,
  'Compares a length of time. A day is 24 hours: `P1D` and `PT24H` are the same.',
  [...EQUALITY, ...ORDER],
);
export const IntComparator = comparator('IntComparator', () => Int, 'Compares a whole number.', [...EQUALITY, ...ORDER]);
export const BooleanComparator = comparator('BooleanComparator', () => Boolean, 'Compares a yes or no.', ['eq', 'ne', 'isNull']);

/** One custom attribute by its name, and what its value must be. */
class Attribute {}
InputType('AttributeFilter', { description: `Compares one custom attribute. ${CASE_RULE}` })(Attribute);
Field(() => String, { description: 'The attribute, as the directory import named it.' })(Attribute.prototype, 'name');
compare(Attribute, () => String, [...EQUALITY, ...ORDER, ...TEXT]);
export const AttributeFilter: ClassType<object> = Attribute;

const perEnum = new Map<string, ClassType<object>>();

/** The comparator of a published enum, such as `RequestStateComparator`; made once per enum. */
export function enumComparator(name: string, list: object): ClassType<object> {
  const known = perEnum.get(name);
  if (known) return known;
  const made = comparator(`${name}Comparator`, () => list, `Compares a ${name}.`, EQUALITY);
  perEnum.set(name, made);
  return made;
}
