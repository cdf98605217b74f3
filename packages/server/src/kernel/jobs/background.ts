import { type App } from '../operation.ts';
import { JobRunner } from './runner.ts';

/** What a serving process does besides answering: the live log, and, where JOBS is on, timed jobs and queued work. */
export interface Background {
  /** Starts nothing new and waits for what runs; what is queued goes on when the queue is stopped. */
  stop(): Promise<void>;
}

/** Starts the background of a serving process. */
export async function startBackground(app: App): Promise<Background> {
  await app.eventLog.start();
  if (!app.config.jobs) return { stop: () => app.eventLog.stop() };
  for (const worker of app.workers) await app.queue.work(app, worker);
  const runner = new JobRunner(app, app.jobs);
  await runner.start();
  return {
    async stop() {
      await runner.stop();
      await app.eventLog.stop();
    },
  };
}
