import * as oidc from 'openid-client';
import { type SignInProvider } from '../providers.ts';
import { type AttemptWords } from './attempt.ts';
import { identityFrom, wantedClaims, type Claims, type Identity } from './identity.ts';
import { type Issuers } from './issuers.ts';

/** Why an issuer signed nobody in. */
export type IssuerRefusal =
  /** They said no there, or the issuer did. */
  | 'DENIED'
  /** It does not answer. */
  | 'ISSUER_AWAY'
  /** It does not know the code, or not us. */
  | 'CODE_REFUSED'
  /** What it says does not hold: another issuer, another audience, another key, too old. */
  | 'BAD_TOKEN'
  /** It speaks for somebody else's people. */
  | 'OTHER_TENANT'
  /** Somebody else came back than set out to prove more. */
  | 'OTHER_PERSON'
  /** They did not prove what was asked for. */
  | 'NOT_PROVED';

/** An issuer that signed nobody in. */
export class IssuerFault extends Error {
  override readonly name = 'IssuerFault';
  readonly refusal: IssuerRefusal;

  constructor(refusal: IssuerRefusal, cause?: unknown) {
    super(`The issuer signed nobody in: ${refusal}.`, { cause });
    this.refusal = refusal;
  }
}

/** How long all that is asked of an issuer for one sign-in may take, in milliseconds. */
const SIGN_IN_MS = 20_000;

/**
 * Where a browser is sent to be signed in (authorization code with PKCE). @throws IssuerFault
 * @param proofs what they are to prove there (`acr`), one of these
 */
export async function addressAt(
  issuers: Issuers,
  provider: SignInProvider,
  redirectUri: string,
  words: AttemptWords,
  { hint, proofs = [] }: { hint?: string | undefined; proofs?: readonly string[] } = {},
): Promise<string> {
  const client = await asked(issuers, provider, () => issuers.client(provider));
  const parameters = {
    redirect_uri: redirectUri,
    scope: provider.scopes.includes('openid') ? provider.scopes.join(' ') : ['openid', ...provider.scopes].join(' '),
    state: words.state,
    nonce: words.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(words.verifier),
    code_challenge_method: 'S256',
    ...(hint !== undefined && { login_hint: hint }),
    // Who proves something proves it now, though they be signed in there.
    ...(proofs.length > 0 && { acr_values: proofs.join(' '), max_age: '0' }),
  };
  return oidc.buildAuthorizationUrl(client, parameters).href;
}

/** Who comes back from an issuer. @param url the address they came back to, as they came. @throws IssuerFault */
export async function identityAt(issuers: Issuers, provider: SignInProvider, url: URL, words: AttemptWords): Promise<Identity> {
  return asked(issuers, provider, async () => {
    const client = await issuers.client(provider);
    const tokens = await oidc.authorizationCodeGrant(client, url, {
      expectedState: words.state,
      expectedNonce: words.nonce,
      pkceCodeVerifier: words.verifier,
      idTokenExpected: true,
    });
    issuers.learn(provider, client);
    const told = tokens.claims()!;
    const identity = identityFrom(await completed(client, provider, tokens.access_token, told as Claims), provider);
    if (provider.tenant && identity.tenant !== provider.tenant.value) throw new IssuerFault('OTHER_TENANT');
    return identity;
  });
}

/** What the token lacks, asked for where the issuer tells it. What the token says counts more. */
async function completed(client: oidc.Configuration, provider: SignInProvider, token: string, told: Claims): Promise<Claims> {
  const { userinfo_endpoint: more } = client.serverMetadata();
  if (!more || wantedClaims(provider).every((claim) => claim in told)) return told;
  return { ...(await oidc.fetchUserInfo(client, token, String(told.sub))), ...told };
}

/** Asks an issuer, for as long as somebody waits before a page. */
async function asked<T>(issuers: Issuers, provider: SignInProvider, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new IssuerFault('ISSUER_AWAY')), SIGN_IN_MS);
  });
  try {
    return await Promise.race([work(), late]);
  } catch (error) {
    const fault = error instanceof IssuerFault ? error : new IssuerFault(refusalIn(error), error);
    if (fault.refusal === 'BAD_TOKEN' || fault.refusal === 'CODE_REFUSED') issuers.forget(provider);
    throw fault;
  } finally {
    clearTimeout(timer);
  }
}

function refusalIn(error: unknown): IssuerRefusal {
  if (error instanceof oidc.AuthorizationResponseError) return 'DENIED';
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500 ? 'ISSUER_AWAY' : 'CODE_REFUSED';
  if (error instanceof oidc.ClientError && !isAway(error)) return 'BAD_TOKEN';
  return 'ISSUER_AWAY';
}

function isAway({ code, cause }: oidc.ClientError): boolean {
  if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT') return true;
  if (code === 'OAUTH_RESPONSE_IS_NOT_JSON') return true;
  return code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' && !(cause instanceof Response && cause.status < 500);
}
