/**
 * Columns of a row as members of a JSON object, each under the name of its property. They are read off the metadata of the entity, so
 * that a new column is in it and none can be forgotten.
 */
import { ReferenceKind, type Collection, type EntityClass, type EntityMetadata, type EntityProperty } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { jsonValue, kindOfColumn } from './columns.ts';
import { type Sql } from './sql.ts';

/** A row of an entity under its name in a statement; every alias is one. */
export interface NamedRow<_E = object> {
  readonly meta: EntityMetadata;
  readonly row: Sql;
}

/** A member of a JSON object. */
export type Member = readonly [name: string, value: Sql];

/** A row of an entity that a statement written by hand calls by this name. */
export function namedRow<E>(em: EntityManager, entity: EntityClass<E>, name: string): NamedRow<E> {
  return { meta: em.getMetadata().get(entity as never) as EntityMetadata, row: sql.ref(name) };
}

/** A row of those that belong to another, under its name in the statement. */
export function relatedRow<E, C extends object>(
  { meta }: NamedRow<E>,
  property: { [K in keyof E]: E[K] extends Collection<C> ? K : never }[keyof E] & string,
  name: string,
): NamedRow<C> {
  const { targetMeta } = meta.properties[property as never] as EntityProperty;
  return { meta: targetMeta as EntityMetadata, row: sql.ref(name) };
}

/** Everything an embeddable of the row says. */
export function embeddedMembers<E>({ meta, row }: NamedRow<E>, property: keyof E & string): Member[] {
  const { embeddedProps } = meta.properties[property as never] as EntityProperty;
  return Object.entries(embeddedProps).map(([name, column]) => member(name, column, row));
}

/** Everything the row itself says but what is named; a row it points to by that row's id. */
export function columnMembers<E>({ meta, row }: NamedRow<E>, except: readonly (keyof E & string)[]): Member[] {
  const left = new Set<string>(except);
  const own = meta.props.filter(
    ({ name, kind, embedded, persist }) => !left.has(name) && IN_A_COLUMN.has(kind) && !embedded && persist !== false,
  );
  return own.map((column) => member(column.kind === ReferenceKind.SCALAR ? column.name : `${column.name}Id`, column, row));
}

const IN_A_COLUMN = new Set<string>([ReferenceKind.SCALAR, ReferenceKind.MANY_TO_ONE]);

function member(name: string, column: EntityProperty, row: Sql): Member {
  return [name, jsonValue(sql`${row}.${sql.ref(column.fieldNames[0]!)}`, kindOfColumn(column))];
}
