import { sql, type Kysely } from 'kysely';
import { type ViewerOperation } from '../operation.ts';
import { prepared } from './prepared.ts';
import { type Shape } from './shape.ts';

/** Sends the one statement of a root field and finishes what comes back. */
export async function execute(op: ViewerOperation, shape: Shape): Promise<unknown> {
  const database = op.em.getKysely() as unknown as Kysely<unknown>;
  // As text: parsed here once, whatever the driver would make of JSON.
  const statement = sql`select ${shape.json}::text as json`.compile(database);
  const { rows } = await database.executeQuery<{ json: string | null }>({ ...statement, sql: prepared(statement.sql) });
  const json = rows[0]?.json ?? null;
  const value: unknown = json === null ? null : JSON.parse(json);
  return shape.finish ? shape.finish(value as never) : value;
}
