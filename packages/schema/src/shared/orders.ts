/** The language in which a type's orders are written down: one enum and one input per type. */
import { ArgsType, Field, InputType, registerEnumType, type ClassType } from 'type-graphql';
import { PageArgs } from './connections.ts';
import { publishEnum } from './enums.ts';
import { type FilterClass } from './filters.ts';

export const OrderDirection = { ASC: 'ASC', DESC: 'DESC' } as const;
export type OrderDirection = keyof typeof OrderDirection;
publishEnum(OrderDirection, 'OrderDirection', 'Which way a list runs.', {
  ASC: 'From the least to the most; rows without a value last.',
  DESC: 'From the most to the least; rows without a value first.',
});

/** One step of an order, as the API takes it. */
export interface OrderInput {
  field: string;
  direction?: OrderDirection | null;
}

/** A generated order input; `fields` maps each word of its enum to the property it sorts by, through relations where it has dots. */
export interface OrderClass extends ClassType<object> {
  fields: Readonly<Record<string, string>>;
  /** The words whose order an index has. */
  indexed: readonly string[];
}

/** Orders by something of another row, by the word of their enum. */
const through = new Set<string>();

/** Does this word of an order's enum look at another row? */
export function ordersThrough(enumName: string, word: string): boolean {
  return through.has(`${enumName}.${word}`);
}

/** `CREATED_AT` → `createdAt`. */
function propertyOf(word: string): string {
  return word.toLowerCase().replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}

interface Orders {
  /** Properties in upper snake case whose order an index has. */
  indexed?: readonly string[];
  /** Other properties: they sort what the filter leaves. */
  others?: readonly string[];
  /** What is sorted by of the rows it points to, by the word for it: `target.name`. */
  through?: Readonly<Record<string, string>>;
}

/** Makes the input `<name>Order` with its enum `<name>OrderField`. Ties are always settled by the id. */
export function orderFor(name: string, { indexed = [], others = [], through: far = {} }: Orders): OrderClass {
  const fields = { ...Object.fromEntries([...indexed, ...others].map((word) => [word, propertyOf(word)])), ...far };
  const list = Object.fromEntries(Object.keys(fields).map((word) => [word, word]));
  const described = (word: string) =>
    `By \`${fields[word]}\`.${indexed.includes(word) ? '' : ' No index has this order: all that the filter leaves is sorted.'}`;
  registerEnumType(list, {
    name: `${name}OrderField`,
    description: `What ${name} rows may be ordered by.`,
    valuesConfig: Object.fromEntries(Object.keys(fields).map((word) => [word, { description: described(word) }])),
  });
  for (const word of Object.keys(far)) through.add(`${name}OrderField.${word}`);
  class Order {
    static fields = fields;
    static indexed = indexed;
  }
  InputType(`${name}Order`, { description: `One step of an order of ${name} rows; the next step settles ties.` })(Order);
  Field(() => list as never, { description: 'By what.' })(Order.prototype, 'field');
  Field(() => OrderDirection, { defaultValue: 'ASC', description: 'Which way.' })(Order.prototype, 'direction');
  return Order as unknown as OrderClass;
}

/** Arguments of a list: a page, a filter, an order. */
export type ListRequest = PageArgs & { filter?: object | null; orderBy?: OrderInput[] | null };

/** The arguments of a list field over a type: `first after last before filter orderBy`. */
export function listArgs(filter: FilterClass, order: OrderClass): ClassType<ListRequest> {
  class ListArgs extends PageArgs {}
  ArgsType()(ListArgs);
  Field(() => filter, { nullable: true, description: 'Which rows; all you may see where nothing is said.' })(
    ListArgs.prototype,
    'filter',
  );
  Field(() => [order], { nullable: true, description: 'In which order; each list has one of its own where nothing is said.' })(
    ListArgs.prototype,
    'orderBy',
  );
  return ListArgs as never;
}
