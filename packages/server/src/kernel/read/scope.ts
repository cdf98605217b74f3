import { embeddedField } from '@gatehouse/schema/shared/columns';
import { type EntityClass, type EntityMetadata, type EntityProperty } from '@mikro-orm/core';
import { sql, type RawBuilder } from 'kysely';
import { type ViewerOperation } from '../operation.ts';
import { type Condition, type Sql, truth } from './sql.ts';

/** A row of an entity in a statement: called with a property it gives that property's column; with an embeddable, that of one of its parts. */
export interface Alias<E = object> {
  <K extends keyof E & string>(property: K, part?: keyof E[K] & string): Sql;
  readonly scope: Scope;
  readonly meta: EntityMetadata;
  /** The row itself, as `alias.*` is selected from. */
  readonly row: Sql;
}

/** One statement being built: who asks, and the names given to its rows so far. */
export class Scope {
  readonly op: ViewerOperation;
  /** Are rows being looked for, as in a list? What is unlisted is seen only by whoever brings its id. */
  finding = true;
  private names = 0;
  private readonly shared = new Map<string, { name: Sql; rows: Sql }>();

  constructor(op: ViewerOperation) {
    this.op = op;
  }

  /** Builds a condition on a row whose id the viewer brought. */
  byId<T>(build: () => T): T {
    this.finding = false;
    try {
      return build();
    } finally {
      this.finding = true;
    }
  }

  /**
   * Rows of one column that depend on nothing around them: found once, however many parts of the statement ask for them. To
   * send the whole statement, send what `statement(…)` makes of it.
   * @param key names them; who asks twice under one key means the same rows
   * @returns them, to stand after `in`
   */
  once(key: string, rows: () => Sql): Sql {
    let known = this.shared.get(key);
    if (!known) this.shared.set(key, (known = { name: sql.ref(`found${this.shared.size + 1}`), rows: rows() }));
    return sql`(select id from ${known.name})`;
  }

  /** The whole statement, to be sent: before it what it finds once. */
  statement<T>(body: RawBuilder<T>): RawBuilder<T> {
    const all = [...this.shared.values()].map(({ name, rows }) => sql`${name} (id) as materialized (${rows})`);
    return all.length === 0 ? body : sql<T>`with ${sql.join(all)} ${body}`;
  }

  /** A new name for a row of this entity. */
  alias<E>(entity: EntityClass<E>): Alias<E> {
    const meta = this.op.em.getMetadata().get(entity as never) as EntityMetadata;
    const alias = `t${(this.names += 1)}`;
    const column = (property: string, part?: string) => {
      const found = propertyOf(meta, property);
      const name = (part === undefined ? found : found?.embeddedProps[part])?.fieldNames?.[0];
      if (!name) throw new Error(`${meta.className}.${property} stands in no column`);
      // A statement has hundreds of them, and both names are our own.
      return sql.raw(`"${alias}"."${name}"`);
    };
    return Object.assign(column, { scope: this, meta, row: sql.ref(alias) }) as never;
  }
}

/** The property a field stands for: the row's own, or that of one of its embeddables. */
export function propertyOf(meta: EntityMetadata, field: string): EntityProperty | undefined {
  const [property, part] = embeddedField(meta.class, field) ?? [field];
  const found = meta.properties[property as never] as EntityProperty | undefined;
  return part === undefined ? found : found?.embeddedProps[part];
}

/** `from` clause of a row: its table under its name. */
export function tableOf(t: Alias): Sql {
  return sql`${sql.table(t.meta.tableName)} as ${t.row}`;
}

/** Is there a row of this entity for which the condition holds? */
export function exists<E>(near: Alias, entity: EntityClass<E>, where: (t: Alias<E>) => Condition): Condition {
  const t = near.scope.alias(entity);
  const condition = where(t);
  return condition === false ? false : sql`exists (select 1 from ${tableOf(t as never)} where ${truth(condition)})`;
}

/** One column of the rows for which the condition holds, to stand after `in` or inside `array( … )`. */
export function select<E>(
  near: Alias,
  entity: EntityClass<E>,
  property: keyof E & string,
  where: (t: Alias<E>) => Condition,
): Sql {
  const t = near.scope.alias(entity);
  return sql`select ${t(property)} from ${tableOf(t as never)} where ${truth(where(t))}`;
}
