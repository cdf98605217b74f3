import { expect, test } from 'vitest';
import { comesIn } from '../../testkit/outsider.ts';
import { journeys } from '../../journeys/support/journeys.ts';

journeys('for people from outside', {}, (all) => {
  test('whoever keeps organizations sees whom an organization would admit before it is saved, and what is refused beside its row', async () => {
    const { site, people } = all;
    await comesIn(site, 'ada@lucerne.example');
    const page = await people.enter('admin', { path: '/admin/organizations' });
    await page.getByRole('link', { name: 'Connect an organization' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Lucerne Publishing');
    const domain = (order: number) => page.getByRole('textbox', { name: `Domain ${order}`, exact: true });
    await domain(1).fill('LUCERNE.example');
    await page.getByText('1 person with such an address is known here; 1 would join.').waitFor();
    await page.getByText('Anybody with a mail address of lucerne.example.').waitFor();
    await page.getByRole('button', { name: 'Add a domain' }).click();
    await domain(2).fill('northwind.example');
    await page.getByText('It belongs to Northwind Traders.').waitFor();
    await page.getByRole('button', { name: 'Connect organization' }).click();
    await page.getByText('The domain northwind.example belongs to Northwind Traders.').waitFor();
    expect(await domain(2).getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('button', { name: 'Remove northwind.example' }).click();
    await page.getByRole('combobox', { name: 'From inside' }).fill('grady');
    await page.getByRole('option', { name: /Grady Archie/ }).click();
    await page.getByRole('button', { name: 'Connect organization' }).click();
    await page.getByRole('heading', { name: 'Lucerne Publishing', level: 1 }).waitFor();
    await page.getByRole('region', { name: 'Its people' }).getByRole('link', { name: 'ada@lucerne.example' }).waitFor();
    await page.getByRole('region', { name: 'Sponsors' }).getByRole('link', { name: 'Grady Archie' }).waitFor();
  });

  test('whoever keeps them finds one by a domain, one without a sponsor, and confirms a proposed one with one click', async () => {
    const page = await all.people.enter('admin', { path: '/admin/organizations?sponsors=none' });
    const row = page.getByRole('row', { name: /southridge\.example/ });
    await row.getByText('No active sponsor').waitFor();
    expect(await page.getByRole('row', { name: /Northwind Traders/ }).count()).toBe(0);
    await row.getByRole('button', { name: 'Confirm southridge.example' }).click();
    await row.getByText('Configured').waitFor();
    await page.getByRole('combobox', { name: 'Sponsors' }).selectOption('');
    await page.getByRole('searchbox', { name: 'Search organizations' }).fill('labs.fabrikam');
    await page.getByText('1 of 1 organization').waitFor();
    await page.getByRole('link', { name: 'Fabrikam' }).waitFor();
  });

  test('whoever imports them is shown what each row of a file would do, and what came of it', async () => {
    const page = await all.people.enter('admin', { path: '/admin/organizations' });
    await page.getByRole('button', { name: 'Import' }).click();
    const dialog = page.getByRole('dialog');
    const file =
      'name;domains\nWoodgrove;woodgrove.example\nNorthwind Traders;stores.northwind.example\nMailers;gmail.com\nContoso East;\n';
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'partners.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    await dialog.getByText('2 new, 1 changed, 0 as they are, 1 not possible.').waitFor();
    await dialog.getByText('adds stores.northwind.example and takes northwind.example away').waitFor();
    await dialog.getByText(/gmail\.com: Anybody gets a mail address at this provider/).waitFor();
    await all.site.query(
      `mutation { createConnectedOrganization(input: { name: "contoso east" }) { errors { message } } }`,
      {},
      { as: await all.site.person('admin') },
    );
    await dialog.getByRole('button', { name: 'Import 3 organizations' }).click();
    await dialog.getByText('2 done, 1 refused.').waitFor();
    await dialog.getByText('There is an organization named "Contoso East" already.').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('row', { name: /Woodgrove/ }).waitFor();
  });

  test('whoever makes rules about domains is warned before the first domain is let in', async () => {
    const page = await all.people.enter('admin', { path: '/admin/domains' });
    await page.getByRole('button', { name: 'New rule' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Domain' }).fill('wingtip.example');
    await dialog.getByRole('combobox', { name: 'Its people are' }).selectOption('ALLOW');
    await dialog.getByRole('alert').getByText('From then on only this domain is let in').waitFor();
    await dialog.getByRole('combobox', { name: 'Its people are' }).selectOption('BLOCK');
    await dialog.getByRole('alert').waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Create' }).click();
    await page
      .getByRole('row', { name: /wingtip\.example/ })
      .getByText('Shut out')
      .waitFor();
  });

  test('whoever writes a policy names an organization and one of its domains, is told that the catalog is closed, and leaves the package unlisted', async () => {
    const { site, people } = all;
    const catalog = await site.world.catalog({ name: 'Closed to outsiders' });
    const pkg = await site.world.package({ name: 'Prototype drawings', catalog });
    const page = await people.enter('admin', { path: `/admin/packages/${pkg.id}/policies/new` });
    await page.getByRole('textbox', { name: 'Name' }).fill('Fabrikam');
    await page.getByRole('combobox', { name: 'Who may have it under this policy' }).selectOption('SPECIFIC_ORGANIZATIONS');
    await page.getByRole('alert').getByText('Nobody from outside gets it yet').waitFor();
    await page.getByRole('combobox', { name: 'Organizations' }).fill('fabri');
    await page.getByRole('option', { name: /Fabrikam/ }).click();
    await page.getByRole('checkbox', { name: 'Fabrikam: all its domains' }).uncheck();
    await page.getByRole('checkbox', { name: 'labs.fabrikam.example' }).uncheck();
    expect(await page.getByRole('switch', { name: 'Leave the package unlisted' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Create policy' }).click();
    await page.getByText('The policy was saved.').waitFor();
    const { node } = await site.query<{ node: unknown }>(
      `query ($id: ID!) { node(id: $id) { ... on AccessPackage { hidden
        policies { currentVersion { scope parties { organization { name } domain } } } } } }`,
      { id: pkg.id },
      { as: await site.person('admin') },
    );
    const parties = [{ organization: { name: 'Fabrikam' }, domain: 'fabrikam.example' }];
    expect(node).toEqual({ hidden: true, policies: [{ currentVersion: { scope: 'SPECIFIC_ORGANIZATIONS', parties } }] });
  });

  test('whoever vouches for people has their organizations and people at hand', async () => {
    const page = await all.people.enter('grady.archie');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'My organizations' }).click();
    const northwind = page.getByRole('region', { name: 'Northwind Traders' });
    await northwind.getByRole('listitem').filter({ hasText: 'Noor Bakker' }).getByText('Prospect').waitFor();
    expect(await page.getByRole('region', { name: 'Fabrikam' }).count()).toBe(0);
    await northwind.getByRole('link', { name: 'Noor Bakker' }).click();
    await page.getByText('None yet: their first access makes one').waitFor();
    const adele = await all.people.enter('adele.vance');
    await adele.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Packages' }).waitFor();
    expect(await adele.getByRole('link', { name: 'My organizations' }).count()).toBe(0);
  });
});
