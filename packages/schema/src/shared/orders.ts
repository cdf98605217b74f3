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

/** A generated order input; `fields` maps each word of its enum to the property it sorts by. */
export interface OrderClass extends ClassType<object> {
  fields: Readonly<Record<string, string>>;
}

/** `CREATED_AT` → `createdAt`. */
function propertyOf(word: string): string {
  return word.toLowerCase().replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}

/**
 * Makes the input `<name>Order` with its enum `<name>OrderField`. Ties are always settled by the id.
 * @param words properties in upper snake case; a word that is no property maps to one in `others`.
 */
export function orderFor(name: string, words: readonly string[], others: Readonly<Record<string, string>> = {}): OrderClass {
  const fields = Object.fromEntries(words.map((word) => [word, others[word] ?? propertyOf(word)]));
  const list = Object.fromEntries(words.map((word) => [word, word]));
  registerEnumType(list, {
    name: `${name}OrderField`,
    description: `What ${name} rows may be ordered by.`,
    valuesConfig: Object.fromEntries(words.map((word) => [word, { description: `By \`${fields[word]}\`.` }])),
  });
  class Order {
    static fields = fields;
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
