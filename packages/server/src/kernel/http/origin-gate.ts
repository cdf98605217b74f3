import { type FastifyInstance } from 'fastify';
import { type IncomingMessage } from 'node:http';
import { type Addresses } from '../config/addresses.ts';
import { type Site } from './site.ts';

/** Asked by machines that know an address only; they learn nothing but "alive". */
const ANY_HOST = new Set(['/healthz', '/readyz']);
const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'content-type, authorization, apollo-require-preflight, x-apollo-operation-name, last-event-id',
  'access-control-max-age': '600',
};

/**
 * Answers to our own names only, and to pages of ours and of the allow-list only: a foreign name that resolves to us (DNS
 * rebinding) and a foreign page that uses somebody's cookie both end here. Other front ends get CORS headers.
 */
export function originGate(http: FastifyInstance, site: Site): void {
  http.addHook('onRequest', async (request, reply) => {
    const refusal = ANY_HOST.has(request.url) ? null : refusalOf(request.raw, site.addresses);
    if (refusal) return reply.code(refusal.status).send(refusal.body);
    const { origin } = request.headers;
    if (!origin || !site.addresses.origins.includes(origin)) return undefined;
    void reply
      .header('vary', 'Origin')
      .header('access-control-allow-origin', origin)
      .header('access-control-allow-credentials', 'true');
    if (request.method === 'OPTIONS') return reply.headers(PREFLIGHT).code(204).send();
    return undefined;
  });
}

/** Why this request is not for us; null where it is. Also asked before a socket is opened. */
export function refusalOf(
  request: IncomingMessage,
  { hosts, origins }: Addresses,
): { status: number; body: { code: string; message: string } } | null {
  const { host = '', origin } = request.headers;
  if (!hosts.includes(host.toLowerCase())) {
    return {
      status: 421,
      body: { code: 'FOREIGN_HOST', message: 'This server does not answer to that name; set PUBLIC_URL or ALLOWED_HOSTS.' },
    };
  }
  if (origin !== undefined && !origins.includes(origin)) {
    return {
      status: 403,
      body: { code: 'FOREIGN_ORIGIN', message: 'Pages of that origin may not call this server; set ALLOWED_ORIGINS.' },
    };
  }
  return null;
}
