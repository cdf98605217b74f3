import { type EntityProperty } from '@mikro-orm/core';
import { sql } from 'kysely';
import { type Action } from '@gatehouse/schema/rules/actions';
import { may } from '@gatehouse/schema/rules/permissions';
import { type Viewer } from '../authz/viewer.ts';
import { type Read } from './define-read.ts';
import { propertyOf, type Alias } from './scope.ts';
import { and, isoTime, truth, type Sql } from './sql.ts';

/** How a column is compared and written. */
export type ColumnKind = 'text' | 'time' | 'int' | 'bigint' | 'boolean' | 'array' | 'json';

/** What kind of value a property is: what its rule says, else that of its column; a computed one of which nothing is said is text. */
export function kindOf({ meta }: Alias, read: Read, property: string): ColumnKind {
  return read.fields?.[property]?.kind ?? kindOfColumn(propertyOf(meta, property));
}

/** What kind of column this property stands in. */
export function kindOfColumn(property: EntityProperty | undefined): ColumnKind {
  const type = property?.columnTypes?.[0] ?? 'text';
  if (type.startsWith('timestamp')) return 'time';
  if (type.endsWith('[]')) return 'array';
  if (type === 'bigint' || type === 'boolean') return type;
  if (type.startsWith('json')) return 'json';
  return type.startsWith('int') || type === 'smallint' ? 'int' : 'text';
}

/**
 * The value of a property to filter and order by: its column, or the SQL its rule gives; where the viewer may not see it, what they read
 * in its place.
 */
export function valueOf(t: Alias, read: Read, property: string): Sql {
  const rule = read.fields?.[property];
  const value = rule?.sql ? rule.sql(t as never, t.scope.op) : t(property as never);
  return rule?.visible ? seenOr(t, read, property, value, rule.hidden ?? sql`null`) : value;
}

/** `value` for those who may see the field, `hidden` for the others. */
export function seenOr(t: Alias, read: Read, property: string, value: Sql, hidden: Sql): Sql {
  const seen = fieldSeen(t, read, property);
  if (seen === true) return value;
  return seen === false ? hidden : sql`case when ${truth(seen)} then ${value} else ${hidden} end`;
}

/** May the viewer see this field of this row? */
export function fieldSeen(t: Alias, read: Read, property: string) {
  const rule = read.fields?.[property];
  const { viewer } = t.scope.op;
  return !rule?.visible || seesAll(viewer, read) ? true : and(rule.visible(t as never, viewer));
}

/** Does the viewer see every row and field that is read like this? */
export function seesAll(viewer: Viewer, { all }: { all?: Action }): boolean {
  return all !== undefined && may(viewer, all).allowed;
}

/** A column as JSON holds it: instants in ISO, big numbers as text, the rest as it is. */
export function jsonValue(value: Sql, kind: ColumnKind): Sql {
  if (kind === 'time') return isoTime(value);
  return kind === 'bigint' ? sql`${value}::text` : value;
}
