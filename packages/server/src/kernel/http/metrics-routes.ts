import { type FastifyInstance } from 'fastify';
import { timingSafeEqual } from 'node:crypto';
import { collectDefaultMetrics, Gauge, Histogram, register, Registry } from 'prom-client';
import { hashSecret } from '../auth/secrets.ts';
import { jobGauges } from '../jobs/job-gauges.ts';
import { type Site } from './site.ts';

const httpDuration = new Histogram({
  name: 'gatehouse_http_duration_seconds',
  help: 'How long HTTP requests took, by route.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
});

let defaults = false;

/** `/metrics` in the format of Prometheus: with METRICS_TOKEN for whoever has it, without it in demo mode alone. */
export async function metricsRoutes(http: FastifyInstance, site: Site): Promise<void> {
  if (!defaults) collectDefaultMetrics({ prefix: 'gatehouse_' });
  defaults = true;
  const all = Registry.merge([register, ownMetrics(site)]);
  http.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'other';
    httpDuration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  http.get('/metrics', async (request, reply) => {
    if (!mayRead(site, request.headers.authorization))
      return reply.code(401).send({ code: 'UNAUTHENTICATED', message: 'Send METRICS_TOKEN as bearer token.' });
    return reply.type(all.contentType).send(await all.metrics());
  });
}

/** What is asked when somebody looks, of this server and not of the process. */
function ownMetrics({ app, live }: Site): Registry {
  const registry = new Registry();
  const depth = new Gauge({
    name: 'gatehouse_queue_depth',
    help: 'Pieces of queued work by kind and state.',
    labelNames: ['work', 'state'],
    registers: [registry],
    async collect() {
      // A lost database is told by /readyz; here it leaves a gap.
      for (const { name, ...states } of await app.queue.depths().catch(() => [])) {
        for (const [state, count] of Object.entries(states)) depth.set({ work: name, state }, count);
      }
    },
  });
  const connections = new Gauge({
    name: 'gatehouse_live_connections',
    help: 'Open WebSockets and event streams of this replica.',
    registers: [registry],
    collect() {
      connections.set(live.count);
    },
  });
  jobGauges(app, registry);
  return registry;
}

function mayRead({ app }: Site, authorization = ''): boolean {
  const { metricsToken, demo } = app.config;
  if (!metricsToken) return demo;
  const [given, wanted] = [authorization.replace(/^Bearer +/i, ''), metricsToken].map((text) => Buffer.from(hashSecret(text)));
  return timingSafeEqual(given!, wanted!);
}
