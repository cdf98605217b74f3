import { Group } from '@gatehouse/schema/identity/group.entity';
import { expect, test } from 'vitest';
import { assign } from '../../testkit/flow.ts';
import { journeys } from '../../journeys/support/journeys.ts';
import { chooseDirectory } from '../../journeys/support/pages.ts';

journeys('somebody in charge', {}, (all) => {
  test('6.30 takes access away and moves its end: from a list, from many at once, and from the page of a person', async () => {
    const { site, people } = all;
    const { world } = site;
    const admin = await site.person('admin');
    const pkg = await world.package({ name: 'Crane hall', policy: { duration: 'P90D' } });
    const holders = await Promise.all(['Ada Crane', 'Ben Crane', 'Cleo Crane'].map((name) => world.user({ name })));
    for (const holder of holders) await assign(site, admin, pkg, pkg.policies[0]!, holder);
    await site.runJobs('all', new Date());

    const page = await people.enter('admin', { path: `/admin/packages/${pkg.id}` });
    const row = (name: string) => page.getByRole('row', { name: new RegExp(name) });
    await row('Ada Crane').getByRole('button', { name: 'Change end of Ada Crane' }).click();
    await page.getByRole('dialog').getByLabel('New end').fill('2031-05-06T10:00');
    await page.getByRole('dialog').getByRole('button', { name: 'Change the end' }).click();
    await page.getByRole('dialog').getByText('This was not done').waitFor();
    const sooner = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16);
    await page.getByRole('dialog').getByLabel('New end').fill(sooner);
    await page.getByRole('dialog').getByRole('button', { name: 'Change the end' }).click();
    await page.getByText('The end of Ada Crane’s access is moved').waitFor();

    await page.getByRole('checkbox', { name: 'Choose Ada Crane' }).check();
    await page.getByRole('checkbox', { name: 'Choose Ben Crane' }).check();
    await page.getByText('2 chosen').waitFor();
    await page.getByRole('button', { name: 'Take away', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Ben Crane: Crane hall').waitFor();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The hall is closed');
    await dialog.getByRole('button', { name: 'Take away' }).click();
    await page.getByText('2 accesses are being taken away').waitFor();

    await page.goto(`/admin/people/${holders[2]!.id}`);
    await page.getByRole('button', { name: 'Take away Crane hall' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take away' }).click();
    await page.getByText('Holds nothing that you may see').waitFor();
    await site.runJobs('all', new Date());
    const { assignments } = await site.query<{ assignments: { nodes: { state: string }[] } }>(
      `query ($id: ID!) { assignments(filter: { accessPackage: { id: { eq: $id } } }) { nodes { state } } }`,
      { id: pkg.id },
      { as: admin },
    );
    expect(assignments.nodes.map(({ state }) => state)).toEqual(['EXPIRED', 'EXPIRED', 'EXPIRED']);
  });

  test('6.33 what was typed survives a reload, and a policy that was changed asks before it is left', async () => {
    const { site, people } = all;
    const licence = await site.accessPackage('Project License');
    const adele = await people.enter('adele.vance', { path: `/packages/${licence.id}/request` });
    const why = adele.getByRole('textbox', { name: 'Why is it needed?' });
    await why.fill('For the offers of the spring');
    await adele.reload();
    await why.waitFor();
    expect(await why.inputValue()).toBe('For the offers of the spring');

    const { policies } = await licencePolicies(licence.id);
    const admin = await people.enter('admin', { path: `/admin/packages/${licence.id}/policies/${policies[0]!.id}` });
    await admin.getByRole('textbox', { name: 'What it is for' }).fill('Only for projects');
    await admin.getByRole('link', { name: 'Catalogs' }).first().click();
    await admin.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay here' }).click();
    expect(await admin.getByRole('textbox', { name: 'What it is for' }).inputValue()).toBe('Only for projects');
    await admin.getByRole('button', { name: 'Save policy' }).click();
    await admin.getByText('The policy was saved').waitFor();
  });

  test('a group says which of its members a package brought', async () => {
    const { site, people } = all;
    const group = await site.app.orm.em.fork().findOneOrFail(Group, { name: 'Brand studio' });
    const page = await people.enter('admin', { path: `/admin/groups/${group.id}` });
    const member = (name: string) => page.getByRole('listitem').filter({ hasText: name });
    await member('Alex Wilber').getByText('Through the package').waitFor();
    await chooseDirectory(page, 'Add people or groups', 'Megan Bowen');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await member('Megan Bowen').getByText('Added directly').waitFor();
  });

  async function licencePolicies(id: string) {
    const { node } = await all.site.query<{ node: { policies: { id: string }[] } }>(
      `query ($id: ID!) { node(id: $id) { ... on AccessPackage { policies { id } } } }`,
      { id },
      { as: 'system' },
    );
    return node;
  }
});
