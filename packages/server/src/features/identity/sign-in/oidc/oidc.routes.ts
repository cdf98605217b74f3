import { mailAddress } from '@gatehouse/schema/rules/mail-address';
import { ownPath } from '@gatehouse/schema/rules/own-path';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { authenticate } from '../../../../kernel/auth/authenticate.ts';
import { browserIn, browserOf } from '../../../../kernel/auth/browser.ts';
import { cookieIn } from '../../../../kernel/auth/cookies.ts';
import { handOver } from '../../../../kernel/auth/hand-over.ts';
import { callerOf, countEach, type Limit } from '../../../../kernel/auth/limits.ts';
import { inChange, type Change } from '../../../../kernel/change.ts';
import { isLoopback } from '../../../../kernel/config/loopback.ts';
import { type Routes } from '../../../../kernel/http/routes.ts';
import { type Site } from '../../../../kernel/http/site.ts';
import { systemOperation } from '../../../../kernel/jobs/system-operation.ts';
import { signInProvider, type SignInProvider } from '../providers.ts';
import { recordRefusal, type RefusedSignIn } from '../refusal.ts';
import { beginAttempt, spendAttempt, type Proving } from './attempt.ts';
import { addressAt, IssuerFault, identityAt } from './exchange.ts';
import { Issuers } from './issuers.ts';
import { proofsWanted, providerOfSession } from './proof-wanted.ts';
import { proveByIdentity, signInByIdentity } from './sign-in-by-identity.ts';

const QUARTER_MS = 15 * 60_000;
/** How often one caller, and everybody together, may set out for an issuer; each time is a row. */
const STARTS: Limit = { what: 'oidc starts of a caller', most: 60, windowMs: QUARTER_MS };
const ALL_STARTS: Limit = { what: 'oidc starts', most: 20_000, windowMs: QUARTER_MS };
/** How often one caller may come back in vain; each time is evidence. */
const FAILURES: Limit = { what: 'oidc failures of a caller', most: 30, windowMs: QUARTER_MS };
const ALL_FAILURES: Limit = { what: 'oidc failures', most: 5_000, windowMs: QUARTER_MS };

const START = z.object({
  provider: z.string().max(100),
  return: z.string().max(2_000).catch('/').default('/'),
  hint: z.string().max(300).optional().catch(undefined),
});
const PROVE = z.object({ policy: z.string().max(100), return: z.string().max(2_000).catch('/').default('/') });
const CALLBACK = z.object({ state: z.string().min(1).max(200) });

/** Where whoever was not signed in goes on to afterwards, and whether they are still signed in as before. */
interface Back {
  next: string;
  still?: boolean;
}
const HOME: Back = { next: '/' };

/** What the sign-in page says, by a code that stands in its address. */
type Problem =
  | 'unknown'
  | 'busy'
  | 'provider'
  | 'away'
  | 'attempt'
  | 'late'
  | 'denied'
  | 'issuer'
  | 'mail'
  | 'domain'
  | 'blocked'
  | 'other'
  | 'proof'
  | 'no-proof';
const PROBLEMS: Readonly<Record<string, Problem>> = {
  LATE: 'late',
  DENIED: 'denied',
  ISSUER_AWAY: 'away',
  CODE_REFUSED: 'issuer',
  BAD_TOKEN: 'issuer',
  OTHER_TENANT: 'issuer',
  UNKNOWN: 'unknown',
  AMBIGUOUS: 'unknown',
  NOT_ITS_DOMAIN: 'mail',
  MAIL_NOT_VERIFIED: 'mail',
  NOT_ALLOWED: 'blocked',
  BLOCKED: 'blocked',
  NO_OUTSIDER: 'blocked',
  DOMAIN_BLOCKED: 'domain',
  NOT_VOUCHED_FOR: 'mail',
  WRONG_ISSUER: 'mail',
  NOT_VERIFIED: 'mail',
  TOO_MANY: 'busy',
  OTHER_PERSON: 'other',
  NOT_PROVED: 'proof',
};

/**
 * Signing in by OpenID Connect. Both addresses are opened by browsers, so both answer with another one to go to: the issuer,
 * the page somebody wanted, or the sign-in page, which says what went wrong.
 */
export const oidcRoutes: Routes = (http, site) => {
  const issuers = new Issuers(() => isLoopback(new URL(site.addresses.publicUrl).hostname));
  http.get('/auth/oidc/start', (request, reply) => start(site, issuers, request, reply));
  http.get('/auth/proof', (request, reply) => prove(site, issuers, request, reply));
  http.get<{ Params: { provider: string } }>('/auth/oidc/callback/:provider', (request, reply) =>
    callback(site, issuers, request, reply),
  );
};

async function start(site: Site, issuers: Issuers, request: FastifyRequest, reply: FastifyReply) {
  const { app, addresses } = site;
  const input = START.safeParse(request.query);
  const returnTo = ownPath(input.data?.return, addresses.publicUrl);
  const provider = input.success ? await signInProvider(app, input.data.provider) : null;
  if (!input.success || !provider) return problem(reply, 'provider', { next: returnTo });
  return send(site, issuers, request, reply, { provider, returnTo, hint: mailAddress(input.data.hint ?? '')?.address });
}

/** Sends whoever is signed in to their issuer once more, to prove what a policy wants. */
async function prove(site: Site, issuers: Issuers, request: FastifyRequest, reply: FastifyReply) {
  const { app, addresses } = site;
  const input = PROVE.safeParse(request.query);
  const returnTo = ownPath(input.data?.return, addresses.publicUrl);
  const found = await authenticate(app, { session: cookieIn(request.headers.cookie, site.cookie.name) });
  const sessionId = found?.viewer.sessionId;
  if (!found || !sessionId) return go(reply, signInPage({ next: returnTo }));
  const proofs = input.success ? await proofsWanted(app, input.data.policy) : [];
  if (proofs.length === 0) return go(reply, returnTo);
  const provider = await providerOfSession(app, sessionId);
  if (!provider) return problem(reply, 'no-proof', { next: returnTo, still: true });
  return send(site, issuers, request, reply, { provider, returnTo, proving: { sessionId, proofs } });
}

interface Errand {
  provider: SignInProvider;
  returnTo: string;
  hint?: string | undefined;
  proving?: Omit<Proving, 'since'>;
}

async function send(site: Site, issuers: Issuers, request: FastifyRequest, reply: FastifyReply, errand: Errand) {
  const { app, addresses } = site;
  const { provider, returnTo, hint, proving } = errand;
  const back = { next: returnTo, still: proving !== undefined };
  // An issuer leads back to the one public address, and only there is the cookie of who was sent.
  if (request.headers.host !== new URL(addresses.publicUrl).host) return go(reply, `${addresses.publicUrl}${request.url}`);
  const counts = [
    [STARTS, callerOf(request.ip)],
    [ALL_STARTS, ''],
  ] as const;
  if ((await countEach(app, counts)) > 0) return problem(reply, 'busy', back);
  const browser = browserOf(site, request, reply);
  try {
    // Asked before anything is written: nobody sets out for an issuer that is not there.
    await issuers.client(provider);
    const plan = { provider: provider.id, browser, returnTo, ...(proving && { proving }) };
    const words = await asSystem(site, (change) => beginAttempt(change, plan));
    const wanted = { hint, proofs: proving?.proofs ?? [] };
    return go(reply, await addressAt(issuers, provider, redirectUri(site, provider), words, wanted));
  } catch (error) {
    app.log.warn({ err: error, provider: provider.id }, 'an issuer does not answer');
    return problem(reply, 'away', back);
  }
}

async function callback(
  site: Site,
  issuers: Issuers,
  request: FastifyRequest<{ Params: { provider: string } }>,
  reply: FastifyReply,
) {
  const { app, addresses } = site;
  const input = CALLBACK.safeParse(request.query);
  const provider = await signInProvider(app, request.params.provider);
  if (!input.success || !provider) return refuse(site, request, reply, { reason: 'UNKNOWN_STATE', subject: null }, HOME);
  const { state } = input.data;
  const spent = await asSystem(site, (change) =>
    spendAttempt(change, { state, browser: browserIn(site, request), provider: provider.id }),
  );
  const subject = spent.id === null ? null : { type: 'SignInAttempt', id: spent.id };
  const about = { subject, provider: provider.id };
  if ('refused' in spent) return refuse(site, request, reply, { ...about, reason: spent.refused }, HOME);
  const back = { next: spent.returnTo, still: spent.proving !== null };
  try {
    const url = new URL(request.url, addresses.publicUrl);
    const identity = await identityAt(issuers, provider, url, spent);
    const signedIn = await asSystem(site, (change) =>
      spent.proving
        ? proveByIdentity(change, provider, identity, spent.proving)
        : signInByIdentity(change, provider, identity, request.headers['user-agent']),
    );
    if ('refused' in signedIn) {
      const { refused: reason, userId } = signedIn;
      return refuse(site, request, reply, { ...about, reason, ...(userId !== undefined && { userId }) }, back);
    }
    handOver(site, reply, signedIn.secret);
    return go(reply, spent.returnTo);
  } catch (error) {
    if (!(error instanceof IssuerFault)) throw error;
    app.log.warn({ err: error, provider: provider.id }, 'an issuer signed nobody in');
    return refuse(site, request, reply, { ...about, reason: error.refusal }, back);
  }
}

/** Writes the refusal down, as long as it is not one of very many, and says it on the sign-in page. */
async function refuse(site: Site, request: FastifyRequest, reply: FastifyReply, refusal: Omit<RefusedSignIn, 'way'>, back: Back) {
  const counts = [
    [FAILURES, callerOf(request.ip)],
    [ALL_FAILURES, ''],
  ] as const;
  if ((await countEach(site.app, counts)) > 0) return problem(reply, 'busy', back);
  await asSystem(site, (change) => recordRefusal({ ...change, requestId: request.id }, { ...refusal, way: 'OIDC' }));
  return problem(reply, PROBLEMS[refusal.reason] ?? 'attempt', back);
}

function asSystem<T>({ app }: Site, work: (change: Change) => T | Promise<T>): Promise<T> {
  return inChange(systemOperation(app, app.now()), async (change) => work(change));
}

function redirectUri({ addresses }: Site, { id }: SignInProvider): string {
  return `${addresses.publicUrl}/auth/oidc/callback/${id}`;
}

function problem(reply: FastifyReply, code: Problem, back: Back) {
  return go(reply, signInPage(back, code));
}

function signInPage({ next, still }: Back, code?: Problem): string {
  const search = new URLSearchParams({
    ...(code && { problem: code }),
    ...(next !== '/' && { next }),
    ...(still && { still: 'true' }),
  }).toString();
  return `/sign-in${search && `?${search}`}`;
}

function go(reply: FastifyReply, address: string) {
  return reply.code(303).header('location', address).send();
}
