import { OrganizationDomain } from '@gatehouse/schema/organizations/organization-domain.entity';
import { OrganizationIssuer } from '@gatehouse/schema/organizations/organization-issuer.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { secretPlace } from '@gatehouse/server/features/organizations/organization-parts';
import { type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ask, look, type Answer } from '../testkit/flow.ts';
import { Mailbox } from '../testkit/mailbox.ts';
import { TestIssuer } from '../testkit/oidc.ts';
import { acceptable, comesIn } from '../testkit/outsider.ts';
import { journeys, type Journeys } from './support/journeys.ts';
import { approval, untilState } from './support/pages.ts';
import { type Site } from './support/site.ts';

/** Northwind's own provider, in one browser; codes that come by mail, in another. */
const people = ['pat', 'ann', 'ben', 'cay'].map((sub) => ({
  sub,
  name: `${sub[0]!.toUpperCase()}${sub.slice(1)} Stone`,
  email: `${sub}@traders.northwind.example`,
  email_verified: true,
}));
const [mailbox, issuer] = await Promise.all([Mailbox.start(), TestIssuer.start({ accounts: people })]);
afterAll(() => Promise.all([mailbox.stop(), issuer.stop()]));

const settings = {
  UNDO_WINDOW: 'PT0S',
  SMTP_URL: mailbox.url,
  MAIL_FROM: 'Gatehouse <gatehouse@contoso.example>',
  SECRET_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
};

const AMBER = 'amber.rodriguez@northwind.example';

/** The code of the last mail to somebody, once one more is there. */
async function codeTo(address: string, send: () => Promise<void>): Promise<string> {
  const before = mailbox.to(address).length;
  await send();
  return vi.waitFor(
    () => {
      const code = /\b\d{6}\b/.exec(mailbox.to(address).slice(before).at(-1)?.text ?? '');
      expect(code).not.toBeNull();
      return code![0];
    },
    { timeout: 10_000 },
  );
}

async function typeAddress(page: Page, address: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your mail address' }).fill(address);
  await page.keyboard.press('Enter');
}

/** Signs in by a code, on the page that asks for it. */
async function byCode(page: Page, address: string): Promise<void> {
  const code = await codeTo(address.toLowerCase(), () => typeAddress(page, address));
  await page.getByRole('textbox', { name: 'Code' }).fill(code);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** A window of Amber, who is a guest and vouches for Northwind's people: her queue. */
async function amberSignsIn({ people: windows }: Journeys): Promise<Page> {
  const page = await windows.stranger({ path: '/approvals' });
  await byCode(page, AMBER);
  await page.getByRole('heading', { name: 'Approvals', level: 1 }).waitFor();
  return page;
}

/** A window of somebody of Northwind who was never here, signed in at their own provider. */
async function signsInAtNorthwind({ people: windows }: Journeys, name: string): Promise<Page> {
  const page = await windows.stranger({ path: '/packages' });
  await typeAddress(page, people.find((one) => one.name === name)!.email);
  await page.getByRole('link', { name }).click();
  await page.getByRole('heading', { name: 'Packages', level: 1 }).waitFor();
  return page;
}

async function asksFor(page: Page, accessPackage: string): Promise<void> {
  await page.getByRole('link', { name: accessPackage }).click();
  await page.getByRole('link', { name: 'Request', exact: true }).click();
  await page.getByRole('textbox', { name: 'Why is it needed?' }).fill('For the orders of this winter');
  await page.getByRole('checkbox', { name: 'I have read this and accept it' }).check();
  await page.getByRole('button', { name: 'Submit request' }).click();
  await untilState(page, 'Waiting for approval');
}

/** Gives Northwind a second domain, whose people sign in at the provider, and a package that both of its sponsors decide on. */
async function prepare({ world, app }: Site): Promise<void> {
  const organization = await world.write(async (change) => {
    const northwind = await change.em.findOneOrFail(ConnectedOrganization, { name: 'Northwind Traders' });
    const made = change.create(OrganizationIssuer, {
      organization: northwind,
      issuer: issuer.url,
      clientId: issuer.clientId,
    });
    made.clientSecret = change.app.secrets.seal(issuer.clientSecret, secretPlace(made.id));
    change.create(OrganizationDomain, { organization: northwind, domain: 'traders.northwind.example', issuer: made });
    return northwind;
  });
  const catalog = await app.orm.em.fork().findOneOrFail(Catalog, { name: 'Partners' });
  const stages = [{ approvers: ['EXTERNAL_SPONSOR'] }, { approvers: ['INTERNAL_SPONSOR'] }] as const;
  const { roles } = await world.resource({ name: 'Price list', kind: 'SITE', catalogs: [catalog] });
  await world.package({ name: 'Price lists', catalog, roles, hidden: false, policy: { organizations: [organization], stages } });
}

const known = ({ app }: Site, email: string) => app.orm.em.fork().findOneOrFail(User, { email });

const queueOf = async (site: Site, as: { id: string }): Promise<string[]> =>
  (await site.query<Answer>('{ approvals { nodes { request { target { name } } } } }', {}, { as })).approvals.nodes.map(
    ({ request }: Answer) => request.target.name,
  );

async function decides(page: Page, name: string, how: 'Approve' | 'Deny', reason?: string): Promise<void> {
  const asked = approval(page, new RegExp(`^${name} asks for Price lists`));
  await asked.getByRole('button', { name: how }).click();
  if (reason) {
    const dialog = page.getByRole('dialog', { name: `${how}: ${name}, Price lists` });
    await dialog.getByRole('textbox').fill(reason);
    await dialog.getByRole('button', { name: how, exact: true }).click();
  }
  await asked.getByText(how === 'Deny' ? 'You denied this' : 'You approved this').waitFor();
}

journeys('from outside', { settings }, (all) => {
  beforeAll(() => prepare(all.site));

  test('AT01 somebody of a partner signs in there and asks; the partner’s sponsor, by a code, approves, and they are a guest', async () => {
    const { site } = all;
    const pat = await signsInAtNorthwind(all, 'Pat Stone');
    await asksFor(pat, 'Partner applications');
    const email = 'pat@traders.northwind.example';
    expect(await known(site, email)).toMatchObject({ state: 'PROSPECT', governed: false });
    for (const other of ['grady.archie', 'lee.gu', 'admin'])
      expect(await queueOf(site, await site.person(other))).not.toContain('Pat Stone');

    const amber = await amberSignsIn(all);
    await approval(amber, /^Pat Stone asks for Partner applications/)
      .getByRole('button', { name: 'Approve' })
      .click();
    await untilState(pat, 'Delivered');
    expect(await known(site, email)).toMatchObject({ kind: 'GUEST', state: 'ACTIVE', governed: true });
    await pat.getByRole('link', { name: 'My access' }).click();
    await pat.getByRole('article', { name: 'Partner applications' }).getByText('Active', { exact: true }).first().waitFor();
    expect(mailbox.to(email).map(({ subject }) => subject)).not.toContainEqual(expect.stringMatching(/invit/i));
  });

  const asked: Record<string, { id: string }> = {};

  test('AT08 the external sponsor, then the internal one; a denial of either ends it, and nobody becomes a guest', async () => {
    const { site, people: windows } = all;
    const [amber, ann] = [await amberSignsIn(all), await signsInAtNorthwind(all, 'Ann Stone')];
    const grady = await windows.enter('grady.archie', { path: '/approvals' });
    await asksFor(ann, 'Price lists');
    const wanted = await site.accessPackage('Price lists');
    for (const { sub, name, email } of people.slice(2)) {
      const outsider = await comesIn(site, email, { issuer: issuer.url, name });
      const request = await ask(site, outsider, wanted, { acceptedTerms: await acceptable(site, outsider) });
      Object.assign(asked, { [sub]: request });
    }
    await approval(amber, /^Ben Stone asks for Price lists/).waitFor();
    expect(await queueOf(site, await site.person('grady.archie'))).toEqual([]);

    await decides(amber, 'Ann Stone', 'Approve');
    await decides(amber, 'Ben Stone', 'Deny', 'Not one of ours');
    await decides(amber, 'Cay Stone', 'Approve');
    await approval(grady, /^Ann Stone asks/).waitFor();
    expect(await known(site, people[1]!.email)).toMatchObject({ state: 'PROSPECT' });
    await decides(grady, 'Ann Stone', 'Approve');
    await decides(grady, 'Cay Stone', 'Deny', 'Not this year');
    await untilState(ann, 'Delivered');
    expect(await known(site, people[1]!.email)).toMatchObject({ kind: 'GUEST', state: 'ACTIVE', governed: true });
    for (const { sub, email } of people.slice(2)) {
      await expect.poll(async () => (await look(site, 'system', asked[sub]!)).state).toBe('DENIED');
      expect(await known(site, email)).toMatchObject({ state: 'PROSPECT', governed: false });
    }
  });
});
