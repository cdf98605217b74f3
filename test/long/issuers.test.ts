import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { TestIssuer } from '../testkit/oidc.ts';
import { type TestServer } from '../testkit/server.ts';
import { Tab } from '../testkit/tab.ts';

// Issuers as they are at times: slow, or silent. Nobody waits for them for long, and nobody else waits at all.

let slow: TestIssuer;
let silent: TestIssuer;
let t: TestApp;
let server: TestServer;
beforeAll(async () => {
  const accounts = [{ sub: 'ana', email: 'ana@contoso.example', email_verified: true }];
  [slow, silent] = await Promise.all([TestIssuer.start({ accounts }), TestIssuer.start({ accounts })]);
  for (const issuer of [slow, silent]) issuer.signsIn = 'ana';
  const providers = [slow.settings({ id: 'slow' }), silent.settings({ id: 'silent' })];
  t = await startTestApp({ env: { OIDC_PROVIDERS: JSON.stringify(providers) } });
  server = await t.listen();
  await t.world.user({ name: 'Ana', email: 'ana@contoso.example' });
});
afterAll(async () => {
  await t.stop();
  await Promise.all([slow.stop(), silent.stop()]);
});

const start = (provider: string) => new Tab().open(`${server.url}/auth/oidc/start?provider=${provider}&return=/schema.graphql`);

test('an issuer that takes three seconds for each answer signs people in, while one that is silent is given up', async () => {
  slow.slowMs = 3_000;
  silent.silent = true;
  const began = performance.now();
  const [signedIn, givenUp, meanwhile] = await Promise.all([
    start('slow'),
    start('silent').then(({ url }) => ({ url, ms: performance.now() - began })),
    server.post('{ viewer { tokenScope } }').then(({ status }) => ({ status, ms: performance.now() - began })),
  ]);
  expect(signedIn).toMatchObject({ status: 200, url: `${server.url}/schema.graphql` });
  expect(new URL(givenUp.url).searchParams.get('problem')).toBe('away');
  expect(givenUp.ms).toBeLessThan(15_000);
  expect(meanwhile.status).toBe(200);
  expect(meanwhile.ms).toBeLessThan(givenUp.ms);
}, 60_000);

test('an issuer that goes silent while somebody is there is given up', async () => {
  slow.slowMs = 0;
  const tab = new Tab();
  tab.stopsAt = (url) => url.includes('/auth/oidc/callback/');
  const { url } = await tab.open(`${server.url}/auth/oidc/start?provider=slow&return=/`);
  tab.stopsAt = () => false;
  slow.silent = true;
  expect(new URL((await tab.open(url)).url).searchParams.get('problem')).toBe('away');
}, 60_000);
