import { text } from 'node:stream/consumers';
import { test, expect } from 'vitest';
import { journeys } from '../../journeys/support/journeys.ts';
import { auditTrail, chooseDirectory } from '../../journeys/support/pages.ts';

journeys('searching', {}, (all) => {
  test('6.36 the audit is asked in plain words, and says when it does not know one', async () => {
    const auditor = await all.people.enter('auditor', { path: '/admin/audit' });
    await auditor.getByRole('table').waitFor();
    expect(await auditTrail(auditor)).not.toContainEqual(expect.stringMatching('session'));
    const word = auditor.getByRole('searchbox', { name: 'What was done' });
    await word.fill('approove');
    await auditor.getByText('No action is called “approove”').waitFor();
    await auditor.getByRole('button', { name: 'Decided: approved or denied' }).click();
    await auditor.getByRole('table').getByText('Approved stage 1').first().waitFor();
    const [file] = await Promise.all([
      auditor.waitForEvent('download'),
      auditor.getByRole('button', { name: 'Export as CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('audit.csv');
    expect(await text(await file.createReadStream())).toContain(',Approved stage 1,approval.decided,');
    await auditor.getByLabel('Save filters as').fill('Decisions');
    await auditor.keyboard.press('Enter');
    await auditor.goto('/admin/audit');
    await auditor.getByLabel('Saved filters').selectOption('Decisions');
    await auditor.waitForURL(/action=approval/);
    await word.fill('');
    await auditor.waitForURL((url) => !url.search.includes('action'));
    await chooseDirectory(auditor, 'Who did it', 'Megan Bowen');
    await auditor.waitForURL(/actor=usr_/);
    await expect
      .poll(async () => new Set((await auditTrail(auditor)).map((line) => line.split(':')[0])))
      .toEqual(new Set(['Megan Bowen']));
  });

  test('6.36 what happened to somebody or something is found by a name, and a name is never taken for an id', async () => {
    const auditor = await all.people.enter('auditor', { path: '/admin/audit?subject=Adele' });
    await auditor.getByRole('table').waitFor();
    const about = auditor.getByRole('combobox', { name: 'To whom or what' });
    await about.fill('Project Lic');
    await auditor.getByRole('group', { name: 'Packages' }).getByRole('option', { name: 'Project License' }).click();
    await auditor.waitForURL(/subject=pkg_/);
    const licence = new URL(auditor.url()).searchParams.get('subject')!;
    await about.fill('No such thing');
    await auditor.getByText('No person, package or catalog is called “No such thing”, and it is no id.').waitFor();
    expect(await auditor.getByText('Nothing like this happened').count()).toBe(0);
    await auditor.goto('/admin/audit');
    await about.fill(licence);
    await auditor.getByRole('option', { name: licence }).click();
    await auditor.waitForURL(/subject=pkg_/);
    await expect.poll(() => about.inputValue()).toBe('Project License');
  });

  test('whoever is no persona of the demo is told how others sign in', async () => {
    const stranger = await all.people.stranger({ path: '/sign-in' });
    await stranger.getByRole('textbox', { name: 'Find a person' }).fill('Lidia Holloway');
    await stranger.getByText('everybody else of the company signs in with a link').waitFor();
  });

  test('a search that settles late does not call back who has followed a link', async () => {
    const adele = await all.people.enter('adele.vance');
    await adele.clock.install();
    await adele.goto('/packages');
    const fetched = Promise.withResolvers<void>();
    await adele.route('**/assets/PackageView-*', async (route) => {
      await fetched.promise;
      await route.continue();
    });
    await adele.getByRole('searchbox', { name: 'Search packages' }).fill('project l');
    await adele.getByRole('link', { name: 'Project License' }).click();
    await adele.waitForURL('**/packages/pkg_*');
    await adele.clock.fastForward(1_000);
    fetched.resolve();
    await adele.getByRole('heading', { level: 1, name: 'Project License' }).waitFor();
    expect(adele.url()).toContain('/packages/pkg_');
  });

  test('6.39 whoever looked in vain is told whom to ask for what is not listed, with what they looked for', async () => {
    const adele = await all.people.enter('adele.vance', { path: '/packages?q=flying%20carpet' });
    await adele.getByText('Nothing fits “flying carpet”').waitFor();
    const asks = adele.getByText('Ask for something that is not listed: write to');
    const addresses = await asks.getByRole('link').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    const { viewer } = await all.site.query<{ viewer: { keepers: { nodes: { email: string }[] } } }>(
      '{ viewer { keepers(first: 5) { nodes { email } } } }',
      {},
      { as: await all.site.person('adele.vance') },
    );
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses).toEqual(viewer.keepers.nodes.map(({ email }) => `mailto:${email}?subject=Access%3A%20flying%20carpet`));
  });

  test('a search that found nothing is taken back with a button, and the field follows', async () => {
    const adele = await all.people.enter('adele.vance', { path: '/packages' });
    const field = adele.getByRole('searchbox', { name: 'Search packages' });
    await field.fill('no such thing');
    await adele.getByRole('button', { name: 'Show all packages' }).click();
    await adele.getByRole('link', { name: 'Project License' }).waitFor();
    expect(await field.inputValue()).toBe('');
    expect(new URL(adele.url()).search).toBe('');
  });
});
