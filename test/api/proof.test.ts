import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { Session } from '@gatehouse/schema/identity/session.entity';
import { type User } from '@gatehouse/schema/identity/user.entity';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Answer } from '../testkit/flow.ts';
import { openPackage } from '../testkit/outsider.ts';
import { problemOf, startSigningIn, type SigningIn } from '../testkit/signing-in.ts';
import { Tab } from '../testkit/tab.ts';

let world: SigningIn;
let { issuer, t, server, comes, open, whoIs, refusals } = {} as SigningIn;
let approver: User;
let wanted: { id: string };
beforeAll(async () => {
  world = await startSigningIn();
  ({ issuer, t, server, comes, open, whoIs, refusals } = world);
  approver = await t.world.user({ name: 'Paula Proof' });
  wanted = await openPackage(t, 'Vault', { stages: [{ approvers: [approver] }], proofs: ['mfa', 'hwk'], proofWithin: 'PT10M' });
});
// The issuer goes by the clock of this machine.
beforeEach(() => t.clock.set(new Date()));
afterEach(() => world.begin());
afterAll(() => world.stop());

const SUBMIT = `mutation ($input: SubmitAccessRequestInput!) { submitAccessRequest(input: $input) {
  accessRequest { id state stages { id } }
  errors { code ... on NotEligibleError { gates { code message fixedBy fixedByYou details { ... on GateProof { proofs within way } } } } } } }`;

async function asks(tab: Tab, more: object = {}): Promise<Answer> {
  const { body } = await server.post(SUBMIT, {
    variables: { input: { accessPackageId: wanted.id, ...more } },
    headers: { cookie: tab.cookies() },
  });
  return body.data.submitAccessRequest;
}

/** Somebody who has signed in without a proof, and what their issuer knows of them. */
async function somebody(name: string, more: object = {}) {
  const user = await t.world.user({ name, email: `${name.toLowerCase()}@contoso.example` });
  const account = comes(issuer, { email: user.email!, amr: ['pwd'], ...more });
  const tab = new Tab();
  await open(tab);
  return { user, account, tab };
}

async function wayFor(tab: Tab): Promise<string> {
  const [gate] = (await asks(tab)).errors[0].gates;
  return `${server.url}${gate.details.way}&return=${encodeURIComponent('/schema.graphql')}`;
}

describe('AT45 a proof that a policy asks for', () => {
  test('is missing with the way to give it, is given, and shown to the approver', async () => {
    const { user, account, tab } = await somebody('Ada', { proofs: ['mfa'] });
    const refused = await asks(tab);
    expect(refused.accessRequest).toBeNull();
    const [gate, ...more] = refused.errors[0].gates;
    expect(more).toEqual([]);
    expect(gate).toMatchObject({
      code: 'PROOF_MISSING',
      fixedBy: 'REQUESTER',
      fixedByYou: true,
      details: { proofs: ['mfa', 'hwk'], within: 'PT10M', way: expect.stringMatching(/^\/auth\/proof\?policy=pol_/) },
    });
    const options = await server.post('query ($id: ID!) { requestOptions(accessPackageId: $id) { mayRequest gates { code } } }', {
      variables: { id: wanted.id },
      headers: { cookie: tab.cookies() },
    });
    expect(options.body.data.requestOptions).toEqual({ mayRequest: false, gates: [{ code: 'PROOF_MISSING' }] });

    const before = tab.cookie('gatehouse_session');
    issuer.signsIn = account.sub;
    const back = await tab.open(`${server.url}${gate.details.way}&return=/schema.graphql`);
    expect(back).toMatchObject({ status: 200, url: `${server.url}/schema.graphql` });
    expect(issuer.asked.at(-1)!.get('acr_values')).toBe('mfa hwk');
    expect(issuer.asked.at(-1)!.get('max_age')).toBe('0');
    const after = await asks(tab);
    expect(after.errors).toEqual([]);
    const seen = await t.query<Answer>(
      'query ($id: ID!) { node(id: $id) { ... on AccessRequest { proof { provider acr amr provedAt } } } }',
      { id: after.accessRequest.id },
      { as: approver },
    );
    expect(seen.node.proof).toMatchObject({ provider: 'Contoso', acr: 'mfa', provedAt: expect.any(String) });

    // The same session, behind another secret; the one before is over.
    const sessions = await t.app.orm.em.fork().find(Session, { principal: { user: user.id } });
    expect(sessions).toHaveLength(1);
    expect(tab.cookie('gatehouse_session')).not.toBe(before);
    const stale = await server.post('{ viewer { user { name } } }', { headers: { cookie: `gatehouse_session=${before}` } });
    expect(stale.body.data.viewer).toBeNull();
    const events = await t.app.orm.em.fork().find(AuditEvent, { targetId: user.id }, { orderBy: { id: 'asc' } });
    expect(events.find(({ action }) => action === 'session.proved')?.details).toMatchObject({ acr: 'mfa' });
    expect(events.find(({ action }) => action === 'request.submitted')?.details).toMatchObject({ proof: { acr: 'mfa' } });
  });

  test('is asked for anew once it is too old', async () => {
    const { account, tab } = await somebody('Bob', { proofs: ['hwk'] });
    issuer.signsIn = account.sub;
    await tab.open(await wayFor(tab));
    t.clock.advance('PT9M');
    expect((await asks(tab)).errors).toEqual([]);
    t.clock.set(new Date());
    const later = await somebody('Cleo', { proofs: ['hwk'] });
    issuer.signsIn = later.account.sub;
    await later.tab.open(await wayFor(later.tab));
    t.clock.advance('PT11M');
    expect((await asks(later.tab)).errors[0].gates[0].code).toBe('PROOF_MISSING');
  });

  test('may be a method', async () => {
    const { account, tab } = await somebody('Kim');
    issuer.signsIn = account.sub;
    issuer.tampers = (claims) => ({ ...claims, amr: ['pwd', 'hwk'] });
    await tab.open(await wayFor(tab));
    expect((await asks(tab)).errors).toEqual([]);
  });

  test('is not given by whoever cannot; they stay signed in as before', async () => {
    const { account, tab } = await somebody('Dora');
    issuer.signsIn = account.sub;
    const page = await tab.open(await wayFor(tab));
    expect(problemOf(page)).toBe('proof');
    expect(new URL(page.url).searchParams.get('still')).toBe('true');
    expect(await whoIs(tab)).toMatchObject({ name: 'Dora' });
    expect((await asks(tab)).errors[0].gates[0].code).toBe('PROOF_MISSING');
    expect((await refusals()).at(-1)).toMatchObject({ way: 'OIDC', reason: 'NOT_PROVED' });
  });

  test('is not taken from memory', async () => {
    const { account, tab } = await somebody('Emil', { proofs: ['mfa'] });
    issuer.signsIn = account.sub;
    issuer.tampers = (claims) => ({ ...claims, auth_time: Math.floor(t.app.now().getTime() / 1000) - 3_600 });
    expect(problemOf(await tab.open(await wayFor(tab)))).toBe('proof');
  });

  test('is not given by somebody else, who is not signed in by it either', async () => {
    const { user, tab } = await somebody('Frida', { proofs: ['mfa'] });
    const other = await t.world.user({ name: 'Gil', email: 'gil@contoso.example' });
    const way = await wayFor(tab);
    comes(issuer, { email: other.email!, proofs: ['mfa'] });
    // The same browser, where the issuer has forgotten who was there.
    const later = new Tab();
    later.setCookie('gatehouse_session', tab.cookie('gatehouse_session')!);
    expect(problemOf(await later.open(way))).toBe('other');
    expect(await whoIs(tab)).toMatchObject({ name: 'Frida' });
    expect(await t.app.orm.em.fork().count(Session, { principal: { user: other.id } })).toBe(0);
    expect(await t.app.orm.em.fork().count(AuditEvent, { targetId: other.id, action: 'user.identity_linked' })).toBe(0);
    expect(await t.app.orm.em.fork().count(AuditEvent, { targetId: user.id, action: 'session.proved' })).toBe(0);
  });

  test('is not what a token, or a way in without an issuer, has', async () => {
    const ana = await t.world.user({ name: 'Hana', email: null });
    const token = await server.token(ana, 'WRITE');
    const { body } = await server.post(SUBMIT, {
      variables: { input: { accessPackageId: wanted.id } },
      headers: { authorization: `Bearer ${token}` },
    });
    expect(body.data.submitAccessRequest.errors[0].gates.map(({ code }: Answer) => code)).toEqual(['PROOF_MISSING']);
    const tab = new Tab();
    const { cookie } = await server.signIn(ana);
    tab.setCookie(...(cookie.split('=') as [string, string]));
    expect(problemOf(await tab.open(await wayFor(tab)))).toBe('no-proof');
  });

  test('nobody is sent anywhere who is not signed in, or for nothing', async () => {
    const way = `${server.url}/auth/proof?policy=`;
    expect((await new Tab().open(`${way}x&return=/requests`)).url).toBe(`${server.url}/sign-in?next=%2Frequests`);
    const { tab } = await somebody('Ida');
    for (const policy of ['x', 'pol_01j00000000000000000000000', ''])
      expect((await tab.open(`${way}${policy}&return=/schema.graphql`)).url).toBe(`${server.url}/schema.graphql`);
    expect((await tab.open(`${way}x&return=//evil.example/`)).url).toBe(`${server.url}/`);
  });
});

test('a request under a policy that asks for no proof keeps none', async () => {
  const { tab } = await somebody('Jo', { proofs: ['mfa'] });
  const another = await openPackage(t, 'Without a proof', { stages: [{ approvers: [approver] }] });
  const { accessRequest } = await asks(tab, { accessPackageId: another.id });
  const { node } = await t.query<Answer>(
    'query ($id: ID!) { node(id: $id) { ... on AccessRequest { proof { acr } } } }',
    { id: accessRequest.id },
    { as: approver },
  );
  expect(node.proof).toBeNull();
});
