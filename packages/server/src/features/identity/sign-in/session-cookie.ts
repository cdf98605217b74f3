import { type FastifyReply } from 'fastify';
import { type Site } from '../../../kernel/http/site.ts';
import { type StartedSession } from './start-session.ts';

/** Hands the browser its session. */
export function handOver({ app, cookie }: Site, reply: FastifyReply, { secret }: StartedSession): void {
  void reply.setCookie(cookie.name, secret, { ...cookie.options, maxAge: Math.floor(app.config.sessionLifetimeMs / 1000) });
}
