import { type FastifyInstance } from 'fastify';
import { type ExecutionArgs } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import { authenticate, type Authentication } from '../auth/authenticate.ts';
import { cookieIn } from '../auth/cookies.ts';
import { isDatabaseLost } from '../db/lost.ts';
import { operationFor } from '../graphql/context.ts';
import { liveArguments, presentErrors } from '../graphql/live-arguments.ts';
import { RETRY_AFTER_SECONDS } from '../graphql/errors.ts';
import { type Operation } from '../operation.ts';
import { type Site } from './site.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on an event stream: by whom it was opened. */
    streamOwner?: Authentication;
  }
}

/**
 * graphql-sse on `/graphql/stream`, one stream per operation, for networks in which sockets do not live. It keeps nothing
 * between requests, so any replica can serve any of them.
 */
export function eventStream(http: FastifyInstance, site: Site): void {
  const { app, schema } = site;
  const handle = createHandler<Operation & Record<PropertyKey, unknown>>({
    // No token: one stream per operation, nothing to remember between requests.
    authenticate: () => null,
    onSubscribe: (request, params) => {
      const { streamOwner: who, id } = request.raw;
      if (!who) return [null, { status: 401, statusText: 'Unauthorized' }];
      const operation: Operation = { ...operationFor(app, who.viewer, id), renew: who.renew };
      const args = liveArguments(schema, params, operation);
      if (!isErrors(args)) return args as ExecutionArgs & { contextValue: Operation & Record<PropertyKey, unknown> };
      const body = JSON.stringify({ errors: presentErrors(args, { requestId: id, log: app.log }) });
      return [body, { status: 400, statusText: 'Bad Request', headers: { 'content-type': 'application/json; charset=utf-8' } }];
    },
    onNext: (operation, _request, result) =>
      'errors' in result && result.errors ? { ...result, errors: presentErrors(result.errors, operation) as never } : undefined,
  });
  http.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    preHandler: async (request, reply) => {
      try {
        const session = cookieIn(request.headers.cookie, site.cookie.name);
        const who = await authenticate(app, { session, authorization: request.headers.authorization });
        if (!who) return reply.code(401).send({ code: 'UNAUTHENTICATED', message: 'Sign in first.' });
        request.streamOwner = who;
      } catch (error) {
        if (!isDatabaseLost(error)) return reply.code(401).send({ code: 'UNAUTHENTICATED', message: 'Sign in first.' });
        return reply
          .code(503)
          .header('retry-after', RETRY_AFTER_SECONDS)
          .send({ code: 'SERVICE_UNAVAILABLE', message: 'Try again shortly.' });
      }
      return undefined;
    },
    handler: async (request, reply) => {
      reply.hijack();
      const forget = site.live.add(request.streamOwner!, () => reply.raw.end());
      try {
        await handle(request, reply);
      } catch (error) {
        app.log.warn({ err: error, requestId: request.id }, 'an event stream broke');
        reply.raw.destroy();
      } finally {
        forget();
      }
    },
  });
}

function isErrors(args: ReturnType<typeof liveArguments>): args is Extract<typeof args, readonly unknown[]> {
  return Array.isArray(args);
}
