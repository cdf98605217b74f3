import { expect, test } from 'vitest';
import { chooseDirectory } from './support/pages.ts';
import { journeys } from './support/journeys.ts';
import { expectAccessible } from './support/axe.ts';

const shot = process.env.SHOT!;
journeys('roles over the deployment', { settings: { JOBS: 'off' } }, (all) => {
  test('an administrator gives one with the right to pass approval, and takes it away; their own last one stays', async () => {
    const page = await all.people.enter('admin', { path: '/admin/roles' });
    const main = page.getByRole('main');
    await main.getByRole('button', { name: 'Give a role' }).click();
    const dialog = page.getByRole('dialog', { name: 'Give a role' });
    await dialog.waitFor();
    expect(await dialog.getByLabel('May assign past approval').isDisabled()).toBe(true);
    await chooseDirectory(page, 'To whom', 'Adele Vance');
    await dialog.getByLabel('Role', { exact: true }).selectOption('ADMINISTRATOR');
    await dialog.getByLabel('May assign past approval').check();
    for (const [w, h] of [[375, 812], [1280, 900]] as const) { await page.setViewportSize({ width: w, height: h }); await page.screenshot({ path: `${shot}/give-${w}.png` }); }
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Give' }).click();
    const row = main.getByRole('listitem').filter({ hasText: 'Adele Vance' });
    await row.getByText('May bypass approval').waitFor();
    for (const [w, h] of [[375, 812], [1280, 900]] as const) { await page.setViewportSize({ width: w, height: h }); await page.screenshot({ path: `${shot}/list-${w}.png`, fullPage: true }); }
    await expectAccessible(page);
    await row.getByRole('button', { name: 'Take Administrator from Adele Vance' }).click();
    const take = page.getByRole('dialog', { name: 'Take Administrator from Adele Vance?' });
    await take.getByText('The right to assign past approval goes with it').waitFor();
    for (const [w, h] of [[375, 812], [1280, 900]] as const) { await page.setViewportSize({ width: w, height: h }); await page.screenshot({ path: `${shot}/take-${w}.png` }); }
    await expectAccessible(page);
    await row.getByRole('link').waitFor({ state: 'attached' }).catch(() => undefined);
    await take.getByRole('button', { name: 'Take away' }).click();
    await row.waitFor({ state: 'detached' });
    await main.getByRole('button', { name: /^Take Administrator from/ }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take away' }).click();
    await page.waitForTimeout(800);
    await page.screenshot({ path: `${shot}/own-1280.png` });
    const { id } = await all.site.person('admin');
    await page.goto(`/admin/people/${id}`);
    await main.getByText('Roles over the deployment').waitFor();
    await page.waitForTimeout(500);
    await page.screenshot({ path: `${shot}/person-1280.png`, fullPage: true });
    await page.setViewportSize({ width: 375, height: 812 });
    await page.screenshot({ path: `${shot}/person-375.png`, fullPage: true });
  });
  test('an auditor looks', async () => {
    const page = await all.people.enter('auditor', { path: '/admin/roles' });
    await page.getByRole('main').getByRole('listitem').first().waitFor();
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
    await page.screenshot({ path: `${shot}/auditor.png` });
  });
});
