import { mailAddress, type MailAddress } from '@gatehouse/schema/rules/mail-address';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { browserIn, browserOf } from '../../../../kernel/auth/browser.ts';
import { handOver } from '../../../../kernel/auth/hand-over.ts';
import { callerOf, countEach, type Limit } from '../../../../kernel/auth/limits.ts';
import { inChange, type Change } from '../../../../kernel/change.ts';
import { type Routes } from '../../../../kernel/http/routes.ts';
import { type Site } from '../../../../kernel/http/site.ts';
import { systemOperation } from '../../../../kernel/jobs/system-operation.ts';
import { recordRefusal } from '../refusal.ts';
import { openWays, waysFor } from '../ways.ts';
import { askForCode, takeTry } from './challenge.ts';
import { isCode, readCode } from './code.ts';
import { signInByCode } from './sign-in-by-code.ts';

const QUARTER_MS = 15 * 60_000;
/** How often it may be asked how an address signs in. */
const LOOKS: Limit = { what: 'ways of a caller', most: 200, windowMs: QUARTER_MS };
/** How many codes one caller, one mailbox and everybody together may ask for. */
const CODES: Limit = { what: 'codes of a caller', most: 20, windowMs: QUARTER_MS };
const CODES_TO: Limit = { what: 'codes to a mailbox', most: 5, windowMs: QUARTER_MS };
const ALL_CODES: Limit = { what: 'codes', most: 2_000, windowMs: QUARTER_MS };
/** How often one caller, and everybody together, may try a code; each try costs us a while. */
const GUESSES: Limit = { what: 'guesses of a caller', most: 30, windowMs: QUARTER_MS };
const ALL_GUESSES: Limit = { what: 'guesses', most: 5_000, windowMs: QUARTER_MS };

const ADDRESS = z.object({ email: z.string().max(1_000) });
const GUESS = ADDRESS.extend({ code: z.string().max(100) });
const BAD_ADDRESS = 'That is no mail address. It looks like you@example.com.';

/** What somebody is told whose code is right and who may not come in all the same. */
const NOT_ADMITTED: Readonly<Record<string, string>> = {
  DOMAIN_BLOCKED: 'People with mail addresses of this domain cannot sign in here.',
  WRONG_ISSUER: 'People of your organization sign in there, and not with a code.',
  NO_OUTSIDER: 'You belong here, and codes are for people from outside. Sign in as your colleagues do.',
  BLOCKED: 'You cannot sign in any more. Ask whoever you work with here.',
  TOO_MANY: 'Too many new people came in from your domain. Try again later.',
};

/**
 * Proving a mail address by a code that is sent to it. What is answered here depends on what was typed and on the browser, never on
 * whether somebody has that address; who that is, is looked up when the mail is written.
 */
export const codeRoutes: Routes = (http, site) => {
  const { app } = site;

  http.get('/auth/ways', async () => ({ ways: openWays(app) }));

  http.post('/auth/ways', async (request, reply) => {
    const mail = addressIn(request.body);
    if (!mail) return refuse(reply, 400, 'BAD_USER_INPUT', BAD_ADDRESS);
    const wait = await countEach(app, [[LOOKS, callerOf(request.ip)]]);
    return wait > 0 ? tooMany(reply, wait) : { ways: await waysFor(app, mail) };
  });

  http.post('/auth/code', async (request, reply) => {
    const mail = addressIn(request.body);
    if (!mail) return refuse(reply, 400, 'BAD_USER_INPUT', BAD_ADDRESS);
    const ways = await waysFor(app, mail);
    if (!ways.some(({ kind }) => kind === 'CODE'))
      return refuse(reply, 409, 'OTHER_WAY', 'People with mail addresses of this domain sign in another way.');
    const wait = await countEach(app, [
      [CODES, callerOf(request.ip)],
      [CODES_TO, mail.base],
      [ALL_CODES, ''],
    ]);
    if (wait > 0) return tooMany(reply, wait);
    const browser = browserOf(site, request, reply);
    await asSystem(site, request, (change) => askForCode(change, { address: mail.address, browser }));
    return { ok: true };
  });

  http.post('/auth/code/verify', (request, reply) => verify(site, request, reply));
};

async function verify(site: Site, request: FastifyRequest, reply: FastifyReply) {
  const { app } = site;
  const input = GUESS.safeParse(request.body);
  const mail = addressIn(request.body);
  const code = readCode(input.data?.code ?? '');
  if (!mail) return refuse(reply, 400, 'BAD_USER_INPUT', BAD_ADDRESS);
  if (!code) return refuse(reply, 400, 'BAD_USER_INPUT', 'The code has six digits.');
  const wait = await countEach(app, [
    [GUESSES, callerOf(request.ip)],
    [ALL_GUESSES, ''],
  ]);
  if (wait > 0) return tooMany(reply, wait);
  const { address } = mail;
  const taken = await asSystem(site, request, (change) => takeTry(change, { address, browser: browserIn(site, request) }));
  const right = await isCode(app, code, 'refused' in taken ? null : taken.codeHash);
  const reason = 'refused' in taken ? taken.refused : right ? null : 'WRONG_CODE';
  const subject = taken.id === null ? null : { type: 'SignInChallenge', id: taken.id };
  if (reason !== null) {
    await asSystem(site, request, (change) => recordRefusal(change, { way: 'CODE', reason, subject }));
    return refuse(reply, 401, reason === 'WRONG_CODE' ? 'WRONG_CODE' : 'NO_CODE', wordsFor(reason));
  }
  const challenge = { id: taken.id!, address };
  const signedIn = await asSystem(site, request, async (change) => {
    const found = await signInByCode(change, challenge, request.headers['user-agent']);
    if ('refused' in found) recordRefusal(change, { way: 'CODE', reason: found.refused, subject });
    return found;
  });
  if ('refused' in signedIn) {
    const words = NOT_ADMITTED[signedIn.refused];
    return words ? refuse(reply, 403, 'NOT_ADMITTED', words) : refuse(reply, 401, 'NO_CODE', wordsFor(signedIn.refused));
  }
  handOver(site, reply, signedIn.secret);
  return { ok: true };
}

function wordsFor(reason: string): string {
  if (reason === 'WRONG_CODE') return 'That is not the code we sent. Look again at the last mail from us.';
  if (reason === 'TOO_MANY_TRIES') return 'That was wrong five times. Ask for a new code.';
  return 'There is no code that could be used now in this browser. Ask for a new one.';
}

function addressIn(body: unknown): MailAddress | null {
  const input = ADDRESS.safeParse(body);
  return input.success ? mailAddress(input.data.email) : null;
}

function asSystem<T>({ app }: Site, { id }: FastifyRequest, work: (change: Change) => T | Promise<T>): Promise<T> {
  return inChange({ ...systemOperation(app, app.now()), requestId: id }, async (change) => work(change));
}

function tooMany(reply: FastifyReply, seconds: number) {
  const minutes = Math.ceil(seconds / 60);
  const words = `That was tried too often. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
  return refuse(reply.header('retry-after', seconds), 429, 'RATE_LIMITED', words);
}

function refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).send({ code, message });
}
