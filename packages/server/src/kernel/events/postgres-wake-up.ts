import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { type Logger } from 'pino';
import { sparingly } from '../jobs/sparingly.ts';
import { KEPT_ALIVE } from '../db/limits.ts';
import { type WakeUp } from './wake-up.ts';

/** The NOTIFY channel on which replicas wake each other. */
export const EVENTS_CHANNEL = 'gatehouse_events';

/** How often the connection is tried out, how long an answer may take, and how long to wait before a new connection. Milliseconds. */
const PROBE_MS = 10_000;
const ANSWER_MS = 5_000;
const RECONNECT_MS = { first: 100, longest: 5_000 } as const;

/**
 * Listens on a connection of its own, since a pool would hand it to others. A connection may die without a word, so it is
 * probed; a new one begins with a wake-up, because signals were lost in between.
 */
export class PostgresWakeUp implements WakeUp {
  readonly byDatabase = true;
  readonly #connectionString: string;
  readonly #log: Logger;
  readonly #stop = new AbortController();
  readonly #sayDeaf = sparingly((error, unsaid) =>
    this.#log.warn({ err: error, unsaid }, 'cannot listen for events; they are polled until that works again'),
  );
  #client: Client | null = null;
  #running: Promise<void> = Promise.resolve();

  constructor(connectionString: string, log: Logger) {
    this.#connectionString = connectionString;
    this.#log = log;
  }

  start(wake: () => void): void {
    this.#running = this.#keepListening(wake);
  }

  others(): void {
    // The database told them when the change committed.
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    if (this.#client) hangUp(this.#client);
    await this.#running;
  }

  async #keepListening(wake: () => void): Promise<void> {
    let pause: number = RECONNECT_MS.first;
    while (!this.#stop.signal.aborted) {
      const listened = await this.#listen(wake).catch((error: unknown) => {
        this.#sayDeaf(error);
        return false;
      });
      pause = listened ? RECONNECT_MS.first : Math.min(pause * 2, RECONNECT_MS.longest);
      await delay(pause, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
  }

  /** Listens until the connection ends. */
  async #listen(wake: () => void): Promise<true> {
    const client = new Client({
      ...KEPT_ALIVE,
      connectionString: this.#connectionString,
      application_name: 'gatehouse events',
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
    });
    const ended = new Promise<void>((resolve) => {
      client.once('end', resolve);
      // Without a listener an error of the socket would end the process.
      client.on('error', (error) => {
        if (!this.#stop.signal.aborted) this.#sayDeaf(error);
        resolve();
      });
    });
    client.on('notification', wake);
    this.#client = client;
    const probe = setInterval(() => client.query('select 1').catch(() => hangUp(client)), PROBE_MS);
    try {
      await client.connect();
      await client.query(`listen ${EVENTS_CHANNEL}`);
      wake();
      if (!this.#stop.signal.aborted) await ended;
      return true;
    } finally {
      clearInterval(probe);
      hangUp(client);
      this.#client = null;
    }
  }
}

/** Ends a connection without waiting for an answer that may never come. */
function hangUp(client: Client): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}
