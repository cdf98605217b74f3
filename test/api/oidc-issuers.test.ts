import { SignInAttempt } from '@gatehouse/schema/identity/sign-in-attempt.entity';
import { type JWTPayload } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { problemOf, startSigningIn, type SigningIn } from '../testkit/signing-in.ts';
import { Tab, type Page } from '../testkit/tab.ts';

let world: SigningIn;
let { issuer, t, server, comes, open, onTheWayBack, whoIs, refusals } = {} as SigningIn;
beforeAll(async () => {
  world = await startSigningIn();
  ({ issuer, t, server, comes, open, onTheWayBack, whoIs, refusals } = world);
});
afterEach(() => world.begin());
afterAll(() => world.stop());

describe('what an issuer vouches for is refused', () => {
  const now = () => Math.floor(Date.now() / 1000);
  test.each<[string, (claims: JWTPayload) => JWTPayload]>([
    ['for another audience', (claims) => ({ ...claims, aud: 'somebody-else' })],
    ['for several audiences of which we are not the one', (claims) => ({ ...claims, aud: ['gatehouse', 'x'], azp: 'x' })],
    ['in the name of another issuer', (claims) => ({ ...claims, iss: 'https://other.example' })],
    ['when it is too old', (claims) => ({ ...claims, exp: now() - 120, iat: now() - 240 })],
    ['with another nonce', (claims) => ({ ...claims, nonce: 'another' })],
    ['without a nonce', ({ nonce: _nonce, ...claims }) => claims],
    ['without a subject', ({ sub: _sub, ...claims }) => claims],
  ])('%s', async (_what, tampers) => {
    const account = comes(issuer);
    await t.world.user({ email: account.email! });
    issuer.tampers = tampers;
    const tab = new Tab();
    expect(problemOf(await open(tab))).toBe('issuer');
    expect(await whoIs(tab)).toBeNull();
    expect((await refusals()).at(-1)).toMatchObject({ reason: 'BAD_TOKEN' });
  });

  test('with a key that is not its own; with a new one of its own it is taken at once', async () => {
    const account = comes(issuer);
    await t.world.user({ email: account.email! });
    issuer.signsWithAnother = true;
    expect(problemOf(await open(new Tab()))).toBe('issuer');
    issuer.signsWithAnother = false;
    expect(problemOf(await open(new Tab()))).toBeNull();
    await issuer.changeKeys();
    const tab = new Tab();
    expect(problemOf(await open(tab))).toBeNull();
    expect(await whoIs(tab)).not.toBeNull();
    const asked = issuer.paths.filter((path) => path === '/jwks').length;
    await open(new Tab());
    expect(issuer.paths.filter((path) => path === '/jwks')).toHaveLength(asked);
  });
});

describe('an issuer', () => {
  test('that is not there is said so, and nothing is written', async () => {
    const before = await t.app.orm.em.fork().count(SignInAttempt, {});
    expect(problemOf(await open(new Tab(), 'gone'))).toBe('away');
    expect(await t.app.orm.em.fork().count(SignInAttempt, {})).toBe(before);
  });

  test('that goes away on the way is said so', async () => {
    comes(issuer);
    const { tab, back } = await onTheWayBack();
    issuer.silent = true;
    const asked = issuer.askedFor('/token');
    const page = tab.open(back.href);
    await asked;
    issuer.dropConnections();
    expect(problemOf(await page)).toBe('away');
  });

  test('is asked for what it takes, with PKCE, and for nothing it was not sent for', async () => {
    comes(issuer);
    await open(new Tab());
    const asked = Object.fromEntries(issuer.asked.at(-1)!);
    expect(asked).toMatchObject({
      client_id: 'gatehouse',
      response_type: 'code',
      scope: 'openid profile email',
      code_challenge_method: 'S256',
      redirect_uri: `${server.url}/auth/oidc/callback/one`,
    });
    expect(Object.keys(asked)).not.toContain('acr_values');
    expect(problemOf(await open(new Tab(), 'nonesuch'))).toBe('provider');
  });

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/',
    '/.//evil.example',
    '%2f%2fevil.example',
    '/\t/evil.example',
  ])('leads back to a page of ours, not to %j', async (next) => {
    const account = comes(issuer);
    await t.world.user({ email: account.email! });
    const tab = new Tab();
    tab.stopsAt = (url) => !new URL(url).hostname.startsWith('127.');
    const { url } = await open(tab, 'one', next);
    expect(new URL(url).href).toBe(`${server.url}/`);
  });
});

test('nothing that an attempt is known by can be read from the database', async () => {
  comes(issuer);
  const { tab, back } = await onTheWayBack();
  const rows = JSON.stringify(await t.app.orm.em.fork().execute('select * from sign_in_attempt'));
  const asked = issuer.asked.at(-1)!;
  for (const secret of [tab.cookie('gatehouse_browser')!, back.searchParams.get('state')!, asked.get('nonce')!])
    expect(rows).not.toContain(secret);
});

test('whoever comes back in vain again and again is not written down any more', async () => {
  const before = (await refusals()).length;
  const tab = new Tab();
  let page: Page | null = null;
  for (let tries = 0; tries < 35; tries += 1) page = await tab.open(`${server.url}/auth/oidc/callback/one?state=guess-${tries}`);
  expect(problemOf(page!)).toBe('busy');
  expect((await refusals()).length - before).toBe(30);
});
