import { fastifyCompress } from '@fastify/compress';
import { fastifyCookie } from '@fastify/cookie';
import { fastify, type FastifyInstance } from 'fastify';
import { type GraphQLSchema } from 'graphql';
import { constants } from 'node:zlib';
import { LIMITS } from '../graphql/limits.ts';
import { type App } from '../operation.ts';
import { Callers } from './caller.ts';
import { goingAway } from './going-away.ts';
import { graphqlRoutes } from './graphql-routes.ts';
import { healthRoutes } from './health-routes.ts';
import { httpErrors } from './http-errors.ts';
import { metricsRoutes } from './metrics-routes.ts';
import { originGate } from './origin-gate.ts';
import { newRequestId } from './request-scope.ts';
import { securityHeaders } from './security-headers.ts';
import { createSite, type Site } from './site.ts';
import { sockets } from './sockets.ts';
import { eventStream } from './stream.ts';
import { dashboardPage, WEB_DIST, webRoutes } from './web-routes.ts';

/** How long a client may take to send its request, in milliseconds: one that never ends it must not hold a connection. */
const REQUEST_MS = 30_000;
const COMPRESS_FROM_BYTES = 1_024;

/** A server that does not listen yet. */
export interface HttpServer {
  http: FastifyInstance;
  site: Site;
}

/**
 * Everything that is served on the one address: dashboard, GraphQL in its three transports, health, and what the modules bring.
 * @param dist where the dashboard is built to
 */
export async function createHttpServer(app: App, schema: GraphQLSchema, dist: string = WEB_DIST): Promise<HttpServer> {
  const { trustedProxies } = app.config;
  const http = fastify({
    logger: false,
    genReqId: newRequestId,
    bodyLimit: LIMITS.bodyBytes,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    forceCloseConnections: 'idle',
    // What comes on an open connection while the server closes is served too.
    return503OnClosing: false,
    requestTimeout: REQUEST_MS,
    routerOptions: { maxParamLength: 300 },
  });
  // JSON alone: a page of somebody else's can send plain text without being asked, with our cookie.
  http.removeContentTypeParser('text/plain');
  const site = createSite(app, schema, () => portOf(http));
  const page = dashboardPage(dist);
  securityHeaders(http, site, page);
  originGate(http, site);
  httpErrors(http, app.log);
  await http.register(fastifyCookie);
  await http.register(fastifyCompress, {
    threshold: COMPRESS_FROM_BYTES,
    // The default quality of brotli is made for files that are packed once.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  await healthRoutes(http, site);
  await metricsRoutes(http, site);
  for (const add of app.routes) await add(http, site);
  const callers = new Callers(site);
  await graphqlRoutes(http, site, callers);
  eventStream(http, site, callers);
  sockets(http, site);
  goingAway(http, site);
  await webRoutes(http, page, dist);
  return { http, site };
}

function portOf(http: FastifyInstance): number {
  const address = http.server.address();
  if (!address || typeof address === 'string') throw new Error('The server does not listen on a port yet.');
  return address.port;
}
