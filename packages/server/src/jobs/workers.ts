import { redeliverWorker } from '../features/assignments/redeliver.worker.ts';
import { provisionWorker } from '../features/provisioning/provision.worker.ts';
import { endLeaversWorker } from '../features/requests/end-leavers.worker.ts';
import { mailWorker } from '../mail/mail.worker.ts';
import { type App } from '../operation.ts';
import { type QueueWorker } from './queue-worker.ts';

/** Who does the queued work, one worker per kind. */
export const WORKERS: readonly QueueWorker[] = [redeliverWorker(), endLeaversWorker(), provisionWorker(), mailWorker];

/** Starts every worker on this replica. They end with the queue. */
export async function registerWorkers(app: App): Promise<void> {
  for (const worker of WORKERS) await app.queue.work(app, worker);
}
