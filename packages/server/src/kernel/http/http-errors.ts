import { type FastifyError, type FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import { isDatabaseLost } from '../db/lost.ts';
import { sqlStateOf } from '../db/sql-state.ts';
import { LOCK_NOT_AVAILABLE, presentError, RETRY_AFTER_SECONDS, tooComplex, type ErrorScope } from '../graphql/errors.ts';
import { LIMITS } from '../graphql/limits.ts';

/** What went wrong before or beside GraphQL: in GraphQL's form for `/graphql`, as `{ code, message, requestId }` elsewhere. */
export function httpErrors(http: FastifyInstance, log: ErrorScope['log']): void {
  http.setErrorHandler(async (error: FastifyError, request, reply) => {
    const scope = { requestId: request.id, log };
    const status = isAway(error) ? 503 : statusOf(error);
    const cause = status === 413 && !(error instanceof GraphQLError) ? bodyTooLarge() : error;
    const extensions = cause instanceof GraphQLError ? cause.extensions : { code: codeOf(status) };
    const told = presentError({ message: cause.message, extensions }, cause, scope);
    if (status === 503) void reply.header('retry-after', RETRY_AFTER_SECONDS);
    void reply.code(status);
    if (request.url.startsWith('/graphql')) return reply.send({ errors: [told] });
    return reply.send({ code: told.extensions?.code, message: told.message, requestId: request.id });
  });
}

function statusOf(error: FastifyError): number {
  const { http } = (error instanceof GraphQLError ? error.extensions : {}) as { http?: { status?: number } };
  return http?.status ?? error.statusCode ?? 500;
}

/** Is the same worth another try shortly? */
function isAway(error: unknown): boolean {
  return isDatabaseLost(error) || sqlStateOf(error) === LOCK_NOT_AVAILABLE;
}

function codeOf(status: number): string {
  if (status === 429) return 'RATE_LIMITED';
  return status >= 400 && status < 500 ? 'BAD_USER_INPUT' : 'INTERNAL';
}

/** A body over the limit, told like the other limits. */
function bodyTooLarge(): GraphQLError {
  return tooComplex('BODY_SIZE', `A request may have ${LIMITS.bodyBytes} bytes at most.`);
}
