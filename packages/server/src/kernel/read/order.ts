import { type OrderInput } from '@gatehouse/schema/shared/orders';
import { sql } from 'kysely';
import { badInput } from '../refused.ts';
import { type OrderStep, type Read } from './define-read.ts';
import { kindOf, valueOf, type ColumnKind } from './columns.ts';
import { propertyOf, type Alias } from './scope.ts';
import { type Sql } from './sql.ts';

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
    value: valueOf(t, read, property),
    nullable: Boolean(read.fields?.[property]?.visible) || isNullable(t, property),
    kind: kindOf(t, read, property),
  }));
}

function isNullable(t: Alias, property: string): boolean {
  return propertyOf(t.meta, property)?.nullable ?? false;
}

/** `order by` list; PostgreSQL's own places for nulls (last upwards, first downwards), so that plain indexes serve. */
export function orderBy(steps: readonly Step[], backward = false): Sql {
  return sql.join(steps.map((step) => sql`${step.value} ${sql.raw(step.descending !== backward ? 'desc' : 'asc')}`));
}
