/**
 * How replicas wake each other when there are new events. A wake-up carries no data and may be lost: the log is read by
 * position, and polled as a backstop.
 */
export interface WakeUp {
  /** Does the database itself carry it, by a NOTIFY inside the transaction of the change? */
  readonly byDatabase: boolean;
  /** Begins to listen; calls `wake` on every signal, and whenever one may have been lost. Returns at once and keeps trying. */
  start(wake: () => void): void;
  /** Wakes the other replicas, where the database does not. */
  others(): void;
  stop(): Promise<void>;
}
