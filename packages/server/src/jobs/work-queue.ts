import { type EntityManager } from '@mikro-orm/postgresql';
import { fromKysely, PgBoss } from 'pg-boss';
import { type Logger } from 'pino';

/** Work that is done after a commit, idempotent by the id it carries. */
export interface WorkData {
  /** Make one grant true or untrue in its target. */
  provision: { operationId: string };
  /** Send one mail of the outbox. */
  mail: { mailId: string };
}
export type WorkName = keyof WorkData;
export type Worker<N extends WorkName> = (data: WorkData[N]) => Promise<void>;

const NAMES: readonly WorkName[] = ['provision', 'mail'];
/** A worker that died holds its work this long before another takes it. */
const EXPIRE_SECONDS = 120;

/**
 * Queued work on pg-boss. It carries only what is due now; due times live in our own tables, on our own clock.
 * A lost or doubled piece of work is harmless: workers look at the row the id names, and a job queues again what is due.
 */
export class WorkQueue {
  readonly #boss: PgBoss;
  readonly #log: Logger;
  readonly #workers = new Map<WorkName, string[]>();
  #pending = 0;

  constructor(connectionString: string, log: Logger) {
    this.#boss = new PgBoss({ connectionString, schema: 'work', migrate: false, createSchema: false, max: 4, supervise: true, schedule: false });
    this.#log = log;
    this.#boss.on('error', (error) => log.error({ err: error }, 'the work queue stumbled'));
  }

  /** Creates or upgrades the queue's own tables; part of a migration, with the owner's connection. */
  static async migrate(connectionString: string): Promise<void> {
    const boss = new PgBoss({ connectionString, schema: 'work', supervise: false, schedule: false });
    await boss.start();
    for (const name of NAMES) {
      const options = { retryLimit: 2, retryDelay: 5, expireInSeconds: EXPIRE_SECONDS, deleteAfterSeconds: 3600 };
      if (await boss.getQueue(name)) await boss.updateQueue(name, options);
      else await boss.createQueue(name, options);
    }
    await boss.stop({ graceful: false });
  }

  async start(): Promise<void> {
    await this.#boss.start();
  }

  /** Starts `concurrency` workers for one kind of work on this replica. */
  async work<N extends WorkName>(name: N, concurrency: number, worker: Worker<N>): Promise<void> {
    const ids: string[] = [];
    for (let i = 0; i < concurrency; i += 1) {
      const id = await this.#boss.work<WorkData[N]>(name, { pollingIntervalSeconds: 1, batchSize: 1 }, async ([job]) => {
        if (!job) return;
        this.#pending += 1;
        try {
          await worker(job.data);
        } catch (error) {
          this.#log.error({ err: error, work: name, data: job.data }, 'a piece of work failed and will be taken up again');
          throw error;
        } finally {
          this.#pending -= 1;
        }
      });
      ids.push(id);
    }
    this.#workers.set(name, ids);
  }

  /** Queues work inside the transaction of `em`: it exists if and only if that commits. */
  async send<N extends WorkName>(em: EntityManager, name: N, data: WorkData[N]): Promise<void> {
    await this.#boss.send(name, data, { db: fromKysely(em.getKysely() as never) });
  }

  /** Tells this replica's workers that there is something to do, so that nobody waits for the next poll. */
  wake(name: WorkName): void {
    for (const id of this.#workers.get(name) ?? []) this.#boss.notifyWorker(id);
  }

  /** Takes queued work in this process until there is none; for commands and tests without running workers. */
  async drain<N extends WorkName>(name: N, worker: Worker<N>): Promise<number> {
    let done = 0;
    for (;;) {
      const jobs = await this.#boss.fetch<WorkData[N]>(name, { batchSize: 50 });
      if (jobs.length === 0) return done;
      for (const job of jobs) {
        await worker(job.data);
        await this.#boss.complete(name, job.id);
        done += 1;
      }
    }
  }

  get busy(): number {
    return this.#pending;
  }

  /** Finishes what is in hand, takes nothing new. */
  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 15_000 });
  }
}
