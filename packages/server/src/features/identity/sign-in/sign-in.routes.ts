import { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Attempts, FAILED_SIGN_INS } from '../../../kernel/auth/attempts.ts';
import { authenticate } from '../../../kernel/auth/authenticate.ts';
import { cookieIn } from '../../../kernel/auth/cookies.ts';
import { handOver } from '../../../kernel/auth/hand-over.ts';
import { personasAllowed } from './demo-gate.ts';
import { personas, signInAsPersona } from './personas.ts';
import { spendSignInLink } from './sign-in-link.ts';
import { type StartedSession } from './start-session.ts';
import { inChange, type Change } from '../../../kernel/change.ts';
import { endSession } from './session.service.ts';
import { operationFor } from '../../../kernel/graphql/context.ts';
import { systemOperation } from '../../../kernel/jobs/system-operation.ts';
import { type Routes } from '../../../kernel/http/routes.ts';
import { type Site } from '../../../kernel/http/site.ts';

const PERSONA_INPUT = z.object({ userId: z.string().max(100) });
const LINK_INPUT = z.object({ token: z.string().min(1).max(200) });
const WINDOW_MS = 60_000;

type SignIn = (change: Change, userAgent: string | undefined) => Promise<StartedSession | null>;

/**
 * Signing in and out. Everything that changes something is a POST of JSON, which no foreign page can send without being
 * asked for its origin. Errors are `{ code, message }`.
 */
export const signInRoutes: Routes = (http, site) => {
  const attempts = new Attempts(FAILED_SIGN_INS, WINDOW_MS);
  const { app } = site;

  http.get('/auth/personas', async (request) => {
    // That there are none is an answer: the sign-in page of every deployment asks.
    return { personas: (await personasAllowed(app, request)) ? await personas(app) : [] };
  });

  http.post('/auth/persona', async (request, reply) => {
    const input = PERSONA_INPUT.safeParse(request.body);
    if (!input.success) return refuse(reply, 400, 'BAD_USER_INPUT', 'Name a persona: { "userId": "…" }.');
    if (!(await personasAllowed(app, request))) return refuse(reply, 403, 'FORBIDDEN', 'There are no personas here.');
    const work: SignIn = (change, userAgent) => signInAsPersona(change, input.data.userId, userAgent);
    return signIn(site, attempts, request, reply, { work, refusal: 'There is no such persona.' });
  });

  http.post('/auth/link', async (request, reply) => {
    const input = LINK_INPUT.safeParse(request.body);
    if (!input.success) return refuse(reply, 400, 'BAD_USER_INPUT', 'Send the token of the link: { "token": "…" }.');
    const work: SignIn = (change, userAgent) => spendSignInLink(change, input.data.token, userAgent);
    return signIn(site, attempts, request, reply, { work, refusal: 'This link was used already or is too old.' });
  });

  http.post('/auth/sign-out', async (request, reply) => {
    const session = cookieIn(request.headers.cookie, site.cookie.name);
    const found = await authenticate(app, { session });
    const id = found?.viewer.sessionId;
    if (found && id) await inChange({ ...operationFor(app, found.viewer, request.id) }, (change) => endSession(change, { id }));
    void reply.clearCookie(site.cookie.name, site.cookie.options);
    return { ok: true };
  });
};

/** Signs in by one of the ways, or says why not; too many failures in a row have to wait. */
async function signIn(
  site: Site,
  attempts: Attempts,
  request: FastifyRequest,
  reply: FastifyReply,
  way: { work: SignIn; refusal: string },
): Promise<unknown> {
  const wait = attempts.waitSeconds(request.ip);
  if (wait > 0)
    return refuse(reply.header('retry-after', wait), 429, 'RATE_LIMITED', `Too many attempts; try again in ${wait} seconds.`);
  const { app } = site;
  const started = await inChange(systemOperation(app, app.now()), (change) => way.work(change, request.headers['user-agent']));
  if (!started) {
    attempts.failed(request.ip);
    return refuse(reply, 401, 'UNAUTHENTICATED', way.refusal);
  }
  handOver(site, reply, started.secret);
  return { ok: true };
}

function refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).send({ code, message });
}
