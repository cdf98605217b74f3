import { type EntityClass } from '@mikro-orm/core';
import { type FilterClass } from '@gatehouse/schema/shared/filters';
import { type OrderClass, type OrderDirection } from '@gatehouse/schema/shared/orders';
import { type Action } from '@gatehouse/schema/rules/actions';
import { type Viewer } from '../authz/viewer.ts';
import { type ViewerOperation } from '../operation.ts';
import { type ColumnKind } from './columns.ts';
import { type Alias } from './scope.ts';
import { type Condition, type Sql } from './sql.ts';

/** One step of an order: a property, and which way. */
export type OrderStep = readonly [property: string, direction: OrderDirection];

/** How a field is read that is no plain column, or not for everyone who sees the row. */
export interface FieldRule<E> {
  /** Who sees the value; others get `hidden`. On a relation: who sees that there is one. */
  visible?: (t: Alias<E>, viewer: Viewer) => Condition;
  /** What the others get instead of null, where the field may not be null. */
  hidden?: Sql;
  /** The value in SQL, where it is no column of its own; filters and orders use it too. */
  sql?: (t: Alias<E>, op: ViewerOperation) => Sql;
  /** What kind of value `sql` gives, where the property stands in no column and is no text. */
  kind?: ColumnKind;
  /** The facts, as JSON, from which `resolve` makes the value. */
  needs?: (t: Alias<E>, op: ViewerOperation) => Sql;
  /** The row of any kind that it names, by its type and its id: whoever sees the one sees the other only as far as it is theirs to see. */
  names?: (t: Alias<E>) => { type: Sql; id: Sql };
  /** Makes the value from the facts, in memory; it never asks the database. */
  resolve?: (facts: never, viewer: Viewer, op: ViewerOperation) => unknown;
}

/** How a field is read that leads to other rows, where the entity alone does not say it. */
export interface RelationRule<E, C = never> {
  entity: () => EntityClass<C>;
  /** The property of those rows that points here, where that is all that leads there. */
  by?: keyof C & string;
  /** Which rows; needed where neither a mapped property of this name nor `by` says it. */
  join?: (parent: Alias<E>, child: Alias<C>) => Condition;
  /** Everyone who sees the parent through it sees these rows: their own visibility is not asked. */
  implied?: boolean;
  /**
   * For an implied relation whose join has no index: the rows that lead to the row with this id, written so that an index
   * serves. A filter that names the other row only by its id uses this instead.
   */
  named?: (parent: Alias<E>, id: Sql) => Condition;
  order?: readonly OrderStep[];
}

/** How the rows of one entity are read: who sees them, and what of them is not a plain column. */
export interface ReadModel<E = object> {
  /** The action that lets whoever may do it anywhere see every row and field; absent: there is nobody. */
  all?: Action;
  /** Which rows a viewer sees who does not see all. */
  visible: (t: Alias<E>, viewer: Viewer) => Condition;
  /**
   * Which rows lie in one of these catalogs: what a token sees that is confined to them, of what `visible` lets its owner see. Left
   * out: none, or, of a row that is seen `through` another, those whose other row does.
   */
  within?: (t: Alias<E>, catalogIds: readonly string[]) => Condition;
  /** Of its rows not even they see more than `visible` says. */
  personal?: boolean;
  /** A row another visible row points to is always seen: who meets somebody may know who it is. */
  met?: boolean;
  /** Seen by whoever sees the row this property points to, and narrowed by `visible`. */
  through?: keyof E & string;
  fields?: Partial<Record<string, FieldRule<E>>>;
  relations?: Partial<Record<string, RelationRule<E>>>;
  /** The order of these rows in plain lists of another object; by id where nothing is said. */
  listed?: readonly OrderStep[];
  filter?: FilterClass;
  orders?: OrderClass;
  /** The order of its root list where nobody says one. */
  defaultOrder?: readonly OrderStep[];
  /** A code (`byCode`); an index holds, of each of its values, the rows in that order. */
  inOrderBy?: keyof E & string;
}

/** A read model with the entity it is for. */
export interface Read<E = object> extends ReadModel<E> {
  entity: EntityClass<E>;
  name: string;
}

/** Declares how an entity is read. It counts once its module lists it. */
export function defineRead<E>(entity: EntityClass<E>, model: ReadModel<E>): Read {
  return { ...model, entity, name: (entity as { name: string }).name } as never;
}

/** A relation rule, checked against the entity it leads to. */
export function relation<E, C>(rule: RelationRule<E, C>): RelationRule<E> {
  return rule as never;
}

/**
 * Rows of another entity that each lead to one row of a list, in an index that has the order of the list. The list is read
 * from them: it costs as much as they are many, however many other rows the list's own table has.
 */
export interface LedBy<E, D> {
  entity: () => EntityClass<D>;
  /** Which of them lead to which row. */
  where: (leader: Alias<D>, row: Alias<E>) => Condition;
  /** Properties of the row that the leading row holds as well, never null there: what orders by them orders by its columns. */
  holds: Partial<Record<keyof E & string, keyof D & string>>;
}

/** Rows that lead to a list, checked against both entities. */
export function ledBy<E, D>(rule: LedBy<E, D>): LedBy<E, never> {
  return rule as never;
}

/** Words that somebody looks for in a list. Only where not one row holds them all, rows that resemble them are found. */
export interface Search<E> {
  /** As they were typed: a cursor of another search is refused by it. */
  text: string;
  /** Does the row hold every word? */
  holds: (t: Alias<E>) => Condition;
  /** Does it hold or resemble every word? */
  resembles: (t: Alias<E>) => Condition;
  /** Whole numbers, the nearest first, where nobody asks for another order. */
  rank?: (t: Alias<E>) => Sql;
}

/** What narrows a list besides the client's own filter. */
export interface ListOptions<E> {
  /** Where the rows are read from, if not from their own table. */
  ledBy?: LedBy<E, never>;
  where?: (t: Alias<E>) => Condition;
  /** Whoever `where` holds for may see the row: its visibility need not be asked again. */
  implied?: boolean;
  search?: Search<E> | undefined;
  orderBy?: readonly OrderStep[];
}
