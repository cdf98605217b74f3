import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Site } from '../http/site.ts';
import { cookieIn } from './cookies.ts';
import { newSecret } from './secrets.ts';

/** How long a browser is known again that did nothing, in seconds: longer than any sign-in takes. */
const KNOWN_SECONDS = 30 * 60;

/**
 * The secret by which a browser is known again that is about to sign in, before anybody knows who sits there. What is begun
 * in one browser ends in that one: what else would be needed to end it is made from this secret, and kept nowhere.
 */
export function browserIn({ cookie }: Site, request: FastifyRequest): string | null {
  const secret = cookieIn(request.headers.cookie, nameFor(cookie.name));
  return secret && /^[\w-]{43}$/.test(secret) ? secret : null;
}

/** As `browserIn`; a browser that has none gets one. */
export function browserOf(site: Site, request: FastifyRequest, reply: FastifyReply): string {
  const secret = browserIn(site, request) ?? newSecret();
  void reply.setCookie(nameFor(site.cookie.name), secret, { ...site.cookie.options, maxAge: KNOWN_SECONDS });
  return secret;
}

const nameFor = (session: string) => session.replace(/session$/, 'browser');
