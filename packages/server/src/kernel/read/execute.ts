import { sql } from 'kysely';
import { executePrepared } from './prepared.ts';
import { type Scope } from './scope.ts';
import { type Shape } from './shape.ts';

/** Sends the one statement of a root field and finishes what comes back. */
export async function execute(scope: Scope, shape: Shape): Promise<unknown> {
  const { op } = scope;
  // As text: parsed here once, whatever the driver would make of JSON.
  const statement = scope.statement(sql<{ json: string | null }>`select ${shape.json}::text as json`);
  const [row] = await op.app.shares.run(op, 'statement', () => executePrepared(op.em, statement));
  const json = row?.json ?? null;
  const value: unknown = json === null ? null : JSON.parse(json);
  return shape.finish ? shape.finish(value as never) : value;
}
