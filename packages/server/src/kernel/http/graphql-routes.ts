import { languagesOf } from '@gatehouse/schema/rules/localized';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { isDatabaseLost } from '../db/lost.ts';
import { operationFor } from '../graphql/context.ts';
import { readDocument } from '../graphql/documents.ts';
import { emitSchema } from '../graphql/emit.ts';
import { createApollo, databaseAway } from '../graphql/server.ts';
import { type Operation } from '../operation.ts';
import { type Callers } from './caller.ts';
import { requestScope } from './request-scope.ts';
import { type Site } from './site.ts';

/** GraphQL over HTTP at `/graphql`, and the schema's text at `/schema.graphql`. */
export async function graphqlRoutes(http: FastifyInstance, site: Site, callers: Callers): Promise<void> {
  const { app, schema } = site;
  const apollo = await createApollo(schema, app.log);
  const handle = fastifyApolloHandler(apollo, { context: (request) => contextOf(site, request) });
  http.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: callers.identify,
    handler: async (request, reply) => {
      const scope = { requestId: request.id, log: app.log, codes: [] };
      try {
        return await requestScope.run(scope, () =>
          (handle as (...args: unknown[]) => Promise<unknown>).call(http, request, reply),
        );
      } finally {
        callers.ended(request, scope.codes);
      }
    },
  });
  const text = emitSchema(schema);
  http.get('/schema.graphql', (_request, reply) =>
    reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send(text),
  );
  http.addHook('onClose', () => apollo.stop());
}

async function contextOf({ app }: Site, request: FastifyRequest): Promise<Operation> {
  demandSmallDocument(request);
  const { who = null, failure = null } = request.caller ?? {};
  if (failure) throw isDatabaseLost(failure) ? databaseAway() : failure;
  const languages = languagesOf(request.headers['accept-language']);
  return {
    ...operationFor(app, who?.viewer ?? null, request.id),
    languages,
    ...(who && { renew: who.renew, tokenId: who.tokenId }),
  };
}

/** Measures the document before Apollo parses and validates it; where it is no GraphQL at all Apollo says so. */
function demandSmallDocument({ method, query, body }: FastifyRequest): void {
  const text = ((method === 'GET' ? query : body) as { query?: unknown } | null | undefined)?.query;
  if (typeof text !== 'string') return;
  try {
    readDocument(text);
  } catch (error) {
    if (error instanceof GraphQLError && error.extensions.code) throw error;
  }
}
