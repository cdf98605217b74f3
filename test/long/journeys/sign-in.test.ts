import { afterAll, expect, test, vi } from 'vitest';
import { ALL_LOOKS, expectAccessible } from '../../journeys/support/axe.ts';
import { journeys } from '../../journeys/support/journeys.ts';
import { approval, untilState } from '../../journeys/support/pages.ts';
import { Mailbox } from '../../testkit/mailbox.ts';
import { TestIssuer } from '../../testkit/oidc.ts';

const [mailbox, issuer] = await Promise.all([Mailbox.start(), TestIssuer.start()]);
afterAll(() => Promise.all([mailbox.stop(), issuer.stop()]));

const settings = {
  UNDO_WINDOW: 'PT0S',
  SMTP_URL: mailbox.url,
  MAIL_FROM: 'Gatehouse <gatehouse@contoso.example>',
  OIDC_PROVIDERS: JSON.stringify([issuer.settings({ id: 'ours', name: 'Contoso', domains: ['contoso.example'] })]),
};

/** The last code that somebody was sent, once it is there. */
const codeOf = (address: string, mails = 1) =>
  vi.waitFor(
    () => {
      expect(mailbox.to(address).length).toBeGreaterThanOrEqual(mails);
      return /\b\d{6}\b/.exec(mailbox.to(address).at(-1)!.text)![0];
    },
    { timeout: 10_000 },
  );

journeys('signing in', { settings }, (all) => {
  test('AT05 somebody who knows only a link gets from it to access, on a phone', async () => {
    const { id } = await all.site.accessPackage('Photographer');
    const page = await all.people.stranger({ device: 'phone', path: `/packages/${id}` });
    await page.getByRole('heading', { name: 'Photographer' }).waitFor();
    await page.getByRole('textbox', { name: 'Your mail address' }).fill('Pia@Studio.example');
    await page.keyboard.press('Enter');
    const code = page.getByRole('textbox', { name: 'Code' });
    await code.waitFor();
    expect(await code.getAttribute('autocomplete')).toBe('one-time-code');
    expect(await code.evaluate((field) => field === document.activeElement)).toBe(true);
    await code.fill(await codeOf('pia@studio.example'));
    await page.getByRole('button', { name: 'Sign in', exact: true }).tap();
    await page.getByRole('heading', { name: 'Photographer', level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/packages/${id}`);
    await page.getByRole('link', { name: 'Request', exact: true }).tap();
    await page.getByRole('textbox', { name: 'Why is it needed?' }).fill('Pictures of the summer party');
    await page.getByRole('checkbox', { name: 'I have read this and accept it' }).check();
    await page.getByRole('button', { name: 'Submit request' }).tap();
    await untilState(page, 'Waiting for approval');

    const miriam = await all.people.enter('miriam.graham', { path: '/approvals' });
    await approval(miriam, /asks for Photographer/)
      .getByRole('button', { name: 'Approve' })
      .click();
    await untilState(page, 'Delivered');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  test('a wrong code is said so, another one can be sent, and another address be used', async () => {
    const page = await all.people.stranger({ path: '/sign-in' });
    await expectAccessible(page, ALL_LOOKS);
    const address = page.getByRole('textbox', { name: 'Your mail address' });
    await address.fill('nobody');
    await address.press('Enter');
    await page.getByText('That is no mail address.').waitFor();
    await page.clock.install();
    await address.fill('ben@studio.example');
    await address.press('Enter');
    const first = await codeOf('ben@studio.example');
    const code = page.getByRole('textbox', { name: 'Code' });
    await code.fill(first === '000000' ? '000001' : '000000');
    await code.press('Enter');
    await page.getByText('That is not the code we sent.').waitFor();
    await expectAccessible(page, ALL_LOOKS);
    expect(await page.getByRole('button', { name: /Send again in/ }).isDisabled()).toBe(true);
    await page.clock.runFor(31_000);
    await page.getByRole('button', { name: 'Send again', exact: true }).click();
    await page.getByText('We sent another mail').waitFor();
    await page.getByRole('button', { name: 'Use another address' }).click();
    await address.waitFor();
    await all.people.leave();
    all.people.forgive(/status of 40[01]/);
  });

  test('whoever has an address of a domain with an issuer is sent there, and back to where they wanted to go', async () => {
    const adele = await all.site.person('adele.vance');
    issuer.add({ sub: 'adele', name: adele.name, email: adele.email!, email_verified: true });
    issuer.signsIn = 'adele';
    await issuer.changeKeys();
    const page = await all.people.stranger({ path: '/access' });
    await page.getByRole('textbox', { name: 'Your mail address' }).fill('Adele.Vance@contoso.example');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/access');
    await page.getByRole('heading', { name: 'My access' }).waitFor();
  });

  test('what a link leads to is not told where strangers may not ask for it; what went wrong is', async () => {
    const { id } = await all.site.accessPackage('Cloud operator');
    const page = await all.people.stranger({ path: `/packages/${id}` });
    await page.getByRole('heading', { name: 'Sign in to see this package' }).waitFor();
    expect(await page.getByText('Cloud operator').count()).toBe(0);
    await page.goto('/sign-in?problem=late');
    await page.getByRole('alert').getByText('That took longer than ten minutes.').waitFor();
    await page.getByRole('link', { name: 'Sign in with Contoso' }).waitFor();
  });
});
