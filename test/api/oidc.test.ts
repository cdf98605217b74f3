import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { ExternalIdentity } from '@gatehouse/schema/identity/external-identity.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { problemOf, startSigningIn, type SigningIn } from '../testkit/signing-in.ts';
import { Tab } from '../testkit/tab.ts';

let world: SigningIn;
let { issuer, other, t, server, comes, open, onTheWayBack, whoIs, refusals } = {} as SigningIn;
beforeAll(async () => {
  world = await startSigningIn();
  ({ issuer, other, t, server, comes, open, onTheWayBack, whoIs, refusals } = world);
});
afterEach(() => world.begin());
afterAll(() => world.stop());

describe('somebody signs in through an issuer', () => {
  test('and is linked to the person with their verified mail, whatever becomes of it afterwards', async () => {
    const user = await t.world.user({ name: 'Ana', email: 'Ana@Contoso.example' });
    const account = comes(issuer, { email: 'ana@contoso.example', cost_center: '4711' });
    const tab = new Tab();
    const page = await open(tab, 'one', '/schema.graphql?x=1');
    expect(page).toMatchObject({ status: 200, url: `${server.url}/schema.graphql?x=1` });
    expect(await whoIs(tab)).toEqual({ name: 'Ana', email: 'Ana@Contoso.example' });
    const em = t.app.orm.em.fork();
    expect((await em.findOneOrFail(User, user.id)).attributes).toEqual({ costCenter: '4711' });
    const events = await em.find(AuditEvent, { targetId: user.id }, { orderBy: { id: 'asc' } });
    expect(events.map(({ action }) => action)).toEqual(['user.identity_linked', 'user.updated', 'session.started']);

    issuer.add({ ...account, email: 'somebody@else.example', email_verified: false, cost_center: '4711' });
    issuer.signsIn = account.sub;
    const later = new Tab();
    await open(later);
    expect(await whoIs(later)).toMatchObject({ name: 'Ana' });
    const { sessions } = (
      await server.post('{ sessions { nodes { method provider } } }', { headers: { cookie: later.cookies() } })
    ).body.data;
    expect(sessions.nodes).toContainEqual({ method: 'OIDC', provider: 'Contoso' });
  });

  test('and is linked by their employee number, though no mail is verified', async () => {
    await t.world.write(async (change) => {
      const made = await t.world.user({ name: 'Bea' });
      (await change.em.findOneOrFail(User, made.id)).externalKey = 'E-7';
    });
    comes(issuer, { email_verified: false, employee_id: 'E-7' });
    const tab = new Tab();
    await open(tab);
    expect(await whoIs(tab)).toMatchObject({ name: 'Bea' });
  });

  test.each([
    ['an unverified mail', 'unverified@contoso.example', { email_verified: false }, 'mail'],
    ['a mail that is verified in so many words', 'worded@contoso.example', { email_verified: 'yes' as never }, 'mail'],
    ['no mail', 'nomail@contoso.example', { email: undefined }, 'mail'],
    ['a look-alike of a mail', 'alike@contoso.example', { email: 'аlike@contoso.example' }, 'mail'],
    ['a look-alike of a domain', 'domain@contoso.example', { email: 'domain@cоntoso.example' }, 'unknown'],
    ['a plus-address', 'plus@contoso.example', { email: 'plus+1@contoso.example' }, 'unknown'],
    ['a mail nobody has', 'known@contoso.example', { email: 'nobody@contoso.example' }, 'unknown'],
  ])('but not by %s', async (_what, email, says, problem) => {
    const user = await t.world.user({ email });
    comes(issuer, { email, ...says });
    const tab = new Tab();
    expect(problemOf(await open(tab))).toBe(problem);
    expect(await whoIs(tab)).toBeNull();
    expect(await t.app.orm.em.fork().count(ExternalIdentity, { principal: { user: user.id } })).toBe(0);
  });

  test('but not where somebody with their address signs in already', async () => {
    const user = await t.world.user();
    const email = `handed-on@contoso.example`;
    await t.world.write(async ({ em }) => ((await em.findOneOrFail(User, user.id)).email = email));
    comes(issuer, { email });
    await open(new Tab());
    comes(issuer, { email });
    const tab = new Tab();
    expect(problemOf(await open(tab))).toBe('unknown');
    expect((await refusals()).at(-1)).toMatchObject({ way: 'OIDC', reason: 'AMBIGUOUS', provider: 'one' });
  });

  test('but not while they are blocked; once deleted they are nobody', async () => {
    const user = await t.world.user();
    const account = comes(issuer);
    await t.world.write(async ({ em }) => ((await em.findOneOrFail(User, user.id)).email = account.email!));
    const tab = new Tab();
    await open(tab);
    expect(await whoIs(tab)).not.toBeNull();
    const as = await t.world.admin();
    await t.query('mutation ($id: ID!) { blockUser(input: { id: $id }) { errors { code } } }', { id: user.id }, { as });
    expect(await whoIs(tab)).toBeNull();
    expect(problemOf(await open(tab))).toBe('blocked');
    await t.query('mutation ($id: ID!) { deleteUser(input: { id: $id }) { errors { code } } }', { id: user.id }, { as });
    expect(problemOf(await open(tab))).toBe('unknown');
  });

  test('of a trusted domain, whose issuer says nothing of verified mails', async () => {
    const email = 'fay@fabrikam.example';
    await t.world.user({ name: 'Fay', email });
    comes(other, { email, email_verified: undefined, tid: 'ours' });
    const tab = new Tab();
    await open(tab, 'two');
    expect(await whoIs(tab)).toMatchObject({ name: 'Fay' });
  });

  test.each([
    ['of another tenant', { email: 'gil@fabrikam.example', tid: 'theirs' }, 'issuer'],
    ['of another domain than its own', { email: 'gil@contoso.example', tid: 'ours' }, 'mail'],
  ])('but nobody %s', async (_what, says, problem) => {
    await t.world.user({ email: `not-${says.email}` });
    comes(other, says);
    expect(problemOf(await open(new Tab(), 'two'))).toBe(problem);
  });

  test('and two issuers that call different people the same are not confused', async () => {
    for (const [at, name, email] of [
      [issuer, 'Hal', 'hal@contoso.example'],
      [other, 'Hank', 'hank@fabrikam.example'],
    ] as const) {
      await t.world.user({ name, email });
      comes(at, { sub: 'the-same', email, tid: 'ours' });
      const tab = new Tab();
      await open(tab, at === issuer ? 'one' : 'two');
      expect(await whoIs(tab)).toEqual({ name, email });
    }
  });
});

describe('a way back that is not the one', () => {
  test('is refused with a forged state, and is evidence', async () => {
    comes(issuer);
    const { tab, back } = await onTheWayBack();
    back.searchParams.set('state', 'x'.repeat(43));
    expect(problemOf(await tab.open(back.href))).toBe('attempt');
    expect((await refusals()).at(-1)).toEqual({ outcome: 'REFUSED', way: 'OIDC', reason: 'UNKNOWN_STATE', provider: 'one' });
  });

  test.each([
    ['in another browser', (tab: Tab) => tab.forgetCookies()],
    ['with a forged cookie', (tab: Tab) => tab.setCookie('gatehouse_browser', 'y'.repeat(43))],
  ])('is refused %s', async (_how, forge) => {
    comes(issuer);
    const { tab, back } = await onTheWayBack();
    forge(tab);
    expect(problemOf(await tab.open(back.href))).toBe('attempt');
    expect((await refusals()).at(-1)).toMatchObject({ reason: 'OTHER_BROWSER' });
    expect(await whoIs(tab)).toBeNull();
  });

  test('is refused the second time, also of two at once', async () => {
    const account = comes(issuer);
    await t.world.user({ email: account.email! });
    const { tab, back } = await onTheWayBack();
    const answers = await Promise.all([1, 2, 3].map(() => tab.send(back.href)));
    const ways = answers.map(({ headers }) => headers.get('location')).sort();
    expect(ways).toEqual(['/schema.graphql', '/sign-in?problem=attempt', '/sign-in?problem=attempt']);
    expect((await refusals()).at(-1)).toMatchObject({ reason: 'REPLAYED' });
  });

  test('is refused after ten minutes', async () => {
    comes(issuer);
    const { tab, back } = await onTheWayBack();
    t.clock.advance('PT10M');
    const page = await tab.open(back.href);
    expect(problemOf(page)).toBe('late');
    expect((await refusals()).at(-1)).toMatchObject({ reason: 'LATE' });
  });

  test.each([
    ['a forged code', (back: URL) => back.searchParams.set('code', 'forged'), 'issuer', 'CODE_REFUSED'],
    ['no code', (back: URL) => back.searchParams.delete('code'), 'issuer', 'BAD_TOKEN'],
    ['the word of another issuer', (back: URL) => back.searchParams.set('iss', other.url), 'issuer', 'BAD_TOKEN'],
    ['no word of its issuer', (back: URL) => back.searchParams.delete('iss'), 'issuer', 'BAD_TOKEN'],
    ['an error', (back: URL) => back.searchParams.set('error', 'server_error'), 'denied', 'DENIED'],
  ])('is refused with %s', async (_what, forge, problem, reason) => {
    comes(issuer);
    const { tab, back } = await onTheWayBack();
    forge(back);
    expect(problemOf(await tab.open(back.href))).toBe(problem);
    expect((await refusals()).at(-1)).toMatchObject({ reason });
  });

  test('is refused where another issuer sends it (mix-up)', async () => {
    comes(issuer);
    const { tab, back } = await onTheWayBack();
    const asked = other.paths.length;
    expect(problemOf(await tab.open(back.href.replace('/callback/one', '/callback/two')))).toBe('attempt');
    expect((await refusals()).at(-1)).toMatchObject({ reason: 'OTHER_PROVIDER' });
    expect(other.paths).toHaveLength(asked);
  });

  test('with somebody else’s code signs nobody in', async () => {
    const account = comes(issuer);
    await t.world.user({ email: account.email! });
    const stolen = await onTheWayBack();
    const mine = await onTheWayBack();
    mine.back.searchParams.set('code', stolen.back.searchParams.get('code')!);
    expect(problemOf(await mine.tab.open(mine.back.href))).toBe('issuer');
    expect(await whoIs(mine.tab)).toBeNull();
  });

  test('after they said no leads to the sign-in page, and on to where they wanted to go', async () => {
    issuer.signsIn = 'nobody';
    const page = await open(new Tab(), 'one', '/requests?x=1');
    expect(page.url).toBe(`${server.url}/sign-in?problem=denied&next=%2Frequests%3Fx%3D1`);
  });
});
