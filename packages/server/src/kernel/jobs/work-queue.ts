import type { EntityManager } from '@mikro-orm/postgresql';
import { fromKysely, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { KEPT_ALIVE, limited, SERVER_LIMITS } from '../db/limits.ts';
import type { App } from '../operation.ts';
import type { QueueWorker } from './queue-worker.ts';
import { sparingly } from './sparingly.ts';

/** Work that is done after a commit, idempotent by the id it carries. Each module declares its own. */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type
export interface WorkData {}
export type WorkName = keyof WorkData;

/** How a piece of work travels: with the earliest instant it acts as of, where a job queued it that was run as of the future. */
type Parcel<N extends WorkName> = WorkData[N] & { notBefore?: string };

/** How much of one kind of work there is: ready or in hand, and given up after every retry. */
export interface QueueDepth {
  name: string;
  waiting: number;
  active: number;
  failed: number;
}

const NOTHING = { waiting: 0, active: 0, failed: 0 } as const;

const SCHEMA = 'work';
/** The longest one piece of work may take. */
const EXPIRE_SECONDS = 120;
/** A worker that gives no sign of life for this long is dead; another takes its work. The shortest that pg-boss knows. */
const HEARTBEAT_SECONDS = 10;
/** How often somebody looks for dead workers. */
const SUPERVISE_SECONDS = 5;
const POLL_SECONDS = 1;
/** How a kind of work is queued. */
const LINE = {
  retryLimit: 2,
  retryDelay: 5,
  expireInSeconds: EXPIRE_SECONDS,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  deleteAfterSeconds: 3600,
} as const;

/**
 * Queued work on pg-boss. It carries only what is due now; due times live in our own tables, on our own clock.
 * A lost or doubled piece of work is harmless: workers look at the row the id names, and a job queues again what is due.
 */
export class WorkQueue {
  readonly #boss: PgBoss;
  readonly #names: readonly WorkName[];
  readonly #log: Logger;
  readonly #workers = new Map<WorkName, string[]>();
  #busy = 0;

  /** @param names the kinds of work there are */
  constructor(connectionString: string, names: readonly WorkName[], log: Logger) {
    this.#names = names;
    this.#boss = new PgBoss({
      ...limited(SERVER_LIMITS),
      connectionString,
      schema: SCHEMA,
      max: 4,
      application_name: 'gatehouse work',
      migrate: false,
      createSchema: false,
      supervise: true,
      superviseIntervalSeconds: SUPERVISE_SECONDS,
      monitorIntervalSeconds: SUPERVISE_SECONDS,
      schedule: false,
      reindex: false,
      monitorVacuum: false,
    });
    this.#log = log;
    // Each hand says so each second while the database is away.
    this.#boss.on(
      'error',
      sparingly((error, unsaid) => log.error({ err: error, unsaid }, 'the work queue stumbled')),
    );
  }

  /** Creates or upgrades the queue's own tables; part of a migration, with the owner's connection. */
  static async migrate(connectionString: string): Promise<void> {
    const boss = new PgBoss({ ...KEPT_ALIVE, connectionString, schema: SCHEMA, supervise: false, schedule: false });
    // Without a listener an error event would end the process; what fails here also rejects.
    boss.on('error', () => undefined);
    await boss.start();
    await boss.stop({ graceful: false });
  }

  /**
   * Opens the queue, with a line for each kind of work.
   * @throws where the queue's tables are not there or not of this version.
   */
  async start(): Promise<void> {
    await this.#boss.start();
    const lines = new Map((await this.#boss.getQueues([...this.#names])).map((line) => [line.name, line]));
    for (const name of this.#names) {
      const line = lines.get(name);
      if (!line) await this.#boss.createQueue(name, LINE);
      else if (!isSubset(LINE, line)) await this.#boss.updateQueue(name, LINE);
    }
  }

  /** Starts a worker on this replica, with as many hands as its concurrency says. */
  async work(app: App, worker: QueueWorker): Promise<void> {
    const hands = Array.from({ length: worker.concurrency }, () => this.#hand(app, worker));
    this.#workers.set(worker.name, [...(this.#workers.get(worker.name) ?? []), ...(await Promise.all(hands))]);
  }

  /** One hand of a worker. @returns its id */
  async #hand(app: App, worker: QueueWorker): Promise<string> {
    const options = { pollingIntervalSeconds: POLL_SECONDS, batchSize: 1 };
    let id: string | null = null;
    id = await this.#boss.work<Parcel<WorkName>>(worker.name, options, async ([job]) => {
      if (!job) return;
      // Where there was something there may be more: a backlog is not worked off one piece per poll.
      if (id !== null) this.#boss.notifyWorker(id);
      await this.#do(app, worker, job.data);
    });
    return id;
  }

  /**
   * Queues work inside the transaction of `em`: it exists if and only if that commits.
   * @param notBefore the earliest instant it acts as of; null: whatever the clock says then.
   */
  async send<N extends WorkName>(em: EntityManager, name: N, data: WorkData[N], notBefore: Date | null = null): Promise<void> {
    const parcel: Parcel<N> = notBefore ? { ...data, notBefore: notBefore.toISOString() } : data;
    await this.#boss.send(name, parcel, { db: fromKysely(em.getKysely() as never) });
  }

  /** Tells this replica's workers that there is something to do, so that nobody waits for the next poll. */
  wake(name: WorkName): void {
    for (const id of this.#workers.get(name) ?? []) this.#boss.notifyWorker(id);
  }

  /**
   * Does queued work in this process until there is none of this kind, and waits for what other workers have in hand.
   * Work that failed and waits for its next try is tried at once; after its last try it counts as failed.
   * @param now the instant to act as of, where the work itself names no later one.
   * @throws Error where somebody else still holds work after the time they are given for it.
   */
  async drain(app: App, worker: QueueWorker, now: Date): Promise<{ done: number; failed: number }> {
    const outcome = { done: 0, failed: 0 };
    const deadline = Date.now() + EXPIRE_SECONDS * 1000;
    for (;;) {
      const jobs = await this.#boss.fetch<Parcel<WorkName>>(worker.name, {
        batchSize: worker.concurrency,
        ignoreStartAfter: true,
      });
      const results = await Promise.all(jobs.map((job) => this.#settle(app, worker, job, now)));
      for (const well of results) outcome[well ? 'done' : 'failed'] += 1;
      if (jobs.length > 0) continue;
      const [{ active, waiting } = NOTHING] = await this.#depthsOf([worker.name]);
      if (active + waiting === 0) return outcome;
      if (Date.now() > deadline) throw new Error(`${active} pieces of the work "${worker.name}" are still in other hands.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** How much there is to do, by kind of work. */
  async depths(): Promise<QueueDepth[]> {
    return this.#depthsOf(this.#names);
  }

  /** Pieces of work that this process has in hand. */
  get busy(): number {
    return this.#busy;
  }

  /** Takes nothing new and finishes what is in hand; what takes longer than `graceMs` is taken up by another worker. */
  async stop(graceMs = 15_000): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: graceMs });
  }

  async #settle(app: App, worker: QueueWorker, job: { id: string; data: Parcel<WorkName> }, now: Date): Promise<boolean> {
    try {
      await this.#do(app, worker, job.data, now);
      await this.#boss.complete(worker.name, job.id);
      return true;
    } catch (error) {
      await this.#boss.fail(worker.name, job.id, { message: (error as Error).message });
      return false;
    }
  }

  async #do(app: App, worker: QueueWorker, { notBefore, ...data }: Parcel<WorkName>, now: Date = app.now()): Promise<void> {
    const earliest = notBefore ? new Date(notBefore) : now;
    this.#busy += 1;
    try {
      await worker.run(app, data as never, earliest > now ? earliest : now);
    } catch (error) {
      this.#log.error({ err: error, work: worker.name, data }, 'a piece of work failed and will be taken up again');
      throw error;
    } finally {
      this.#busy -= 1;
    }
  }

  async #depthsOf(names: readonly WorkName[]): Promise<QueueDepth[]> {
    const { rows } = await this.#boss.getDb().executeSql(
      `select name, count(*) filter (where state in ('created', 'retry'))::int as waiting,
        count(*) filter (where state = 'active')::int as active, count(*) filter (where state = 'failed')::int as failed
      from ${SCHEMA}.job where name = any($1) group by name`,
      [names],
    );
    const found = new Map((rows as QueueDepth[]).map((depth) => [depth.name, depth]));
    return names.map((name) => ({ name, ...NOTHING, ...found.get(name) }));
  }
}

function isSubset(some: Readonly<Record<string, unknown>>, all: object): boolean {
  return Object.entries(some).every(([key, value]) => (all as Record<string, unknown>)[key] === value);
}
