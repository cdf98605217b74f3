/** The classes of SQLSTATE that mean that the server is not there for us just now, or ended a transaction that stood still (25P03). */
const LOST_STATES = /^(08...|57P0[1-5]|53[0-4]00|25P03)$/;
const LOST_ERRNO = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'EAI_AGAIN']);
const LOST_WORDS =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|connection ended unexpectedly/i;

/**
 * Was the database out of reach, as opposed to refusing what was asked? Then the same may succeed a moment later: the pool
 * opens new connections by itself.
 */
export function isDatabaseLost(error: unknown): boolean {
  for (
    let one = error as { code?: unknown; message?: unknown; cause?: unknown } | null | undefined;
    one;
    one = one.cause as typeof one
  ) {
    const code = String(one.code ?? '');
    if (LOST_STATES.test(code) || LOST_ERRNO.has(code) || LOST_WORDS.test(String(one.message ?? ''))) return true;
    if (one instanceof AggregateError && one.errors.some(isDatabaseLost)) return true;
  }
  return false;
}
