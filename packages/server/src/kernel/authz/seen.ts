import { type EntityClass } from '@mikro-orm/core';
import { sql } from 'kysely';
import { type ViewerOperation } from '../operation.ts';
import { readOf } from '../read/models.ts';
import { visible } from '../read/relations.ts';
import { Scope, tableOf, type Alias } from '../read/scope.ts';
import { and, truth, type Sql } from '../read/sql.ts';

/**
 * What is made of one row in SQL, as the row stands in the operation's own transaction, if the viewer may see it who brought
 * its id. The same condition as in every read.
 * @param json what is made of it.
 * @returns it, as JSON says it; null where there is no such row, or none for them.
 */
export async function seen<T, E extends object>(
  op: ViewerOperation,
  entity: EntityClass<E>,
  id: string,
  json: (t: Alias<E>) => Sql,
): Promise<T | null> {
  const row = new Scope(op).alias(entity);
  const condition = and(
    sql`${row('id' as never)} = ${id}`,
    row.scope.byId(() => visible(row as never, readOf(entity as never))),
  );
  const statement = row.scope.statement(
    sql<{ json: string }>`select (${json(row)})::text as json from ${tableOf(row as never)} where ${truth(condition)}`,
  );
  const [found] = (await statement.execute(op.em.getKysely())).rows;
  return found ? (JSON.parse(found.json) as T) : null;
}

/** Is there such a row, and may the viewer see it who brought its id? */
export async function sees(op: ViewerOperation, entity: EntityClass<object>, id: string): Promise<boolean> {
  return (await seen<boolean, object>(op, entity, id, () => sql`true`)) !== null;
}
