import { type MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type Logger } from 'pino';

/** How often the database is asked what time it is, in milliseconds. */
const EVERY_MS = 10_000;
/** Of so many answers the fastest counts: it says most precisely when it was given. */
const SAMPLES = 3;
/** What a machine's clock may be off before somebody is told, in milliseconds. */
const TOLD_MS = 2_000;
/** What is not corrected: replicas that are so near each other agree. */
const NEAR_MS = 50;

/**
 * The time, which is the database's: one for all replicas, whatever their machines say. Between two answers it runs with
 * the steady clock of this process, so that setting the clock of a machine changes nothing.
 */
export class DatabaseClock {
  readonly #orm: MikroORM;
  readonly #log: Logger;
  #at = Date.now();
  #steady = performance.now();
  #timer: NodeJS.Timeout | null = null;
  /** How far this machine's clock is ahead of the database's, in milliseconds; negative: behind. */
  aheadMs = 0;

  constructor(orm: MikroORM, log: Logger) {
    this.#orm = orm;
    this.#log = log;
  }

  now = (): Date => new Date(this.#at + (performance.now() - this.#steady));

  /** Is this machine's clock so far off that somebody should look at it? */
  get off(): boolean {
    return Math.abs(this.aheadMs) > TOLD_MS;
  }

  /** Asks once, and from then on regularly. @throws where the database is not there */
  async start(): Promise<void> {
    await this.#ask();
    // While the database is away the last answer counts.
    this.#timer = setInterval(() => void this.#ask().catch(() => undefined), EVERY_MS);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  async #ask(): Promise<void> {
    let best = await this.#sample();
    for (let sample = 1; sample < SAMPLES; sample += 1) {
      const next = await this.#sample();
      if (next.tripMs < best.tripMs) best = next;
    }
    const databaseNow = best.time + (performance.now() - best.steady);
    if (Math.abs(databaseNow - this.now().getTime()) > NEAR_MS + best.tripMs / 2) {
      this.#at = databaseNow;
      this.#steady = performance.now();
    }
    const wasOff = this.off;
    this.aheadMs = Date.now() - databaseNow;
    if (this.off && !wasOff)
      this.#log.warn({ aheadMs: Math.round(this.aheadMs) }, 'the clock of this machine is off; the time of the database counts');
    if (wasOff && !this.off) this.#log.info('the clock of this machine is right again');
  }

  /** The database's time, half the trip after it was told. */
  async #sample(): Promise<{ time: number; steady: number; tripMs: number }> {
    const asked = performance.now();
    const { rows } = await sql<{ ms: number }>`select extract(epoch from clock_timestamp())::float8 * 1000 as ms`.execute(
      this.#orm.em.fork().getKysely(),
    );
    const steady = performance.now();
    return { time: rows[0]!.ms + (steady - asked) / 2, steady, tripMs: steady - asked };
  }
}
