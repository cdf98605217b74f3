import { type EntityManager, type MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type Logger } from 'pino';
import { EventFeed } from './event-feed.ts';
import { eventsAfter, logState, stampEvents, type EventScope } from './event-log-rows.ts';
import { EVENTS_CHANNEL } from './postgres-wake-up.ts';
import { type WakeUp } from './wake-up.ts';

/** Events a returning reader may have missed, at most; beyond that it is told to read again. */
export const REPLAY_MAX = 1000;
const PAGE = 500;
/** How long a lost wake-up can go unnoticed, in milliseconds. */
const POLL_MS = 1000;

/**
 * The live side of the event log on this replica: gives positions to new events, reads what comes after its own last
 * position, and hands it to its feeds. Any number of replicas do the same; each sees every event once, in one order.
 */
export class EventLog {
  readonly #orm: MikroORM;
  readonly #wakeUp: WakeUp;
  readonly #log: Logger;
  readonly #pollMs: number;
  readonly #feeds = new Set<EventFeed>();
  #position = 0;
  #started: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #turn: Promise<void> | null = null;
  #again = false;
  #troubled = false;

  constructor(orm: MikroORM, wakeUp: WakeUp, log: Logger, pollMs = POLL_MS) {
    this.#orm = orm;
    this.#wakeUp = wakeUp;
    this.#log = log;
    this.#pollMs = pollMs;
  }

  /** Begins with what happens from now on. Calling it again does nothing. A process that serves nobody live need not start it. */
  start(): Promise<void> {
    this.#started ??= this.#begin();
    return this.#started;
  }

  async #begin(): Promise<void> {
    await stampEvents(this.#em());
    this.#position = (await logState(this.#em())).head;
    this.#timer = setInterval(() => this.wake(), this.#pollMs);
    this.#wakeUp.start(() => this.wake());
  }

  /** Ends every feed, and with them the subscriptions. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    for (const feed of this.#feeds) feed.close();
    await this.#wakeUp.stop();
    await this.#turn;
  }

  /** The position up to which this replica has handed events out: whatever is committed from now on stands behind it. */
  async head(): Promise<number> {
    await this.start();
    return this.#position;
  }

  /** How many read along on this replica. */
  get readers(): number {
    return this.#feeds.size;
  }

  /** To be called in the transaction that writes events: wakes every replica once it commits. */
  async announced(em: EntityManager): Promise<void> {
    if (this.#wakeUp.byDatabase) await sql`select pg_notify(${EVENTS_CHANNEL}, '')`.execute(em.getKysely());
  }

  /** To be called once it has committed: this replica need not wait to be told. */
  committed(): void {
    this.wake();
  }

  /** Looks for new events, now or as soon as the look that is under way ends. */
  wake(): void {
    if (this.#timer === null) return;
    if (this.#turn) this.#again = true;
    else this.#turn = this.#look().finally(() => (this.#turn = null));
  }

  /**
   * Opens a feed.
   * @param after the position its reader has seen; null: it wants only what comes from now on.
   */
  async open(scope: EventScope, after: number | null): Promise<EventFeed> {
    await this.start();
    if (this.#timer === null) throw new Error('The event log has stopped.');
    // Live events are kept from this instant on, so that nothing falls between the replay and them.
    const from = this.#position;
    const feed = new EventFeed(scope, from, (closed) => this.#feeds.delete(closed));
    this.#feeds.add(feed);
    try {
      if (after !== null) await this.#replay(feed, scope, after, from);
      return feed;
    } catch (error) {
      feed.close();
      throw error;
    }
  }

  async #replay(feed: EventFeed, scope: EventScope, after: number, from: number): Promise<void> {
    const { first, head } = await logState(this.#em());
    const forgotten = after + 1 < first || after > head;
    const missed = forgotten ? [] : await eventsAfter(this.#em(), after, REPLAY_MAX + 1, scope);
    if (forgotten || missed.length > REPLAY_MAX) feed.lose(from);
    // This replica may be behind the one that gave the cursor, or ahead of what was just read.
    else
      feed.replay(
        missed.filter(({ position }) => position <= from),
        Math.max(from, after),
      );
  }

  async #look(): Promise<void> {
    try {
      do {
        this.#again = false;
        await this.#lookOnce();
      } while (this.#again);
      this.#troubled = false;
    } catch (error) {
      if (!this.#troubled) this.#log.warn({ err: error }, 'cannot read the event log; it is tried again every second');
      this.#troubled = true;
    }
  }

  async #lookOnce(): Promise<void> {
    const { head, waiting } = await logState(this.#em());
    const given = waiting ? await stampEvents(this.#em()) : 0;
    if (given > 0) this.#wakeUp.others();
    if (head < this.#position) this.#startOver(head);
    for (let full = head > this.#position || waiting; full;) {
      const page = await eventsAfter(this.#em(), this.#position, PAGE);
      // Without a pause: a feed that is opened meanwhile finds all of the page dispatched, or none of it.
      for (const event of page) for (const feed of this.#feeds) feed.offer(event);
      this.#position = page.at(-1)?.position ?? this.#position;
      full = page.length === PAGE;
    }
  }

  /** The log is not the one we knew (a database that was restored): everybody reads again. */
  #startOver(head: number): void {
    this.#log.warn({ head, position: this.#position }, 'the event log went back; every subscription reads again');
    this.#position = head;
    for (const feed of this.#feeds) feed.restart(head);
  }

  #em(): EntityManager {
    return this.#orm.em.fork();
  }
}
