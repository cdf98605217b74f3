import { type FastifyRequest } from 'fastify';
import { isLoopback } from '../../../kernel/config/loopback.ts';
import { type App } from '../../../kernel/operation.ts';
import { isDemoDatabase } from './personas.ts';

/**
 * What browsers and command lines send by themselves. Whoever comes through a proxy is not sitting at this machine, and
 * proxies say so in headers of which there is no list: anything else is taken for one.
 */
const OWN_HEADERS = new Set([
  'host',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'content-type',
  'accept',
  'accept-charset',
  'accept-encoding',
  'accept-language',
  'origin',
  'referer',
  'user-agent',
  'cookie',
  'authorization',
  'cache-control',
  'pragma',
  'if-none-match',
  'if-modified-since',
  'upgrade-insecure-requests',
  'priority',
  'purpose',
  'te',
  'dnt',
  'save-data',
]);
/** Browsers add to these; no proxy may. */
const OF_BROWSERS = /^sec-/;

/**
 * May this request be signed in as a persona? Only in demo mode, from this very machine, under a name of this machine, and
 * in a database that the demo seeder filled. Anybody may be anybody there, so everything else is refused.
 */
export async function personasAllowed(app: App, request: FastifyRequest): Promise<boolean> {
  const { demo, environment, host, publicUrl } = app.config;
  if (!demo || environment === 'production' || !isLoopback(host)) return false;
  if (publicUrl && !isLoopback(new URL(publicUrl).hostname)) return false;
  if (Object.keys(request.headers).some((name) => !OWN_HEADERS.has(name) && !OF_BROWSERS.test(name))) return false;
  if (!isLoopback(hostnameOf(request.headers.host ?? '')) || !isLoopbackAddress(request.socket.remoteAddress)) return false;
  return isDemoDatabase(app);
}

/** `localhost:4000` → `localhost`, `[::1]:4000` → `[::1]` */
function hostnameOf(host: string): string {
  return host.replace(/:\d+$/, '');
}

function isLoopbackAddress(address = ''): boolean {
  return isLoopback(address.replace(/^::ffff:/, ''));
}
