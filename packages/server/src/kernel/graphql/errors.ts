import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type Logger } from 'pino';
import { isDatabaseLost } from '../db/lost.ts';
import { sqlStateOf } from '../db/sql-state.ts';
import { sparingly } from '../jobs/sparingly.ts';
import { Refused } from '../refused.ts';
import { shortened } from './limits.ts';

/** Every code a GraphQL error carries. A change of this list is a change of the API. */
export const ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'CURSOR_MISMATCH',
  'QUERY_TOO_COMPLEX',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'RATE_LIMITED',
  'SERVICE_UNAVAILABLE',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Which limit a QUERY_TOO_COMPLEX (for VARIABLES a BAD_USER_INPUT) was about, as `extensions.limit`. */
export const LIMIT_CODES = [
  'DEPTH',
  'COST',
  'TOKENS',
  'TOKEN_LENGTH',
  'FIELDS',
  'ALIASES',
  'DIRECTIVES',
  'INTROSPECTION',
  'VARIABLES',
  'BODY_SIZE',
  'TIME',
] as const;
export type LimitCode = (typeof LIMIT_CODES)[number];

/** SQLSTATE of what waited too long for a lock, and of what took too long altogether. */
export const [LOCK_NOT_AVAILABLE, STOPPED] = ['55P03', '57014'] as const;

/** Seconds after which a client may try again when the database was lost. */
export const RETRY_AFTER_SECONDS = 5;

/** The query asks for more than one may. */
export function tooComplex(limit: LimitCode, message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'QUERY_TOO_COMPLEX', limit, http: { status: limit === 'BODY_SIZE' ? 413 : 400 } },
  });
}

/** Too many tries or too much open at once. */
export function rateLimited(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'RATE_LIMITED', http: { status: 429 } } });
}

/** A change that the database stopped because it took too long: nothing of it was done. */
export class NotDone extends Error {
  override readonly name = 'NotDone';
}

/** Did it wait too long for a lock, or was it stopped? Then nothing of it was done, and it may be tried again. */
export function wasNotDone(error: unknown): boolean {
  return error instanceof NotDone || sqlStateOf(error) === LOCK_NOT_AVAILABLE;
}

/** How that is told. */
export const NOT_DONE =
  'Somebody else is at work on the same thing, and waiting took too long: nothing was done. Try again shortly.';

/** What an error is told and logged with. */
export interface ErrorScope {
  requestId: string;
  log: Logger;
}

/**
 * An error as a client gets it: always with `extensions.code` and `extensions.requestId`, and never with anything about
 * our inside. What nobody expected is logged with the same request id.
 */
export function presentError(formatted: GraphQLFormattedError, thrown: unknown, scope: ErrorScope): GraphQLFormattedError {
  const cause = thrown instanceof GraphQLError && thrown.originalError ? thrown.originalError : thrown;
  const told = toldAs(formatted, thrown, cause);
  if (told.code === 'INTERNAL')
    scope.log.error({ err: cause, path: formatted.path, requestId: scope.requestId }, 'an unexpected error');
  if (told.code === 'SERVICE_UNAVAILABLE') sayAway({ err: cause, ...scope });
  return {
    message: shortened(told.message),
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
    extensions: { code: told.code, ...(told.limit && { limit: told.limit }), requestId: scope.requestId },
  };
}

/** During an outage every request fails alike. */
const sayAway = sparingly<ErrorScope & { err: unknown }>(({ log, err, requestId }, unsaid) =>
  log.warn({ err, requestId, unsaid }, 'the database did not do what was asked, and the client is to try again'),
);

interface Told {
  code: ErrorCode;
  message: string;
  limit?: LimitCode;
}

/** Codes of the libraries under us that mean that the client sent something wrong. */
const CLIENT_FAULTS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
]);

function toldAs(formatted: GraphQLFormattedError, thrown: unknown, cause: unknown): Told {
  const { code, limit } = (formatted.extensions ?? {}) as { code?: string; limit?: LimitCode };
  const { message } = formatted;
  if (cause instanceof Refused) return { code: 'BAD_USER_INPUT', message: cause.message };
  if (wasNotDone(cause)) return { code: 'SERVICE_UNAVAILABLE', message: NOT_DONE };
  if (isDatabaseLost(cause))
    return { code: 'SERVICE_UNAVAILABLE', message: 'The database cannot be reached just now. Try again shortly.' };
  if (sqlStateOf(cause) === STOPPED) {
    return { code: 'QUERY_TOO_COMPLEX', limit: 'TIME', message: 'It took too long and was stopped.' };
  }
  if (isOurs(code) && code !== 'INTERNAL') return { code, message, ...(limit && { limit }) };
  if (code && CLIENT_FAULTS.has(code)) return { code: 'BAD_USER_INPUT', message };
  // Without a code, from graphql-js itself, before anything was executed: parsing, validation, variables.
  if (code === undefined && thrown instanceof GraphQLError && thrown.path === undefined)
    return { code: 'BAD_USER_INPUT', message };
  return { code: 'INTERNAL', message: 'Something went wrong on our side. The request id leads to what it was.' };
}

function isOurs(code: string | undefined): code is ErrorCode {
  return (ERROR_CODES as readonly (string | undefined)[]).includes(code);
}
