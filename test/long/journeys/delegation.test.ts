import { expect, test } from 'vitest';
import { journeys } from '../../journeys/support/journeys.ts';
import { approval, chooseDirectory, submitRequest, untilState } from '../../journeys/support/pages.ts';

journeys('a package manager', { settings: { UNDO_WINDOW: 'PT0S' } }, (all) => {
  test('AT23 a package manager makes a package, and it works', async () => {
    const { site, people } = all;
    const manager = { role: 'PACKAGE_MANAGER', holder: await site.person('olga.petrenko') } as const;
    const design = await site.world.catalog({ name: 'Design', roles: [manager] });
    await site.world.resource({ name: 'Drawing board', catalogs: [design] });
    const olga = await people.enter(await site.person('olga.petrenko'), { path: `/admin/catalogs/${design.id}` });
    await olga.getByRole('button', { name: 'New package' }).first().click();
    const dialog = olga.getByRole('dialog', { name: 'New package' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Moodboards');
    await dialog.getByRole('radio', { name: /^Listed/ }).check();
    await dialog.getByRole('button', { name: 'Create' }).click();
    await olga.getByRole('heading', { level: 1, name: 'Moodboards' }).waitFor();

    // It opens on what it lacks first.
    const offered = olga.getByRole('region', { name: 'Contents' }).getByRole('group');
    await offered.first().waitFor();
    expect(await offered.count(), 'resources of this catalog alone').toBe(1);
    await olga.getByRole('checkbox', { name: 'Member' }).check();
    await olga.getByRole('button', { name: 'Save contents' }).click();
    await olga.getByRole('tab', { name: 'Contents (1)' }).waitFor();

    await olga.getByRole('tab', { name: /^Policies/ }).click();
    await olga.getByRole('link', { name: 'New policy' }).click();
    await olga.getByRole('textbox', { name: 'Name' }).fill('Everybody');
    await olga.getByRole('combobox', { name: 'Who may have it under this policy' }).selectOption({ label: 'All members' });
    const approving = olga.getByRole('region', { name: 'Approval', exact: true });
    await approving.getByRole('combobox', { name: 'Who decides, stage 1, 1' }).selectOption({ label: 'One person' });
    await chooseDirectory(olga, 'Who decides, stage 1, 1: who', 'Bianca Pisani');
    await olga.getByRole('radio', { name: 'A while after its delivery' }).check();
    await olga.getByRole('textbox', { name: 'After', exact: true }).fill('30');
    await olga.getByRole('button', { name: 'Create policy' }).click();
    await olga.getByRole('link', { name: 'Everybody' }).waitFor();

    const bianca = await people.enter(await site.person('bianca.pisani'), { path: '/approvals' });
    const alex = await people.enter('alex.wilber', { path: '/packages' });
    await alex.getByRole('link', { name: 'Moodboards' }).click();
    await alex.getByText('30 days').first().waitFor();
    await submitRequest(alex, 'For the spring campaign');
    await approval(bianca, 'Alex Wilber asks for Moodboards').getByRole('button', { name: 'Approve' }).click();
    await untilState(alex, 'Delivered');
  });
});
