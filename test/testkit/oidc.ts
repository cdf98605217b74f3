import { exportJWK, generateKeyPair, importJWK, decodeJwt, SignJWT, type JWK, type JWTPayload } from 'jose';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { issuerStore } from './oidc-store.ts';
import { Provider, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';

/** Somebody whom an issuer knows, with what it says about them. */
export interface TestAccount {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
  /** The proofs (`acr`) that they can give where one is asked for. */
  proofs?: readonly string[];
  /** How they prove who they are (`amr`). */
  amr?: readonly string[];
  [claim: string]: unknown;
}

/** What an issuer is to be like. */
export interface TestIssuerOptions {
  accounts?: readonly TestAccount[];
  /** Does everything it says stand in the ID token? Else it is asked for at another address, as the standard has it. */
  tellsAtOnce?: boolean;
}

const ALG = 'ES256';
/** How long everything lasts that it hands out, in seconds. */
const LASTS = 600;
const COOKIE_KEYS = ['of-the-tests'];

/** A real OpenID provider on the loopback, for one client, whatever its redirect address. */
export class TestIssuer {
  readonly clientId = 'gatehouse';
  readonly clientSecret = `secret-${randomUUID()}`;
  readonly accounts = new Map<string, TestAccount>();
  /** Who signs in without being asked, by `sub`; null: a page asks, with a button for each. */
  signsIn: string | null = null;
  /** How long it takes for each answer, in milliseconds. */
  slowMs = 0;
  /** Takes connections and answers nothing. */
  silent = false;
  /** Changes what it vouches for, after everything was checked, and signs it anew. */
  tampers: ((claims: JWTPayload) => JWTPayload) | null = null;
  /** Signs with a key that it does not publish. */
  signsWithAnother = false;
  /** The authorization requests it got, oldest first. */
  readonly asked: URLSearchParams[] = [];
  /** What it was shown for tokens: the codes that it gave, each with its verifier. */
  readonly redeemed: { code?: string; code_verifier?: string }[] = [];
  /** The paths it was asked for, oldest first. */
  readonly paths: string[] = [];
  readonly #server: Server;
  readonly #tellsAtOnce: boolean;
  readonly #store = issuerStore();
  #provider!: Provider;
  #key!: JWK;

  private constructor({ accounts = [], tellsAtOnce = false }: TestIssuerOptions) {
    for (const account of accounts) this.accounts.set(account.sub, account);
    this.#tellsAtOnce = tellsAtOnce;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(options: TestIssuerOptions = {}): Promise<TestIssuer> {
    const issuer = new TestIssuer(options);
    issuer.#server.listen(0, '127.0.0.1');
    await once(issuer.#server, 'listening');
    await issuer.changeKeys();
    return issuer;
  }

  /** Its issuer identifier. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What `OIDC_PROVIDERS` says of it. */
  settings(more: object = {}): object {
    return { id: 'test', name: 'Test', issuer: this.url, clientId: this.clientId, clientSecret: this.clientSecret, ...more };
  }

  add(account: TestAccount): TestAccount {
    this.accounts.set(account.sub, account);
    return account;
  }

  /** Signs with a new key from now on, and forgets the old one. */
  async changeKeys(): Promise<void> {
    const { privateKey } = await generateKeyPair(ALG, { extractable: true });
    this.#key = { ...(await exportJWK(privateKey)), kid: randomUUID(), use: 'sig', alg: ALG };
    this.#provider = providerOf(this.url, this.#configuration());
    this.#provider.use(async (context, next) => {
      await next();
      if (context.path === '/token') this.redeemed.push({ ...context.oidc.params });
    });
  }

  /** Waits until it is asked for a path. */
  async askedFor(path: string): Promise<void> {
    const before = this.paths.length;
    while (!this.paths.slice(before).includes(path)) await once(this.#server, 'request');
  }

  /** Leaves everybody standing who waits for an answer. */
  dropConnections(): void {
    this.#server.closeAllConnections();
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    if (this.#server.listening) await once(this.#server, 'close');
  }

  #configuration(): Configuration {
    return {
      adapter: this.#store,
      clients: [
        {
          client_id: this.clientId,
          client_secret: this.clientSecret,
          redirect_uris: ['https://unused.example/'],
          id_token_signed_response_alg: ALG,
        },
      ],
      jwks: { keys: [this.#key as never] },
      cookies: { keys: COOKIE_KEYS },
      ttl: { Interaction: LASTS, Grant: LASTS, Session: LASTS, AccessToken: LASTS, IdToken: LASTS, AuthorizationCode: 60 },
      conformIdTokenClaims: !this.#tellsAtOnce,
      acrValues: [...new Set([...this.accounts.values()].flatMap(({ proofs = [] }) => proofs))],
      claims: { openid: ['sub', ...this.#claimNames()], acr: null, amr: null, auth_time: null },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, sub) => {
        const account = this.accounts.get(sub);
        return account && { accountId: sub, claims: async () => ({ ...account }) };
      },
      loadExistingGrant: (context) => grantEverything(context),
      renderError: (context, out) => {
        context.type = 'text';
        context.body = `${out.error}: ${out.error_description}`;
      },
    };
  }

  #claimNames(): string[] {
    const notClaims = new Set(['sub', 'proofs', 'amr', 'acr']);
    return [...new Set([...this.accounts.values()].flatMap(Object.keys))].filter((name) => !notClaims.has(name));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    this.paths.push(url.pathname);
    if (this.silent) return;
    if (this.slowMs > 0) await delay(this.slowMs);
    if (url.pathname === '/auth') this.asked.push(url.searchParams);
    if (url.pathname.startsWith('/interaction/')) return this.#interact(request, response, url);
    if (url.pathname === '/token' && (this.tampers || this.signsWithAnother)) this.#tamper(response);
    await this.#provider.callback()(request, response);
  }

  /** Asks who it is, or knows. */
  async #interact(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { params } = await this.#provider.interactionDetails(request, response);
    const chosen = url.searchParams.get('account') ?? this.signsIn;
    if (chosen === 'nobody') {
      const refusal = { error: 'access_denied', error_description: 'They said no.' };
      return this.#provider.interactionFinished(request, response, refusal);
    }
    const account = chosen === null ? undefined : this.accounts.get(chosen);
    if (!account) return this.#ask(response, url);
    const wanted = String(params.acr_values ?? '').split(' ');
    const acr = wanted.find((one) => account.proofs?.includes(one));
    const login = { accountId: account.sub, ...(acr && { acr }), ...(account.amr && { amr: [...account.amr] }) };
    await this.#provider.interactionFinished(request, response, { login });
  }

  #ask(response: ServerResponse, url: URL): void {
    const links = [...this.accounts.values()].map(
      ({ sub, name }) => `<li><a href="${url.pathname}?account=${encodeURIComponent(sub)}">${name ?? sub}</a></li>`,
    );
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><title>Who are you?</title><h1>Who are you?</h1><ul>${links.join('')}</ul>`);
  }

  /** Signs what the answer vouches for anew. */
  #tamper(response: ServerResponse): void {
    const end = response.end.bind(response) as (body: string) => void;
    response.end = ((body: Buffer | string) => {
      void this.#tampered(String(body)).then((changed) => {
        response.setHeader('content-length', Buffer.byteLength(changed));
        end(changed);
      });
      return response;
    }) as never;
  }

  async #tampered(body: string): Promise<string> {
    const answer = JSON.parse(body) as { id_token?: string };
    if (!answer.id_token) return body;
    const claims = decodeJwt(answer.id_token);
    const key = this.signsWithAnother ? (await generateKeyPair(ALG)).privateKey : await importJWK(this.#key, ALG);
    const id_token = await new SignJWT(this.tampers?.(claims) ?? claims)
      .setProtectedHeader({ alg: ALG, kid: this.#key.kid })
      .sign(key);
    return JSON.stringify({ ...answer, id_token });
  }
}

function providerOf(url: string, configuration: Configuration): Provider {
  const provider = new Provider(url, configuration);
  // Where the server that is tested listens is known only later.
  provider.Client.prototype.redirectUriAllowed = () => true;
  return provider;
}

/** Nobody is asked whether they agree. */
async function grantEverything({ oidc }: KoaContextWithOIDC) {
  const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId });
  grant.addOIDCScope(String(oidc.params!.scope));
  await grant.save();
  return grant;
}
