import { type FastifyRequest } from 'fastify';
import { isLoopback } from '../config/loopback.ts';
import { type App } from '../operation.ts';
import { isDemoDatabase } from './personas.ts';

/** What a proxy adds: whoever comes through one is not sitting at this machine. */
const FORWARDING = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

/**
 * May this request be signed in as a persona? Only in demo mode, from this very machine, under a name of this machine, and
 * in a database that the demo seeder filled. Anybody may be anybody there, so everything else is refused.
 */
export async function personasAllowed(app: App, request: FastifyRequest): Promise<boolean> {
  const { demo, environment, host, publicUrl } = app.config;
  if (!demo || environment === 'production' || !isLoopback(host)) return false;
  if (publicUrl && !isLoopback(new URL(publicUrl).hostname)) return false;
  if (FORWARDING.some((name) => request.headers[name] !== undefined)) return false;
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
