import { inChange, type Change } from '../change.ts';
import { type App, type ViewerOperation } from '../operation.ts';
import { systemOperation } from './system-operation.ts';

/** Rows one piece of work is about: done in seconds, so that a stopping server waits for it and a dead one loses little. */
export const BATCH = 50;

/** Queued work on many rows, the next ones after a place in the order of their ids. */
export interface BatchWork {
  /** How many rows one piece of work is about. */
  size: number;
  /** The ids of the next rows, in their order, `size` of them at most. */
  next(op: ViewerOperation, limit: number): Promise<{ id: string }[]>;
  /** Does what is to be done about one, in a transaction of its own; it may be done again at any time. */
  one(change: Change, id: string): Promise<void>;
  /** Queues the work for those after this one. */
  goOn(change: Change, after: string): void;
  /** What the log says where one throws, and what it calls its id. A job finds it again. */
  failed: { idName: string; message: string };
}

/** Does the next batch as the system and queues the one after it. One row's trouble is not the others': it is logged. */
export async function workOnBatch(app: App, now: Date, { size, next, one, goOn, failed }: BatchWork): Promise<void> {
  const op = systemOperation(app, now);
  const batch = await next(op, size);
  for (const { id } of batch) {
    await inChange(op, (change) => one(change, id)).catch((error: unknown) =>
      app.log.error({ err: error, [failed.idName]: id }, failed.message),
    );
  }
  const last = batch.at(-1);
  if (last && batch.length === size) await inChange(op, async (change) => goOn(change, last.id));
}
