import { Redis } from 'ioredis';
import { type Logger } from 'pino';
import { EVENTS_CHANNEL } from './postgres-wake-up.ts';
import { type WakeUp } from './wake-up.ts';

/**
 * Wakes through Redis, where one is given: it spares the database the NOTIFY of every change, and works behind poolers that
 * do not pass LISTEN on. While Redis is away the log is polled.
 */
export class RedisWakeUp implements WakeUp {
  readonly byDatabase = false;
  readonly #speaker: Redis;
  readonly #listener: Redis;
  readonly #log: Logger;
  #away = false;

  constructor(url: string, log: Logger) {
    this.#log = log;
    const options = {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (tries: number) => Math.min(tries * 100, 5_000),
    };
    this.#speaker = new Redis(url, options);
    this.#listener = new Redis(url, options);
  }

  start(wake: () => void): void {
    this.#listener.on('message', wake);
    // Also after every reconnection, when signals may have been lost.
    this.#listener.on('ready', () => {
      this.#away = false;
      this.#listener.subscribe(EVENTS_CHANNEL).then(wake, (error: unknown) => this.#stumbled(error));
    });
    for (const redis of [this.#speaker, this.#listener]) {
      redis.on('error', (error) => this.#stumbled(error));
      redis.connect().catch(() => undefined);
    }
  }

  others(): void {
    this.#speaker.publish(EVENTS_CHANNEL, '').catch((error: unknown) => this.#stumbled(error));
  }

  async stop(): Promise<void> {
    this.#speaker.disconnect();
    this.#listener.disconnect();
  }

  /** Says so once per outage: each try to reconnect is an error of its own. */
  #stumbled(error: unknown): void {
    if (this.#away) return;
    this.#away = true;
    this.#log.warn({ err: error }, 'Redis does not carry wake-ups; events are polled until it does again');
  }
}
