import { fastifyApolloHandler } from '@as-integrations/fastify';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { authenticate } from '../auth/authenticate.ts';
import { cookieIn } from '../auth/cookies.ts';
import { isDatabaseLost } from '../db/lost.ts';
import { operationFor } from '../graphql/context.ts';
import { emitSchema } from '../graphql/emit.ts';
import { createApollo, databaseAway } from '../graphql/server.ts';
import { type Operation } from '../operation.ts';
import { requestScope } from './request-scope.ts';
import { type Site } from './site.ts';

/** GraphQL over HTTP at `/graphql`, and the schema's text at `/schema.graphql`. */
export async function graphqlRoutes(http: FastifyInstance, site: Site): Promise<void> {
  const { app, schema } = site;
  const apollo = await createApollo(schema, app.log);
  const handle = fastifyApolloHandler(apollo, { context: (request) => contextOf(site, request) });
  http.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: (request, reply) =>
      requestScope.run({ requestId: request.id, log: app.log }, () =>
        (handle as (...args: unknown[]) => Promise<unknown>).call(http, request, reply),
      ),
  });
  const text = emitSchema(schema);
  http.get('/schema.graphql', (_request, reply) =>
    reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send(text),
  );
  http.addHook('onClose', () => apollo.stop());
}

async function contextOf(site: Site, request: FastifyRequest): Promise<Operation> {
  const { app, cookie } = site;
  try {
    const found = await authenticate(app, {
      session: cookieIn(request.headers.cookie, cookie.name),
      authorization: request.headers.authorization,
    });
    return { ...operationFor(app, found?.viewer ?? null, request.id), ...(found && { renew: found.renew }) };
  } catch (error) {
    if (isDatabaseLost(error)) throw databaseAway();
    throw error;
  }
}
