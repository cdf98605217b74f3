import { type FastifyReply } from 'fastify';
import { type Site } from '../http/site.ts';

/** Hands the browser a secret of its session. */
export function handOver({ app, cookie }: Site, reply: FastifyReply, secret: string): void {
  void reply.setCookie(cookie.name, secret, { ...cookie.options, maxAge: Math.floor(app.config.sessionLifetimeMs / 1000) });
}
