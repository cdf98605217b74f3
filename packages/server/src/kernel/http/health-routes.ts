import { type FastifyInstance } from 'fastify';
import { RETRY_AFTER_SECONDS } from '../graphql/errors.ts';
import { ReadinessProbe } from './readiness.ts';
import { type Site } from './site.ts';

/** `/healthz`: this process answers. `/readyz`: it can do its work, because the database is there and migrated. */
export async function healthRoutes(http: FastifyInstance, site: Site): Promise<void> {
  const probe = new ReadinessProbe(site.app);
  http.get('/healthz', () => ({ status: 'alive' }));
  http.get('/readyz', async (_request, reply) => {
    const { problem, warnings } =
      site.phase === 'SERVING' ? await probe.ask() : { problem: 'This server is stopping.', warnings: [] };
    if (problem === null) return { status: 'ready', ...(warnings.length > 0 && { warnings }) };
    return reply.code(503).header('retry-after', RETRY_AFTER_SECONDS).send({ status: 'not ready', reason: problem });
  });
}
