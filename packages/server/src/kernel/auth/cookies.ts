import { type CookieSerializeOptions } from '@fastify/cookie';
import { isLoopback } from '../config/loopback.ts';

/** The session cookie of a deployment. */
export interface SessionCookie {
  name: string;
  options: CookieSerializeOptions;
}

/**
 * How the session travels. Off loopback it is bound to this very host and to TLS (`__Host-`, `Secure`); on loopback there
 * is no TLS to bind it to.
 */
export function sessionCookie(publicUrl: string): SessionCookie {
  const url = new URL(publicUrl);
  const secure = url.protocol === 'https:' || !isLoopback(url.hostname);
  return {
    name: secure ? '__Host-gatehouse_session' : 'gatehouse_session',
    options: { path: '/', httpOnly: true, sameSite: 'lax', secure },
  };
}

/** The value of a cookie in a `Cookie` header, or null. */
export function cookieIn(header: string | undefined, name: string): string | null {
  for (const part of header?.split(';') ?? []) {
    const [key, ...value] = part.split('=');
    if (key?.trim() === name) return value.join('=').trim() || null;
  }
  return null;
}
