import { createSignInLink } from '@gatehouse/server/features/identity/sign-in/sign-in-link';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCodes, type Codes } from '../testkit/codes.ts';
import { everyRow } from '../testkit/every-row.ts';
import { done } from '../testkit/mutate.ts';
import { TestIssuer } from '../testkit/oidc.ts';
import { principalOf } from '../testkit/principal.ts';
import { Tab } from '../testkit/tab.ts';

let codes: Codes;
let theirs: TestIssuer;
beforeAll(async () => {
  [codes, theirs] = await Promise.all([startCodes(), TestIssuer.start()]);
});
afterAll(() => Promise.all([codes.stop(), theirs.stop()]));

/** Each kind of secret, as it was really given out or taken in. */
const secrets: Record<string, string> = {};
const taken = (all: Record<string, string | null | undefined>) => {
  for (const [kind, secret] of Object.entries(all)) {
    expect(secret, kind).toBeTruthy();
    secrets[kind] = secret!;
  }
};

/** Somebody signs in at an issuer. */
async function comes(kind: string, issuer: TestIssuer, provider: string, email: string): Promise<void> {
  issuer.add({ sub: email, email, email_verified: true, name: email });
  issuer.signsIn = email;
  await issuer.changeKeys();
  const tab = new Tab();
  const start = `${codes.server.url}/auth/oidc/start?provider=${provider}&return=/schema.graphql`;
  expect(new URL((await tab.open(start)).url).pathname).toBe('/schema.graphql');
  const asked = issuer.asked.at(-1)!;
  const { code, code_verifier } = issuer.redeemed.at(-1)!;
  taken({
    [`${kind}: client secret`]: issuer.clientSecret,
    [`${kind}: state`]: asked.get('state'),
    [`${kind}: nonce`]: asked.get('nonce'),
    [`${kind}: code challenge`]: asked.get('code_challenge'),
    [`${kind}: code verifier`]: code_verifier,
    [`${kind}: authorization code`]: code,
    [`${kind}: browser`]: tab.cookie('gatehouse_browser'),
    [`${kind}: session`]: tab.cookie('gatehouse_session'),
  });
}

/** No table holds any of them, nor what only spells them otherwise. */
async function expectNowhere(): Promise<void> {
  const tables = await everyRow(codes.t);
  expect(tables.size).toBeGreaterThan(30);
  for (const [kind, secret] of Object.entries(secrets)) {
    const spelled = [secret, Buffer.from(secret).toString('base64url'), Buffer.from(secret).toString('hex')];
    // Six digits stand in longer numbers and times by chance.
    const code = /^\d{6}$/.test(secret) && new RegExp(`(?<![0-9a-z.:-])${secret}(?![0-9a-z-])`, 'i');
    for (const [table, rows] of tables)
      expect(code ? code.test(rows) : spelled.some((one) => rows.includes(one)), `${kind} in ${table}`).toBe(false);
  }
}

test('a dump of every table holds no secret of any kind', async () => {
  const { t, ask, mailbox, type } = codes;
  const admin = await t.world.admin({ email: 'admin@contoso.example' });

  const outsider = new Tab();
  await ask(outsider, 'amber@northwind.example');
  taken({ 'code: browser': outsider.cookie('gatehouse_browser') });
  // The mail is still to be sent.
  await expectNowhere();
  await t.drain();
  taken({ 'one-time code': /\b\d{6}\b/.exec(mailbox.to('amber@northwind.example').at(-1)!.text)?.[0] });
  await expectNowhere();
  await type(outsider, 'amber@northwind.example', secrets['one-time code']!);
  taken({ 'code: session': outsider.cookie('gatehouse_session') });

  await comes('of the deployment', codes.ours, 'ours', 'admin@contoso.example');
  const issuer = { issuer: theirs.url, clientId: theirs.clientId, clientSecret: theirs.clientSecret };
  const { connectedOrganization } = await done(
    t,
    'createConnectedOrganization',
    { name: 'Fabrikam', domains: [{ domain: 'fabrikam.example', issuer: theirs.url }], issuers: [issuer] },
    admin,
    'connectedOrganization { issuers { id } }',
  );
  await comes('of an organization', theirs, connectedOrganization.issuers[0].id, 'fay@fabrikam.example');

  const { secret } = await done(t, 'createApiToken', { name: 'Script', scope: 'READ' }, admin, 'secret');
  const link = await t.world.write(async (change) => createSignInLink(change, await principalOf(change.em, admin)));
  taken({ 'API token': secret, 'sign-in link': link.split('/').at(-1) });
  await t.drain();
  await expectNowhere();
});
