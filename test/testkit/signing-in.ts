import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { startTestApp, type TestApp } from './app.ts';
import { type Answer } from './flow.ts';
import { TestIssuer, type TestAccount } from './oidc.ts';
import { type TestServer } from './server.ts';
import { Tab, type Page } from './tab.ts';

/** A server with two issuers: "one" for whoever has a verified mail, "two" for a domain and a tenant. */
export interface SigningIn {
  issuer: TestIssuer;
  other: TestIssuer;
  t: TestApp;
  server: TestServer;
  /** Makes somebody whom an issuer knows, and signs in next. */
  comes(at: TestIssuer, more?: Partial<TestAccount>): TestAccount;
  /** Opens the address that leads to an issuer, and back. */
  open(tab: Tab, provider?: string, next?: string): Promise<Page>;
  /** A browser that is on its way back from an issuer, and stopped before it arrived. */
  onTheWayBack(provider?: string): Promise<{ tab: Tab; back: URL }>;
  /** Who is signed in. */
  whoIs(tab: Tab): Promise<Answer>;
  /** What of refused sign-ins is evidence, oldest first. */
  refusals(): Promise<Answer[]>;
  /** Issuers as they were at first, after a quarter of an hour in which nobody failed. */
  begin(): void;
  stop(): Promise<void>;
}

/** The code of what went wrong, as the sign-in page is told it. */
export const problemOf = ({ url }: Page): string | null => new URL(url).searchParams.get('problem');

export async function startSigningIn(): Promise<SigningIn> {
  const told = { name: '', email: '', email_verified: true, employee_id: '', cost_center: '', tid: '', proofs: ['mfa'] };
  const [issuer, other] = await Promise.all([
    TestIssuer.start({ accounts: [{ sub: 'template', ...told }] }),
    TestIssuer.start({ accounts: [{ sub: 'template', ...told }], tellsAtOnce: true }),
  ]);
  const claims = { employeeNumber: 'employee_id', attributes: { costCenter: 'cost_center' } };
  const tenant = { claim: 'tid', value: 'ours' };
  const providers = [
    issuer.settings({ id: 'one', name: 'Contoso', claims }),
    other.settings({ id: 'two', domains: ['fabrikam.example'], trustsMail: true, tenant }),
    { id: 'gone', name: 'Gone', issuer: 'http://127.0.0.1:1', clientId: 'us' },
  ];
  const t = await startTestApp({ env: { OIDC_PROVIDERS: JSON.stringify(providers) } });
  const server = await t.listen();
  let count = 0;
  const open = (tab: Tab, provider = 'one', next = '/schema.graphql') =>
    tab.open(`${server.url}/auth/oidc/start?provider=${provider}&return=${encodeURIComponent(next)}`);
  return {
    issuer,
    other,
    t,
    server,
    open,
    comes(at, more = {}) {
      count += 1;
      const known = { sub: `sub-${count}`, name: `Comer ${count}`, email: `comer${count}@contoso.example`, email_verified: true };
      const account = at.add({ ...known, ...more });
      at.signsIn = account.sub;
      return account;
    },
    async onTheWayBack(provider = 'one') {
      const tab = new Tab();
      tab.stopsAt = (url) => url.includes('/auth/oidc/callback/');
      const { url } = await open(tab, provider);
      tab.stopsAt = () => false;
      return { tab, back: new URL(url) };
    },
    async whoIs(tab) {
      const { body } = await server.post('{ viewer { user { name email } } }', { headers: { cookie: tab.cookies() } });
      return body.data.viewer?.user ?? null;
    },
    async refusals() {
      const events = await t.app.orm.em.fork().find(AuditEvent, { action: 'sign_in.refused' }, { orderBy: { id: 'asc' } });
      return events.map(({ outcome, details }) => ({ outcome, ...details }));
    },
    begin() {
      for (const one of [issuer, other])
        Object.assign(one, { signsIn: null, slowMs: 0, tampers: null, signsWithAnother: false, silent: false });
      t.clock.advance('PT16M');
    },
    async stop() {
      await t.stop();
      await Promise.all([issuer.stop(), other.stop()]);
    },
  };
}
