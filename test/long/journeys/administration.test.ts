import { Group } from '@gatehouse/schema/identity/group.entity';
import { type Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
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
    const refusal = page.getByRole('dialog').getByRole('alert');
    await refusal.getByText(/^It is too early to extend this access.* That is from .* on\./).waitFor();
    expect(await refusal.getByText('It is too early').count(), 'said once').toBe(1);
    await page.getByRole('dialog').getByLabel('New end').fill('2020-05-06T10:00');
    await page.getByRole('dialog').getByRole('button', { name: 'Change the end' }).click();
    await refusal.getByText(/^The end must lie in the future; to end it now, take it away\. It may lie between /).waitFor();
    expect(await refusal.innerText()).not.toMatch(/That is from|You can change this/);
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
    await page.getByRole('button', { name: 'Block', exact: true }).click();
    await page
      .getByRole('dialog')
      .getByText(/What they hold in the targets stays.* 1 access, which you can take away/)
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Not now' }).click();
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
    // The browser asks too, where the window is closed or the page is loaded anew.
    const asked: string[] = [];
    admin.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await admin.evaluate(() => void setTimeout(() => location.reload()));
    await expect.poll(() => asked).toEqual(['beforeunload']);
    expect(await admin.getByRole('textbox', { name: 'What it is for' }).inputValue()).toBe('Only for projects');
    await admin.getByRole('button', { name: 'Save policy' }).click();
    await admin.getByText('The policy was saved').waitFor();
    // What is saved is left without a word.
    await admin.getByRole('link', { name: 'Catalogs' }).first().click();
    await admin.waitForURL('**/admin/catalogs');
    expect(asked).toHaveLength(1);
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

journeys('the first administrator', { empty: true }, (all) => {
  let admin: { id: string };
  beforeAll(async () => {
    const { world } = all.site;
    admin = await world.admin({ name: 'Ada First' });
    await world.connector({ kind: 'directory', name: 'Directory', isDefault: true });
    await world.connector({ kind: 'manual', name: 'By hand', isDefault: true });
    await world.group({ name: 'Crane drivers' });
    await world.group({ name: 'Crane builders' });
  });

  const main = (page: Page) => page.getByRole('main');
  const steps = (page: Page) => main(page).getByRole('region', { name: /^First steps/ });
  const stepsLead = (page: Page) =>
    steps(page)
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')!.replace(/_[0-9a-z]{26}/, '')));
  /** What has the focus is wrong, and in sight. */
  const wrongInSight = (page: Page) =>
    page.evaluate(() => {
      const { top, bottom } = document.activeElement!.getBoundingClientRect();
      const told = document.activeElement!.matches('[aria-invalid="true"], [role="alert"]');
      return told && top >= 0 && bottom <= innerHeight;
    });

  test('6.38 the first steps stand before anything else does, and say how to bring all people in', async () => {
    const window = await all.people.enter(admin, { path: '/settings' });
    const answered = Promise.withResolvers<void>();
    await window.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('query Setup')) await answered.promise;
      await route.continue();
    });
    const packagesCame = window.waitForResponse((response) => response.request().postData()?.includes('query Packages') ?? false);
    await window.goto('/packages');
    await packagesCame;
    await main(window)
      .getByRole('status', { name: /^Loading/ })
      .waitFor();
    expect(
      await main(window)
        .getByText(/No package/)
        .count(),
      'nothing stands where the steps will',
    ).toBe(0);
    answered.resolve();
    await steps(window).waitFor();
    await main(window).getByText('Once the steps above are done').waitFor();
    expect(await main(window).getByText('If a colleague gave you a link').count()).toBe(0);
    await steps(window).getByText('import directory people.csv').waitFor();
    await steps(window).getByText('sign-in-link --user').waitFor();
    expect(await stepsLead(window)).toEqual([
      '/admin/people',
      '/admin/resources',
      '/admin/catalogs',
      '/admin/catalogs',
      '/admin/catalogs',
    ]);
  });

  test('a group of the directory becomes a resource by its name, with the rights it has; once', async () => {
    const page = await all.people.enter(admin, { path: '/admin/resources' });
    const dialog = page.getByRole('dialog', { name: 'New resource' });
    const open = async () => {
      await page.getByRole('button', { name: 'New resource' }).first().click();
      await dialog.getByRole('combobox', { name: 'Target' }).selectOption('Directory');
    };
    await main(page).getByText('No resource yet').waitFor();
    await open();
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dialog.getByText('Choose the group.').waitFor();
    await expect.poll(() => wrongInSight(page)).toBe(true);
    await dialog.getByRole('combobox', { name: 'Which group' }).click();
    await page.getByRole('option', { name: 'Crane builders' }).waitFor();
    const [groups] = await Promise.all([page.waitForEvent('popup'), dialog.getByRole('link', { name: /^Groups/ }).click()]);
    await groups.getByRole('heading', { level: 1, name: 'Groups' }).waitFor();
    await groups.close();
    await dialog.getByRole('combobox', { name: 'Which group' }).fill('drivers');
    await page.getByRole('option', { name: 'Crane drivers' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await dialog.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('Crane drivers');
    const rights = dialog.getByRole('textbox', { name: 'Name people read' });
    expect(await rights.evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))).toEqual([
      'Member',
      'Owner',
    ]);
    await dialog.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('row', { name: /Crane drivers.*Member, Owner/ }).waitFor();

    await open();
    await dialog.getByRole('combobox', { name: 'Which group' }).fill('crane');
    await page.getByRole('option', { name: /Crane drivers Is the resource .Crane drivers. already/, disabled: true }).waitFor();
    await page.getByRole('option', { name: 'Crane builders', disabled: false }).waitFor();
  });

  test('a group is made a resource from its own page, which says so from then on', async () => {
    const group = await all.site.world.group({ name: 'Crane painters' });
    const page = await all.people.enter(admin, { path: `/admin/groups/${group.id}` });
    await page.getByRole('button', { name: 'Make it a resource' }).click();
    const dialog = page.getByRole('dialog', { name: 'New resource' });
    await expect.poll(() => dialog.getByRole('combobox', { name: 'Which group' }).inputValue()).toBe('Crane painters');
    expect(await dialog.getByRole('combobox', { name: 'Kind' }).inputValue()).toBe('GROUP');
    expect(await dialog.getByRole('combobox', { name: 'Target' }).locator('option:checked').innerText()).toBe('Directory');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('row', { name: /Crane painters.*Member, Owner/ }).waitFor();
    await page.goto(`/admin/groups/${group.id}`);
    await page.getByText('Packages may give it: it is the resource Crane painters').waitFor();
    expect(await page.getByRole('button', { name: 'Make it a resource' }).count()).toBe(0);
  });

  test('on a phone a right is written in fields of full width, and what is wrong comes into sight', async () => {
    const page = await all.people.enter(admin, { path: '/admin/resources', device: 'phone' });
    await page.getByRole('button', { name: 'New resource' }).first().tap();
    const dialog = page.getByRole('dialog', { name: 'New resource' });
    await dialog.getByRole('combobox', { name: 'Target' }).selectOption('By hand');
    await dialog.getByText('The name or number by which whoever does it by hand finds it').waitFor();
    expect(await dialog.getByText(/group of the directory/).count()).toBe(0);
    await dialog.getByText('They have the right as soon as it is delivered.').waitFor();
    const right = dialog.getByRole('group', { name: 'Right 1' });
    const fields = [
      right.getByRole('textbox', { name: 'Name people read' }),
      right.getByRole('textbox', { name: 'Name in the target' }),
      right.getByRole('combobox', { name: 'How it is given' }),
    ];
    const boxes = await Promise.all(fields.map(async (field) => (await field.boundingBox())!));
    expect(boxes.every(({ width }) => width > 200)).toBe(true);
    expect(new Set(boxes.map(({ y }) => y)).size, 'below each other').toBe(3);
    expect(await fields[1]!.getAttribute('placeholder')).toBeNull();

    await dialog.getByRole('button', { name: 'Create' }).tap();
    expect(await dialog.getByText('A name is needed.').count(), 'of the resource, and of the right').toBe(2);
    await expect.poll(() => wrongInSight(page)).toBe(true);
    await dialog.getByRole('textbox', { name: 'What the target calls it' }).fill('crane-log');
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Crane log');
    await fields[0]!.fill('Reader');
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('mutation CreateResource')) return route.continue();
      const refusal = { __typename: 'PlainError', code: 'BUSY', message: 'Too much at once.', path: null };
      return route.fulfill({ json: { data: { createResource: { __typename: 'X', resource: null, errors: [refusal] } } } });
    });
    await dialog.getByRole('button', { name: 'Create' }).tap();
    await dialog.getByRole('alert').waitFor();
    await expect.poll(() => wrongInSight(page)).toBe(true);
  });

  test('6.38 each step leads to where it is done, up to a package that people can ask for', async () => {
    const page = await all.people.enter(admin, { path: '/packages' });
    const toStep = async (name: string) => {
      await page.getByRole('link', { name: 'Packages', exact: true }).first().click();
      await steps(page).getByRole('link', { name }).click();
    };
    await toStep('Make a catalog');
    await main(page).getByText('No catalog yet').waitFor();
    await main(page).getByRole('button', { name: 'New catalog' }).last().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    await page.getByRole('dialog').getByText('A name is needed.').waitFor();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Cranes');
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { level: 1, name: 'Cranes' }).waitFor();
    const prime = () => page.locator('main header button:not([data-variant="default"])').allInnerTexts();
    // First what packages are made of, then packages.
    await expect.poll(prime).toEqual(['Add a resource']);

    await page.getByRole('link', { name: 'Packages', exact: true }).first().click();
    await expect
      .poll(() => stepsLead(page))
      .toEqual([
        '/admin/people',
        '/admin/resources',
        '/admin/catalogs/cat#resources',
        '/admin/catalogs/cat',
        '/admin/catalogs/cat',
      ]);
    await toStep('Make a catalog');
    await page.getByRole('region', { name: 'Resources' }).getByRole('button', { name: 'Add a resource' }).click();
    await chooseDirectory(page, 'Resource', 'Crane drivers');
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('region', { name: 'Resources' }).getByText('Member, Owner').waitFor();
    await expect.poll(prime).toEqual(['New package']);

    await page.getByRole('region', { name: 'Packages' }).getByRole('button', { name: 'New package' }).click();
    const made = page.getByRole('dialog', { name: 'New package' });
    await made.getByRole('textbox', { name: 'Name' }).fill('Driving');
    await made.getByRole('button', { name: 'Create' }).click();
    await made.getByText('Choose one of the two.').waitFor();
    await made.getByRole('radio', { name: /^Listed/ }).check();
    await made.getByRole('button', { name: 'Create' }).click();

    const lacks = main(page).getByRole('alert').filter({ hasText: 'Nobody can be given it yet' });
    await lacks.waitFor();
    await page.getByRole('tab', { name: 'Contents (0)', selected: true }).waitFor();
    await page.getByRole('checkbox', { name: 'Member' }).check();
    await page.getByRole('button', { name: 'Save contents' }).click();
    await page.getByRole('tab', { name: 'Contents (1)', selected: true }).waitFor();
    expect(await page.getByRole('dialog').count(), 'nobody holds it: there is nothing to ask').toBe(0);
    await lacks.getByRole('link', { name: /policy/ }).click();
    await page.getByRole('tab', { name: /^Policies/, selected: true }).waitFor();

    await toStep('Say who may ask');
    await page.getByRole('tab', { name: /^Policies/, selected: true }).waitFor();
    await main(page).getByRole('link', { name: 'New policy' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Everybody');
    await page.getByRole('button', { name: 'Create policy' }).click();
    await page.getByText('The policy was saved').waitFor();

    await page.getByRole('link', { name: 'Driving' }).first().click();
    await page.getByRole('tab', { name: 'Holders', selected: true }).waitFor();
    await main(page).getByText('Ready', { exact: true }).waitFor();
    await main(page).getByText('Nobody holds it yet').waitFor();
    await main(page).getByRole('button', { name: 'Assign it' }).waitFor();
    expect(await lacks.count()).toBe(0);

    await all.site.world.user({ name: 'Ben Crane' });
    await page.goto('/packages');
    const allSet = main(page).getByRole('region', { name: 'All set: people can ask now' });
    await allSet.waitFor();
    expect(await allSet.getByRole('link').allInnerTexts()).toHaveLength(3);
    await allSet.getByText('sign-in-link --user').waitFor();
    await allSet.getByRole('button', { name: 'Hide' }).click();
    await page.reload();
    await main(page).getByRole('link', { name: 'Driving' }).waitFor();
    expect(await allSet.count()).toBe(0);

    const other = await all.people.enter(await all.site.world.admin(), { path: '/packages' });
    await main(other).getByRole('link', { name: 'Driving' }).waitFor();
    expect(await main(other).getByText('All set').count(), 'who never saw the steps is told of no end').toBe(0);
  });
});
