import { type EntityClass } from '@mikro-orm/core';
import { sql } from 'kysely';
import { type ViewerOperation } from '../operation.ts';
import { readOf } from '../read/models.ts';
import { visible } from '../read/relations.ts';
import { Scope, tableOf, type Alias } from '../read/scope.ts';
import { and, truth } from '../read/sql.ts';

/** Is there such a row, and may the viewer see it who brought its id? The same condition as in every read. */
export async function sees(op: ViewerOperation, entity: EntityClass<object>, id: string): Promise<boolean> {
  const row = new Scope(op).alias(entity) as Alias<never>;
  const condition = and(
    sql`${row('id' as never)} = ${id}`,
    row.scope.byId(() => visible(row, readOf(entity))),
  );
  const statement = row.scope.statement(sql`select 1 from ${tableOf(row)} where ${truth(condition)}`);
  const found = await statement.execute(op.em.getKysely());
  return found.rows.length > 0;
}
