import { type FastifyInstance } from 'fastify';
import { type ExecutionArgs } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import { isDatabaseLost } from '../db/lost.ts';
import { operationFor } from '../graphql/context.ts';
import { liveArguments, presentErrors } from '../graphql/live-arguments.ts';
import { RETRY_AFTER_SECONDS } from '../graphql/errors.ts';
import { type Operation } from '../operation.ts';
import { type Callers } from './caller.ts';
import { TOO_MANY_LIVE } from './live-connections.ts';
import { type Site } from './site.ts';

/**
 * graphql-sse on `/graphql/stream`, one stream per operation, for networks in which sockets do not live. It keeps nothing
 * between requests, so any replica can serve any of them.
 */
export function eventStream(http: FastifyInstance, site: Site, callers: Callers): void {
  const { app, schema } = site;
  const handle = createHandler<Operation & Record<PropertyKey, unknown>>({
    // No token: one stream per operation, nothing to remember between requests.
    authenticate: () => null,
    onSubscribe: (request, params) => {
      const { id, caller } = request.raw;
      const who = caller?.who;
      if (!who) return [null, { status: 401, statusText: 'Unauthorized' }];
      const operation: Operation = { ...operationFor(app, who.viewer, id), renew: who.renew, tokenId: who.tokenId };
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
    onRequest: async (request, reply) => {
      await callers.identify(request, reply);
      const { who, failure } = request.caller!;
      if (isDatabaseLost(failure)) {
        return reply
          .code(503)
          .header('retry-after', RETRY_AFTER_SECONDS)
          .send({ code: 'SERVICE_UNAVAILABLE', message: 'Try again shortly.' });
      }
      if (!who) return reply.code(401).send({ code: 'UNAUTHENTICATED', message: 'Sign in first.' });
      return site.live.full(who) ? reply.code(429).send({ code: 'RATE_LIMITED', message: TOO_MANY_LIVE }) : undefined;
    },
    handler: async (request, reply) => {
      reply.hijack();
      const forget = site.live.add(request.caller!.who!, () => reply.raw.end());
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
