import { fastifyStatic } from '@fastify/static';
import { type FastifyInstance } from 'fastify';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the dashboard is built to. */
export const WEB_DIST = fileURLToPath(new URL('../../../../web/dist', import.meta.url));

/** Paths that are ours: an unknown one below them is an error, not a page of the dashboard. */
const NOT_PAGES = /^\/(graphql|auth|metrics|healthz|readyz|schema\.graphql|assets)(\/|$)/;
/** The build names these files by their content. */
const BY_CONTENT = /[\\/]assets[\\/]/;

/** The dashboard's page, or null where it is not built. */
export function dashboardPage(dist: string): string | null {
  const path = join(dist, 'index.html');
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** The built dashboard at `/`; every path that is nothing else is one of its pages, `/explorer` among them. */
export async function webRoutes(http: FastifyInstance, page: string | null, dist: string): Promise<void> {
  if (page !== null) {
    await http.register(fastifyStatic, {
      root: dist,
      index: false,
      // Only what was there at the start: nothing is looked for on disk that a request merely names.
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        void reply.setHeader('cache-control', BY_CONTENT.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  // Nothing here is for anybody who was not given an account.
  http.get('/robots.txt', (_request, reply) => reply.type('text/plain; charset=utf-8').send('User-agent: *\nDisallow: /\n'));
  http.get('/*', async (request, reply) => {
    if (NOT_PAGES.test(pathOf(request.url))) return reply.callNotFound();
    if (page === null) return reply.code(404).type('text/plain').send('The dashboard is not built. The API is at /graphql.');
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page);
  });
  http.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ code: 'NOT_FOUND', message: 'There is nothing at this address.' }),
  );
}

/** The path in a request's address: read as it stands, because what clients send need be no URL. */
function pathOf(url: string): string {
  return /^[^?#]*/.exec(url)![0];
}
