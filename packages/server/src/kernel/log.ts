import { pino, type Logger } from 'pino';
import { type Configuration } from './config/config.ts';
import { shortened } from './graphql/limits.ts';

/** The log: one JSON object per line, on standard error so that a command's answer stays alone on standard output. */
export function createLog(config: Pick<Configuration, 'logLevel'>): Logger {
  return pino({ level: config.logLevel, base: undefined, serializers: { err: shownError } }, pino.destination(2));
}

/**
 * What the log shows of an error: what it says and where it happened. What else it carries stays out: a database's errors
 * carry the whole connection, and the values that were refused.
 */
export function shownError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, stack, cause } = error;
  const message = shortened(error.message);
  const { code } = error as { code?: unknown };
  return {
    type: name,
    message,
    ...(code !== undefined && { code }),
    // It begins with the message.
    stack: stack?.replace(error.message, message),
    ...(cause !== undefined && { cause: shownError(cause) }),
    ...(error instanceof AggregateError && { errors: error.errors.map(shownError) }),
  };
}
