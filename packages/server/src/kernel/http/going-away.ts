import { type FastifyInstance } from 'fastify';
import { RETRY_AFTER_SECONDS } from '../graphql/errors.ts';
import { type Site } from './site.ts';

/**
 * How a server goes away. DRAINING: it says that it is not ready but still answers everything, and closes each connection
 * after its answer. CLOSING: it takes no new connection; what comes on an open one is still served, but nothing that would
 * stay open is begun any more.
 */
export type Phase = 'SERVING' | 'DRAINING' | 'CLOSING';

/** Has the phases do what they say. */
export function goingAway(http: FastifyInstance, site: Site): void {
  http.addHook('preClose', async () => {
    site.phase = 'CLOSING';
    site.live.endAll();
  });
  http.addHook('onRequest', async (request, reply) => {
    if (site.phase !== 'CLOSING' || !request.url.startsWith('/graphql/stream')) return undefined;
    return reply
      .code(503)
      .header('retry-after', RETRY_AFTER_SECONDS)
      .send({ code: 'SERVICE_UNAVAILABLE', message: 'This server is stopping. Try again.', requestId: request.id });
  });
  http.addHook('onSend', async (_request, reply) => {
    if (site.phase !== 'SERVING') void reply.header('connection', 'close');
  });
}
