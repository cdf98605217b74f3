import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Attempts, FAULTY_OPERATIONS } from '../auth/attempts.ts';
import { authenticate, type Authentication } from '../auth/authenticate.ts';
import { handOver } from '../auth/hand-over.ts';
import { cookieIn } from '../auth/cookies.ts';
import { rateLimited, tooComplex } from '../graphql/errors.ts';
import { LIMITS } from '../graphql/limits.ts';
import { type Site } from './site.ts';

/** Who sends a request: somebody, nobody (null), or whoever could not be identified, and why. */
export type Caller = { who: Authentication | null; failure: unknown };

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on requests for GraphQL, before their body is read. */
    caller?: Caller;
  }
}

const WINDOW_MS = 60_000;
/** Codes of what is no mistake of whoever sent it. */
const NO_MISTAKE = new Set<unknown>(['UNAUTHENTICATED', 'SERVICE_UNAVAILABLE', 'PERSISTED_QUERY_NOT_SUPPORTED']);

/**
 * Looks who is there before the body is read. The body of somebody who is not signed in must be small, and an address that
 * sends only mistakes has to wait. Being told to sign in does not count as a mistake: when a session ends, its page is told
 * so for every request. Nor does a hash instead of a document: some clients ask once, each time they start.
 */
export class Callers {
  readonly #site: Site;
  readonly #failures = new Attempts(FAULTY_OPERATIONS, WINDOW_MS);

  constructor(site: Site) {
    this.#site = site;
  }

  /** A hook for the routes of GraphQL. @throws GraphQLError RATE_LIMITED, QUERY_TOO_COMPLEX */
  readonly identify = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    request.caller = await this.#callerOf(request);
    await this.#handNewSecret(request.caller, reply);
    if (request.caller.who) return;
    const wait = this.#failures.waitSeconds(request.ip);
    if (wait > 0) {
      void reply.header('retry-after', wait);
      throw rateLimited(`Too many operations failed; sign in, or try again in ${wait} seconds.`);
    }
    // Without a length nobody knows how much is to come.
    const length = Number(request.headers['content-length'] ?? (request.method === 'POST' ? NaN : 0));
    if (!(length <= LIMITS.anonymousBodyBytes))
      throw tooComplex('BODY_SIZE', `Before you sign in, a request has ${LIMITS.anonymousBodyBytes} bytes at most, and says so.`);
  };

  /** A session that is in use changes its secret from time to time. A stream has sent its headers before it could. */
  async #handNewSecret({ who }: Caller, reply: FastifyReply): Promise<void> {
    const secret = reply.request.routeOptions.url === '/graphql' ? await who?.rotate?.() : null;
    if (secret) handOver(this.#site, reply, secret);
  }

  /** Takes note of how an operation ended. */
  ended(request: FastifyRequest, codes: readonly unknown[]): void {
    const faulty = codes.some((code) => !NO_MISTAKE.has(code));
    if (faulty && !request.caller?.who) this.#failures.failed(request.ip);
  }

  async #callerOf(request: FastifyRequest): Promise<Caller> {
    const { app, cookie } = this.#site;
    try {
      const session = cookieIn(request.headers.cookie, cookie.name);
      return { who: await authenticate(app, { session, authorization: request.headers.authorization }), failure: null };
    } catch (failure) {
      return { who: null, failure };
    }
  }
}
