import { expect, test } from 'vitest';
import { journeys } from '../../journeys/support/journeys.ts';

// The company of the demo, served as anybody's own: nobody is signed in by choosing them, and no mail leaves.
journeys('a deployment of one\u2019s own', { settings: { GATEHOUSE_DEMO: '0', JOBS: 'off' } }, (all) => {
  test('who is not signed in is told how, and the page asks for nothing it cannot have', async () => {
    const page = await all.people.stranger({ path: '/sign-in' });
    await page.getByRole('heading', { name: 'Sign in with a link' }).waitFor();
    expect(all.people.complaints).toEqual([]);
  });

  test('a link that was used offers what helps, and not itself', async () => {
    const page = await all.people.stranger({ path: '/sign-in/link/spent' });
    await page.getByRole('button', { name: 'Sign me in' }).click();
    await page.getByText('This link was used already or is too old.').waitFor();
    expect(await page.getByRole('button', { name: 'Sign me in' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Open Gatehouse' }).click();
    await page.getByRole('heading', { name: 'Sign in with a link' }).waitFor();
    all.people.forgive(/status of 401/);
  });

  test('one that did not arrive may be sent again', async () => {
    const page = await all.people.stranger({ path: '/sign-in/link/spent' });
    await page.route('**/auth/link', (route) => route.abort());
    await page.getByRole('button', { name: 'Sign me in' }).click();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    all.people.forgive(/net::ERR_/);
  });

  test('the settings say that no mail leaves instead of offering it', async () => {
    const page = await all.people.enter('adele.vance', { path: '/settings' });
    const mails = page.getByRole('region', { name: 'Mails' });
    await mails.getByText('no mail server is set up').waitFor();
    expect(await mails.getByRole('switch').count()).toBe(0);
  });
});
