import { type App } from '../operation.ts';

/** What was done of one kind of queued work. */
export interface Drained {
  name: string;
  done: number;
  /** Tries that failed; the domain's own refusals are not among them. */
  failed: number;
}

/**
 * Does everything that is queued, in this process, as of `now`: for commands and tests without running workers.
 * What one kind of work queues of another is done too.
 */
export async function drainQueues(app: App, now: Date): Promise<Drained[]> {
  const sums = app.workers.map(({ name }): Drained => ({ name, done: 0, failed: 0 }));
  for (;;) {
    const busy = new Set((await app.queue.depths()).flatMap((queue) => (queue.waiting + queue.active > 0 ? queue.name : [])));
    if (busy.size === 0) return sums;
    for (const [at, worker] of app.workers.entries()) {
      if (!busy.has(worker.name)) continue;
      const { done, failed } = await app.queue.drain(app, worker, now);
      sums[at]!.done += done;
      sums[at]!.failed += failed;
    }
  }
}

/** As `drainQueues`. @returns how many pieces of work were done */
export async function drainWork(app: App, now: Date): Promise<number> {
  return (await drainQueues(app, now)).reduce((sum, { done }) => sum + done, 0);
}
