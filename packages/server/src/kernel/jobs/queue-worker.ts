import { type App } from '../operation.ts';
import { type WorkData, type WorkName } from './work-queue.ts';

/**
 * Does one kind of queued work. Work is idempotent by the id it carries: it may arrive twice, late, or after the thing it
 * is about has changed, so it looks at the row first. Throwing means "try again soon"; what the domain calls a failure
 * (a target that refuses) is written down and is no throw.
 */
export interface QueueWorker<N extends WorkName = WorkName> {
  name: N;
  /** Pieces of this work one replica does at a time. */
  concurrency: number;
  /** @param now the instant to act as of: the clock, or the later instant a job that queued it was run as of. */
  run(app: App, data: WorkData[N], now: Date): Promise<void>;
}
