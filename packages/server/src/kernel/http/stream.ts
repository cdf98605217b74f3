import { type FastifyInstance } from 'fastify';
import { GraphQLError, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import { isDatabaseLost } from '../db/lost.ts';
import { operationFor } from '../graphql/context.ts';
import { oversizedText } from '../graphql/document-text.ts';
import { liveArguments, presentErrors, toldCost, toldLive } from '../graphql/live-arguments.ts';
import { RETRY_AFTER_SECONDS } from '../graphql/errors.ts';
import { type Operation } from '../operation.ts';
import { type Callers } from './caller.ts';
import { TOO_MANY_LIVE } from './live-connections.ts';
import { type Site } from './site.ts';

const EVENTS = 'text/event-stream';

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
      if (isErrors(args) && oversizedText(params.query)) {
        const body = JSON.stringify({ errors: presentErrors(args, operation) });
        return [body, { status: 400, statusText: 'Bad Request', headers: { 'content-type': 'application/json; charset=utf-8' } }];
      }
      // Told as an event, as the protocol has it: behind a status of its own a client would try again, and never say why.
      // The library takes what has `data` for a result, whatever it is.
      if (isErrors(args)) return { data: undefined, errors: args, extensions: toldCost(operation) };
      return args as ExecutionArgs & { contextValue: Operation & Record<PropertyKey, unknown> };
    },
    onNext: (operation: Operation | undefined, { raw }, result) =>
      toldLive(result as ExecutionResult, { requestId: raw.id, log: app.log }, operation) as never,
  });
  http.route({
    method: ['PUT', 'DELETE'],
    url: '/graphql/stream',
    handler: (_request, reply) => {
      void reply.header('allow', 'GET, POST');
      throw singleConnection();
    },
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
      if (!request.headers.accept?.includes(EVENTS))
        return reply.code(406).send({ code: 'BAD_USER_INPUT', message: `Streams are sent as ${EVENTS}; accept that.` });
      // Some clients would take several parts as well; the library looks for this one alone.
      request.headers.accept = EVENTS;
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

/** To a client that wants one connection for all its streams (PUT), and to end one of them (DELETE). */
function singleConnection(): GraphQLError {
  return new GraphQLError('Each operation has a stream of its own here: turn `singleConnection` off, or use the WebSocket.', {
    extensions: { code: 'BAD_USER_INPUT', http: { status: 405 } },
  });
}

function isErrors(args: ReturnType<typeof liveArguments>): args is Extract<typeof args, readonly unknown[]> {
  return Array.isArray(args);
}
