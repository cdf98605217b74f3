import * as oidc from 'openid-client';
import { isLoopback } from '../../../../kernel/config/loopback.ts';
import { type SignInProvider } from '../providers.ts';

/** How long one answer of an issuer may take, in seconds. */
const ANSWER_SECONDS = 8;
/** How long what an issuer says of itself is believed, in milliseconds. Keys that it signs with anew are looked for at once. */
const KEPT_MS = 3_600_000;
/** What an issuer that was away just now is not asked again for, in milliseconds: who comes meanwhile is told at once. */
const AWAY_MS = 2_000;
/** How much an issuer may say, in bytes. */
const LONGEST_ANSWER = 1_000_000;
/** How far its clock and ours may be apart, in seconds. */
const CLOCK_TOLERANCE = 30;
/** Keys this old are asked for anew where one is missing, in seconds; a library's number. */
const ASKED_ANEW_FROM = 60;

interface Known {
  metadata: oidc.ServerMetadata | null;
  keys: oidc.ExportedJWKSCache | null;
  /** When it was asked last, and what came of it. */
  askedAt: number;
  failure: unknown;
  asking: Promise<oidc.ServerMetadata> | null;
}

/** What is known of issuers: where they are asked, and which keys they sign with. Kept in the memory of one process. */
export class Issuers {
  readonly #known = new Map<string, Known>();
  readonly #onLoopback: () => boolean;
  readonly #now: () => number;

  /** @param onLoopback is this server one of this machine alone? Only then an issuer may be one, and speak http */
  constructor(onLoopback: () => boolean, now: () => number = () => performance.now()) {
    this.#onLoopback = onLoopback;
    this.#now = now;
  }

  /**
   * A client of a provider, for one sign-in.
   * @throws where the issuer does not answer, within the time of one answer
   */
  async client(provider: SignInProvider): Promise<oidc.Configuration> {
    const { protocol, hostname } = new URL(provider.issuer);
    if ((protocol !== 'https:' || isLoopback(hostname)) && !(this.#onLoopback() && isLoopback(hostname)))
      throw new TypeError('An issuer is asked by https, and is not on this machine.');
    const known = this.#of(provider.issuer);
    const metadata = await this.#metadata(provider, known);
    const { clientId, clientSecret } = provider;
    const settings = { [oidc.clockTolerance]: CLOCK_TOLERANCE };
    // A copy, because the library remembers keys beside it for as long as it pleases.
    const client = new oidc.Configuration(structuredClone(metadata), clientId, settings, proofOf(metadata, clientSecret));
    client.timeout = ANSWER_SECONDS;
    client[oidc.customFetch] = boundedFetch;
    // The token comes from the issuer itself; its signature is checked all the same.
    oidc.enableNonRepudiationChecks(client);
    if (provider.issuer.startsWith('http:')) oidc.allowInsecureRequests(client);
    if (known.keys) oidc.setJwksCache(client, { ...known.keys, uat: known.keys.uat - ASKED_ANEW_FROM });
    return client;
  }

  /** Remembers the keys that a client of this provider found. */
  learn({ issuer }: SignInProvider, client: oidc.Configuration): void {
    const known = this.#of(issuer);
    const found = oidc.getJwksCache(client);
    const handedOut = known.keys && known.keys.uat - ASKED_ANEW_FROM;
    if (found && found.uat !== handedOut) known.keys = found;
  }

  /** Forgets what is known of an issuer whose answers were wrong: it may have moved. */
  forget({ issuer }: SignInProvider): void {
    this.#known.delete(issuer);
  }

  #of(issuer: string): Known {
    const known = this.#known.get(issuer) ?? { metadata: null, keys: null, askedAt: -Infinity, failure: null, asking: null };
    this.#known.set(issuer, known);
    return known;
  }

  async #metadata(provider: SignInProvider, known: Known): Promise<oidc.ServerMetadata> {
    const age = this.#now() - known.askedAt;
    if (known.metadata && age < KEPT_MS) return known.metadata;
    if (known.failure && age < AWAY_MS) throw known.failure;
    known.asking ??= this.#ask(provider, known).finally(() => (known.asking = null));
    return known.asking;
  }

  async #ask({ issuer, clientId }: SignInProvider, known: Known): Promise<oidc.ServerMetadata> {
    try {
      const found = await oidc.discovery(new URL(issuer), clientId, undefined, oidc.None(), {
        timeout: ANSWER_SECONDS,
        [oidc.customFetch]: boundedFetch,
        execute: issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [],
      });
      known.failure = null;
      return (known.metadata = found.serverMetadata());
    } catch (error) {
      known.failure = error;
      // What it said an hour ago is better than nothing.
      if (known.metadata) return known.metadata;
      throw error;
    } finally {
      known.askedAt = this.#now();
    }
  }
}

/** How we prove who we are: as the issuer wishes, by a header where it does not say. */
function proofOf({ token_endpoint_auth_methods_supported: methods }: oidc.ServerMetadata, secret: string | null) {
  if (secret === null) return oidc.None();
  const byHeader = !methods || methods.includes('client_secret_basic');
  return byHeader ? oidc.ClientSecretBasic(secret) : oidc.ClientSecretPost(secret);
}

/** Reads no more than an issuer can have to say. */
const boundedFetch: oidc.CustomFetch = async (url, options) => {
  const answer = await fetch(url, options as RequestInit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += (chunk as Uint8Array).byteLength;
    if (size > LONGEST_ANSWER) throw new TypeError('The issuer said more than anybody wants to know.');
    chunks.push(chunk as Uint8Array);
  }
  const { status, statusText, headers } = answer;
  return new Response(size > 0 ? Buffer.concat(chunks) : null, { status, statusText, headers });
};
