import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { OrganizationIssuer } from '@gatehouse/schema/organizations/organization-issuer.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCodes, type Codes } from '../testkit/codes.ts';
import { drainWork } from '@gatehouse/server/kernel/jobs/drain';
import { everyRow } from '../testkit/every-row.ts';
import { done } from '../testkit/mutate.ts';
import { TestIssuer } from '../testkit/oidc.ts';
import { problemOf } from '../testkit/signing-in.ts';
import { startReplica } from '../testkit/replica.ts';
import { Tab } from '../testkit/tab.ts';

let codes: Codes;
let { t, server, mailbox, ask, mailTo, codeTo, type, whoIs, refusals, organizationAt } = {} as Codes;
beforeAll(async () => {
  codes = await startCodes();
  ({ t, server, mailbox, ask, mailTo, codeTo, type, whoIs, refusals, organizationAt } = codes);
});
afterAll(() => codes.stop());

const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const reasons = async (count: number) => (await refusals()).slice(-count).map(({ reason }) => reason);

describe('somebody from outside proves their mail address by a code', () => {
  test('and is somebody new the first time, and themself from then on', async () => {
    const tab = new Tab();
    const code = await codeTo(tab, ' Amber+Work@Northwind.Example ');
    expect(await type(tab, 'amber+work@northwind.example', `${code.slice(0, 3)} ${code.slice(3)}`)).toMatchObject({
      status: 200,
    });
    const amber = {
      name: 'amber+work@northwind.example',
      email: 'amber+work@northwind.example',
      kind: 'GUEST',
      state: 'PROSPECT',
    };
    expect(await whoIs(tab)).toEqual(amber);
    const phone = new Tab();
    await type(phone, 'AMBER+WORK@northwind.example', await codeTo(phone, 'AMBER+WORK@northwind.example'));
    expect(await whoIs(phone)).toEqual(amber);
    const em = t.app.orm.em.fork();
    expect(await em.count(User, { email: amber.email })).toBe(1);
    const { id } = await em.findOneOrFail(User, { email: amber.email });
    const events = await em.find(AuditEvent, { targetId: id }, { orderBy: { id: 'asc' } });
    expect(events.map(({ action }) => action)).toEqual(['user.prospected', 'session.started', 'session.started']);
    expect(events.at(-1)!.details).toEqual({ method: 'CODE', amr: ['otp'] });
  });

  test('which is in the mail, and in no table, nor is what it could be found by', async () => {
    const tab = new Tab();
    const mail = await mailTo(tab, 'bea@northwind.example');
    const code = /\b\d{6}\b/.exec(mail.text)![0];
    expect(mail).toMatchObject({ to: ['bea@northwind.example'], subject: 'Your code to sign in to Gatehouse' });
    expect(mail.html).toContain(code);
    expect(mail.subject).not.toContain(code);
    const tables = await everyRow(t);
    expect(tables.size).toBeGreaterThan(30);
    for (const [name, rows] of tables) {
      expect(new RegExp(`(?<![0-9a-z.:-])${code}(?![0-9a-z-])`, 'i').test(rows), name).toBe(false);
      expect(rows, name).not.toContain(tab.cookie('gatehouse_browser'));
    }
  });

  test('also where the mail server was away at first; the last code counts', async () => {
    const tab = new Tab();
    mailbox.answers = 450;
    await ask(tab, 'cy@northwind.example');
    await t.drain();
    expect(mailbox.to('cy@northwind.example')).toEqual([]);
    mailbox.answers = 'ACCEPT';
    const first = await codeTo(tab, 'cy@northwind.example');
    const second = await codeTo(tab, 'cy@northwind.example');
    if (first !== second) expect(await type(tab, 'cy@northwind.example', first)).toMatchObject({ status: 401 });
    expect(await type(tab, 'cy@northwind.example', second)).toMatchObject({ status: 200 });
  });

  test('which comes once, though two replicas send', async () => {
    const replica = await startReplica(t);
    await ask(new Tab(), 'dee@northwind.example');
    await Promise.all([t.drain(), drainWork(replica.app, t.clock.now())]);
    await t.drain();
    expect(mailbox.to('dee@northwind.example')).toHaveLength(1);
    await replica.stop();
  });
});

describe('a code is good', () => {
  test('once, also of three at once', async () => {
    const tab = new Tab();
    const code = await codeTo(tab, 'once@northwind.example');
    const answers = await Promise.all([1, 2, 3].map(() => type(tab, 'once@northwind.example', code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect(await reasons(2)).toEqual(['REPLAYED', 'REPLAYED']);
    expect(await type(tab, 'once@northwind.example', code)).toMatchObject({ status: 401, body: { code: 'NO_CODE' } });
  });

  test('for ten minutes', async () => {
    const tab = new Tab();
    const code = await codeTo(tab, 'late@northwind.example');
    t.clock.advance('PT10M');
    expect(await type(tab, 'late@northwind.example', code)).toMatchObject({ status: 401, body: { code: 'NO_CODE' } });
    expect(await reasons(1)).toEqual(['LATE']);
  });

  test('in the browser that asked for it, and for the address it was sent to', async () => {
    const tab = new Tab();
    const code = await codeTo(tab, 'mine@northwind.example');
    const [another, forged] = [new Tab(), new Tab()];
    await ask(another, 'mine@northwind.example');
    forged.setCookie('gatehouse_browser', 'y'.repeat(43));
    for (const one of [new Tab(), another, forged]) {
      expect(await type(one, 'mine@northwind.example', code)).toMatchObject({ status: 401 });
      expect(await whoIs(one)).toBeNull();
    }
    for (const email of ['mine+1@northwind.example', 'yours@northwind.example', 'mine@sub.northwind.example'])
      expect(await type(tab, email, code)).toMatchObject({ status: 401, body: { code: 'NO_CODE' } });
    expect(await type(tab, 'mine@northwind.example', code)).toMatchObject({ status: 200 });
  });

  test('for five tries, however many come at once', async () => {
    const tab = new Tab();
    const code = await codeTo(tab, 'tries@northwind.example');
    const wrong = await Promise.all(Array.from({ length: 8 }, () => type(tab, 'tries@northwind.example', other(code))));
    expect(wrong.map(({ body }) => body.code).sort()).toEqual([...Array(3).fill('NO_CODE'), ...Array(5).fill('WRONG_CODE')]);
    expect(await type(tab, 'tries@northwind.example', code)).toMatchObject({ status: 401, body: { code: 'NO_CODE' } });
    expect(await reasons(1)).toEqual(['TOO_MANY_TRIES']);
    expect(await whoIs(tab)).toBeNull();
    expect((await refusals()).at(-1)).toEqual({ outcome: 'REFUSED', way: 'CODE', reason: 'TOO_MANY_TRIES' });
  });

  test.each(['', '12345', '1234567', '12345a', '１２３４５６', '1'.repeat(10_000)])(
    'and has six digits, not %#',
    async (code) => {
      const answer = await type(new Tab(), 'digits@northwind.example', code);
      expect(answer).toMatchObject({ status: 400, body: { code: 'BAD_USER_INPUT' } });
    },
  );
});

describe('whether somebody is known', () => {
  test('cannot be learned, by words, cookies or the number of things that are done', async () => {
    await t.world.user({ email: 'member@known.example' });
    await t.world.user({ kind: 'GUEST', email: 'guest@known.example' });
    const blocked = await t.world.user({ kind: 'GUEST', email: 'blocked@known.example' });
    await done(t, 'blockUser', { id: blocked.id }, await t.world.admin());
    await done(t, 'setDomainRule', { domain: 'shut.example', kind: 'BLOCK' }, await t.world.admin());
    const names = ['member', 'guest', 'blocked', 'stranger'].map((name) => `${name}@known.example`);
    const seen = new Set<string>();
    for (const email of [...names, 'somebody@shut.example']) {
      const tab = new Tab();
      const all = [await ask(tab, email, undefined, 'ways'), await ask(tab, email), await type(tab, email, '123456')];
      await t.drain();
      all.push(await type(tab, email, '123456'));
      seen.add(JSON.stringify(all));
      expect(mailbox.to(email)).toHaveLength(1);
    }
    expect([...seen]).toHaveLength(1);
    expect([...seen][0]).not.toContain('known.example');
  });

  test('is told to them alone, in the mail: a member gets no code but how they sign in', async () => {
    await t.world.user({ email: 'Worker@elsewhere.example' });
    const tab = new Tab();
    const { text, html, subject } = await mailTo(tab, 'worker@elsewhere.example');
    expect(subject).toBe('How you sign in to Gatehouse');
    // In a run with troubled issuers they are named beside it.
    expect(text).toMatch(/You sign in with Contoso( or Slow or Down)?: choose it on the sign-in page\./);
    for (const words of [text, html.replace(/#[0-9a-f]{6}/g, '')]) expect(words).not.toMatch(/\b\d{6}\b/);
  });

  test('is told where the code was right: somebody blocked, and people of a domain that is shut out', async () => {
    const admin = await t.world.admin();
    const guest = await t.world.user({ kind: 'GUEST', email: 'gone@northwind.example' });
    await done(t, 'blockUser', { id: guest.id }, admin);
    const tab = new Tab();
    const answer = await type(tab, 'gone@northwind.example', await codeTo(tab, 'gone@northwind.example'));
    expect(answer).toMatchObject({ status: 403, body: { code: 'NOT_ADMITTED' } });
    expect(await reasons(1)).toEqual(['BLOCKED']);
    expect(await whoIs(tab)).toBeNull();
  });

  test('a guest who is blocked while they are here is signed out', async () => {
    const { id } = await t.world.user({ kind: 'GUEST', email: 'left@northwind.example' });
    const tab = new Tab();
    await type(tab, 'left@northwind.example', await codeTo(tab, 'left@northwind.example'));
    expect(await whoIs(tab)).toMatchObject({ kind: 'GUEST', state: 'ACTIVE' });
    await done(t, 'blockUser', { id }, await t.world.admin());
    expect(await whoIs(tab)).toBeNull();
  });
});

test.each([
  '',
  'nobody',
  'a@b',
  'аmber@northwind.example',
  '"a b"@northwind.example',
  `${'a'.repeat(300)}@x.example`,
  'a@x.example\r\nBcc: b@x.example',
])('what is no mail address is said so: %j', async (email) => {
  for (const path of ['ways', 'code'])
    expect(await ask(new Tab(), email, undefined, path)).toMatchObject({ status: 400, body: { code: 'BAD_USER_INPUT' } });
});

describe('a thousand guesses', () => {
  test('from one address: thirty are looked at', async () => {
    const tab = new Tab();
    const from = '198.51.100.7';
    const code = await codeTo(tab, 'one@guessed.example');
    const before = (await refusals()).length;
    const many = await Promise.all(Array.from({ length: 40 }, () => type(tab, 'one@guessed.example', other(code), from)));
    expect(many.filter(({ body }) => body.code === 'RATE_LIMITED')).toHaveLength(10);
    expect((await refusals()).length - before).toBe(30);
  });

  test('from a thousand: five codes, each with five tries, and the mailbox is left alone', async () => {
    const statuses: number[] = [];
    const names = ['two@guessed.example', 'TWO+1@guessed.example', 'two+x+y@Guessed.example.'];
    for (let tries = 0; tries < 9; tries += 1) statuses.push((await ask(new Tab(), names[tries % 3]!)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429, 429]);
    await t.drain();
    expect(mailbox.asked.filter((address) => /^two(\+|@)/i.test(address))).toHaveLength(5);
    t.clock.advance('PT15M');
    expect(await ask(new Tab(), names[0]!)).toMatchObject({ status: 200 });
  });

  test('and codes to a thousand mailboxes from one address: twenty are sent', async () => {
    const from = '198.51.100.8';
    for (let tries = 0; tries < 20; tries += 1)
      expect(await ask(new Tab(), `many${tries}@guessed.example`, from)).toMatchObject({ status: 200 });
    expect(await ask(new Tab(), 'many@guessed.example', from)).toMatchObject({ status: 429 });
  });
});

describe('a domain with an issuer', () => {
  let theirs: TestIssuer;
  beforeAll(async () => {
    const told = { name: '', email: '', email_verified: true, tid: '' };
    theirs = await TestIssuer.start({ accounts: [{ sub: 'template', ...told }], tellsAtOnce: true });
  });
  afterAll(() => theirs.stop());

  const comes = (email: string, more: object = {}) => {
    theirs.add({ sub: email, name: 'Pat Partner', email, email_verified: true, tid: 'tailspin', ...more });
    theirs.signsIn = email;
  };
  const open = (tab: Tab, issuerId: string) =>
    tab.open(`${server.url}/auth/oidc/start?provider=${issuerId}&return=/schema.graphql`);

  test('is sent there, and gets no code', async () => {
    const { issuerId } = await organizationAt(theirs, 'Tailspin', 'tailspin.example', 'tailspin');
    const ways = [{ kind: 'OIDC', provider: issuerId, name: 'Tailspin' }];
    expect((await ask(new Tab(), 'pat@TAILSPIN.example', undefined, 'ways')).body).toEqual({ ways });
    expect((await ask(new Tab(), 'ana@contoso.example', undefined, 'ways')).body).toEqual({
      ways: [{ kind: 'OIDC', provider: 'ours', name: 'Contoso' }],
    });
    for (const email of ['pat@tailspin.example', 'ana@contoso.example'])
      expect(await ask(new Tab(), email)).toMatchObject({ status: 409, body: { code: 'OTHER_WAY' } });
    await t.drain();
    expect(mailbox.to('pat@tailspin.example')).toEqual([]);

    comes('pat@tailspin.example');
    const tab = new Tab();
    expect((await open(tab, issuerId)).url).toBe(`${server.url}/schema.graphql`);
    expect(await whoIs(tab)).toEqual({ name: 'Pat Partner', email: 'pat@tailspin.example', kind: 'GUEST', state: 'PROSPECT' });
    const { organization } = await t.app.orm.em
      .fork()
      .findOneOrFail(User, { email: 'pat@tailspin.example' }, { populate: ['organization'] });
    expect(organization?.name).toBe('Tailspin');
  });

  test.each([
    ['an address of ours', { email: 'eve@contoso.example' }, 'mail', 'NOT_VOUCHED_FOR'],
    [
      'an address that it says was not proved',
      { email: 'una@tailspin.example', email_verified: false },
      'mail',
      'MAIL_NOT_VERIFIED',
    ],
    ['no address', { email: undefined }, 'mail', 'NOT_VERIFIED'],
    ['another tenant', { email: 'oz@tailspin.example', tid: 'another' }, 'issuer', 'OTHER_TENANT'],
    ['a member of ours', { email: 'member@tailspin.example' }, 'blocked', 'NO_OUTSIDER'],
  ])('vouches in vain for %s', async (_what, says, problem, reason) => {
    const { id: issuerId } = await t.app.orm.em.fork().findOneOrFail(OrganizationIssuer, { organization: { name: 'Tailspin' } });
    if (reason === 'NO_OUTSIDER') await t.world.user({ email: says.email! });
    comes(`in vain by ${reason}`, says);
    const tab = new Tab();
    expect(problemOf(await open(tab, issuerId))).toBe(problem);
    expect((await refusals()).at(-1)).toMatchObject({ way: 'OIDC', reason, provider: issuerId });
    expect(await whoIs(tab)).toBeNull();
  });

  test('since a code was asked for is not entered by it', async () => {
    const tab = new Tab();
    const code = await codeTo(tab, 'quick@wingtip.example');
    await organizationAt(theirs, 'Wingtip', 'wingtip.example', 'wingtip');
    expect(await type(tab, 'quick@wingtip.example', code)).toMatchObject({ status: 403, body: { code: 'NOT_ADMITTED' } });
    expect(await reasons(1)).toEqual(['WRONG_ISSUER']);
  });
});
