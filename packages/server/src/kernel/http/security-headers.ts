import { type FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { type Site } from './site.ts';

/**
 * What a browser may do with our pages: load everything from here, be framed by nobody. The explorer's editor needs
 * workers from blobs; the design system writes style attributes.
 * @param page the dashboard's own page: the scripts that stand in it are allowed by their hashes
 */
export function contentSecurityPolicy(page: string | null): string {
  const inline = [...(page ?? '').matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, text]) =>
      `'sha256-${createHash('sha256')
        .update(text ?? '')
        .digest('base64')}'`,
  );
  return [
    "default-src 'self'",
    ['script-src', "'self'", ...inline].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers that every answer carries. */
export function securityHeaders(http: FastifyInstance, site: Site, page: string | null): void {
  const fixed = {
    'content-security-policy': contentSecurityPolicy(page),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  };
  http.addHook('onRequest', async (request, reply) => {
    void reply.headers(fixed).header('x-request-id', request.id);
    if (site.addresses.publicUrl.startsWith('https:')) void reply.header('strict-transport-security', 'max-age=31536000');
  });
  // Answers are about whoever asked; what may be kept says so itself.
  http.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control') && !reply.raw.hasHeader('cache-control'))
      void reply.header('cache-control', 'no-store');
  });
}
