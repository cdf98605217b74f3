import { expect, test } from 'vitest';
import { ask } from '../../testkit/flow.ts';
import { journeys } from '../../journeys/support/journeys.ts';

journeys('an administrator', { settings: { JOBS: 'off' } }, (all) => {
  test('lists the browsers they are signed in with themself, and calls them that', async () => {
    await all.people.enter('adele.vance');
    const page = await all.people.enter(await all.site.world.admin(), { path: '/settings' });
    const browsers = page.getByRole('region', { name: 'Your signed-in browsers', exact: true });
    await browsers.getByText('This browser').waitFor();
    expect(await browsers.getByRole('listitem').count()).toBe(1);
  });

  test('reads what to do where nobody can decide, and whom canceling a request tells', async () => {
    const { site, people } = all;
    const { world } = site;
    const stuck = await world.package({ name: 'Pulleys', policy: { stages: [{ approvers: ['MANAGER'] }] } });
    const page = await people.enter(await world.admin(), { path: `/packages/${stuck.id}` });
    const gate = page.getByRole('alert').getByRole('listitem');
    await gate.getByText('Nobody can decide stage 1 of the approval.').waitFor();
    expect(await gate.innerText()).not.toContain('You can change this');
    await gate.getByRole('link', { name: /^Name a fallback/ }).click();
    await page.getByRole('tab', { name: /^Policies/, selected: true }).waitFor();

    const [asker, approver] = [await world.user({ name: 'Dora Crane' }), await world.user({ name: 'Emil Crane' })];
    const asked = await world.package({ name: 'Ropes', policy: { stages: [{ approvers: [approver] }] } });
    const { id } = await ask(site, asker, asked);
    await page.goto(`/requests/${id}`);
    await page.getByRole('button', { name: 'Cancel request' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Dora Crane and whoever was to decide are told. It can be asked for again later.').waitFor();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Ask for chains');
    await dialog.getByRole('button', { name: 'Cancel request' }).click();
    await page
      .getByRole('region', { name: 'What happens' })
      .getByText('You canceled the request for \u201cRopes\u201d for Dora Crane, with the reason: \u201cAsk for chains\u201d.')
      .waitFor();
  });
});
