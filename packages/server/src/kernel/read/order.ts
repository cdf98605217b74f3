import { type OrderInput } from '@gatehouse/schema/shared/orders';
import { sql } from 'kysely';
import { badInput } from '../refused.ts';
import { type OrderStep, type Read } from './define-read.ts';
import { fieldSeen, kindOf, valueOf, type ColumnKind } from './columns.ts';
import { readOfRelation, relatedTo } from './relations.ts';
import { propertyOf, tableOf, type Alias } from './scope.ts';
import { and, truth, type Sql } from './sql.ts';

/** One step of an order on a row of a statement. */
export interface Step {
  property: string;
  descending: boolean;
  value: Sql;
  nullable: boolean;
  kind: ColumnKind;
}

/**
 * The order a list has: what the client asked for, else the list's own; always settled by the id at last, which runs the way of the
 * step before it, so that one index serves all of it.
 */
export function orderSteps(
  read: Read,
  asked: readonly OrderInput[] | null | undefined,
  own: readonly OrderStep[] | undefined,
): OrderStep[] {
  const steps = asked?.length ? asked.map((input) => stepOf(read, input)) : [...(own ?? read.defaultOrder ?? [])];
  const names = steps.map(([property]) => property);
  if (new Set(names).size < names.length) throw badInput('A field may stand in `orderBy` once only.');
  if (!names.includes('id')) steps.push(['id', steps.at(-1)?.[1] ?? 'ASC']);
  return steps;
}

function stepOf(read: Read, input: OrderInput): OrderStep {
  const property = read.orders?.fields[input.field];
  if (!property) throw badInput(`${read.name} rows cannot be ordered by ${input.field}.`);
  return [property, input.direction ?? 'ASC'];
}

/** The steps as they stand on one row. */
export function stepsOn(t: Alias, read: Read, steps: readonly OrderStep[]): Step[] {
  return steps.map(([property, direction]) => ({
    property,
    descending: direction === 'DESC',
    ...(property.includes('.') ? through(t, read, property.split('.')) : own(t, read, property)),
  }));
}

function own(t: Alias, read: Read, property: string): Pick<Step, 'value' | 'nullable' | 'kind'> {
  const nullable = Boolean(read.fields?.[property]?.visible) || isNullable(t, property);
  return { value: valueOf(t, read, property), nullable, kind: kindOf(t, read, property) };
}

/** Something of the one row that relations lead to, as far as the viewer sees it there; nothing where they do not. */
function through(t: Alias, read: Read, [key = '', ...rest]: readonly string[]): Pick<Step, 'value' | 'nullable' | 'kind'> {
  if (rest.length === 0) return own(t, read, key);
  const other = readOfRelation(t, read, key);
  const row = t.scope.alias(other.entity);
  const { value, kind } = through(row, other, rest);
  const condition = and(fieldSeen(t, read, key), relatedTo(t, read, key, row));
  return { value: sql`(select ${value} from ${tableOf(row)} where ${truth(condition)})`, nullable: true, kind };
}

function isNullable(t: Alias, property: string): boolean {
  return propertyOf(t.meta, property)?.nullable ?? false;
}

/** `order by` list; PostgreSQL's own places for nulls (last upwards, first downwards), so that plain indexes serve. */
export function orderBy(steps: readonly Step[], backward = false): Sql {
  return sql.join(steps.map((step) => sql`${step.value} ${sql.raw(step.descending !== backward ? 'desc' : 'asc')}`));
}
