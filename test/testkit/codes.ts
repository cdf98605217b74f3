import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { OrganizationIssuer } from '@gatehouse/schema/organizations/organization-issuer.entity';
import { secretPlace } from '@gatehouse/server/features/organizations/organization-parts';
import { startTestApp, type TestApp } from './app.ts';
import { type Answer } from './flow.ts';
import { Mailbox, type ReceivedMail } from './mailbox.ts';
import { TestIssuer } from './oidc.ts';
import { type TestServer } from './server.ts';
import { type Tab } from './tab.ts';

type Reply = { status: number; body: Answer };

/** A server that sends codes by a real mail server. It believes what it is told about where somebody calls from. */
export interface Codes {
  t: TestApp;
  server: TestServer;
  mailbox: Mailbox;
  /** The issuer of our own people, who have mail addresses of contoso.example. */
  ours: TestIssuer;
  /** Asks for a code, or something else about a mail address. */
  ask(tab: Tab, email: string, from?: string, path?: string): Promise<Reply>;
  /** Asks for a code and waits for the mail. */
  mailTo(tab: Tab, email: string, from?: string): Promise<ReceivedMail>;
  /** Asks for a code and reads it. */
  codeTo(tab: Tab, email: string, from?: string): Promise<string>;
  /** Types a code. */
  type(tab: Tab, email: string, code: string, from?: string): Promise<Reply>;
  /** Who is signed in. */
  whoIs(tab: Tab): Promise<Answer>;
  /** Why people were not signed in, oldest first. */
  refusals(): Promise<Answer[]>;
  /** Makes an organization whose people sign in at an issuer. */
  organizationAt(issuer: TestIssuer, name: string, domain: string, tenant?: string): Promise<{ id: string; issuerId: string }>;
  stop(): Promise<void>;
}

export async function startCodes(): Promise<Codes> {
  const [mailbox, ours] = await Promise.all([Mailbox.start(), TestIssuer.start()]);
  const t = await startTestApp({
    env: {
      SMTP_URL: mailbox.url,
      MAIL_FROM: 'Gatehouse <gatehouse@contoso.example>',
      TRUSTED_PROXIES: '127.0.0.1',
      SECRET_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
      OIDC_PROVIDERS: JSON.stringify([ours.settings({ id: 'ours', name: 'Contoso', domains: ['contoso.example'] })]),
    },
  });
  const server = await t.listen();
  let callers = 0;
  // Whoever says nothing calls from somewhere new, so that limits of a caller count where a test means them.
  const caller = () => `2001:db8:${(callers += 1).toString(16)}::1`;
  const headers = (from = caller()) => ({ 'x-forwarded-for': from });
  const ask: Codes['ask'] = (tab, email, from, path = 'code') => tab.post(`${server.url}/auth/${path}`, { email }, headers(from));
  const mailTo: Codes['mailTo'] = async (tab, email, from) => {
    const { status, body } = await ask(tab, email, from);
    if (status !== 200) throw new Error(`No code for ${email}: ${status} ${JSON.stringify(body)}`);
    const before = mailbox.received.length;
    await t.drain();
    const [mail] = mailbox.received.slice(before);
    if (!mail) throw new Error(`No mail to ${email}.`);
    return mail;
  };
  return {
    t,
    server,
    mailbox,
    ours,
    ask,
    mailTo,
    codeTo: async (tab, email, from) => /\b\d{6}\b/.exec((await mailTo(tab, email, from)).text)![0],
    type: (tab, email, code, from) => tab.post(`${server.url}/auth/code/verify`, { email, code }, headers(from)),
    async whoIs(tab) {
      const { body } = await server.post('{ viewer { user { name email kind state } } }', { headers: { cookie: tab.cookies() } });
      return body.data.viewer?.user ?? null;
    },
    async refusals() {
      const events = await t.app.orm.em.fork().find(AuditEvent, { action: 'sign_in.refused' }, { orderBy: { id: 'asc' } });
      return events.map(({ outcome, details }) => ({ outcome, ...details }));
    },
    async organizationAt({ url, clientId, clientSecret }, name, domain, tenant) {
      const plan = { issuer: url, clientId, ...(tenant && { tenantClaim: 'tid', tenantValue: tenant }) };
      const { id } = await t.world.organization({ name, domains: [domain], issuer: plan });
      const issuerId = await t.world.write(async ({ app, em }) => {
        const issuer = await em.findOneOrFail(OrganizationIssuer, { organization: id });
        issuer.clientSecret = app.secrets.seal(clientSecret, secretPlace(issuer.id));
        return issuer.id;
      });
      return { id, issuerId };
    },
    async stop() {
      await t.stop();
      await Promise.all([mailbox.stop(), ours.stop()]);
    },
  };
}
