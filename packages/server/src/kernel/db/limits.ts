/**
 * The time limits of a connection, so that neither a lost host nor a process that stands still holds anything for longer.
 * All in milliseconds; 0: as long as it takes.
 */
interface Limits {
  /** One statement. */
  statement: number;
  /** Waiting for one lock; shorter than a statement, so that the two are told apart. */
  lock: number;
  /** A transaction whose process says nothing: the database ends it, and gives its locks to others. */
  idle: number;
}

const MINUTE = 60_000;

/** Of a server, whose every answer somebody waits for. */
export const SERVER_LIMITS = limitsWithin(15_000);
/** Of a command, whose statements may be long. */
export const COMMAND_LIMITS: Limits = { statement: 0, lock: 0, idle: 10 * MINUTE };

/** The limits of a server whose statements take no longer than `statement`. */
export function limitsWithin(statement: number): Limits {
  return { statement, lock: Math.floor((statement * 2) / 3), idle: statement };
}

/**
 * How many of its groups of three letters a word must share with another one to resemble it, from 0 to 1: one changed
 * letter in six is near enough, and so are two letters that changed places. It only narrows guesses, which are shown if
 * nothing fits.
 */
const LIKENESS = 0.4;

/** What every connection is opened with: both sides notice within half a minute that the other is gone. */
export const KEPT_ALIVE = {
  connectionTimeoutMillis: 10_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  options: `-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c pg_trgm.word_similarity_threshold=${LIKENESS}`,
} as const;

/** The same, with limits for what is asked over it. */
export function limited({ statement, lock, idle }: Limits) {
  return {
    ...KEPT_ALIVE,
    ...(statement > 0 && { statement_timeout: statement }),
    ...(lock > 0 && { lock_timeout: lock }),
    idle_in_transaction_session_timeout: idle,
  };
}
