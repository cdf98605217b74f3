import { sql } from 'kysely';
import { type ViewerOperation } from '../operation.ts';
import { executePrepared } from './prepared.ts';
import { type Shape } from './shape.ts';

/** Sends the one statement of a root field and finishes what comes back. */
export async function execute(op: ViewerOperation, shape: Shape): Promise<unknown> {
  // As text: parsed here once, whatever the driver would make of JSON.
  const statement = sql<{ json: string | null }>`select ${shape.json}::text as json`;
  const [row] = await op.app.shares.run(op, 'statement', () => executePrepared(op.em, statement));
  const json = row?.json ?? null;
  const value: unknown = json === null ? null : JSON.parse(json);
  return shape.finish ? shape.finish(value as never) : value;
}
