import { type Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { journeys } from '../../journeys/support/journeys.ts';

interface Said {
  extensionNeedsApproval: boolean;
  stages: { occasion: string; approvers: { role: string; kind: string }[] }[];
}

journeys('writing a policy', { settings: { JOBS: 'off' } }, (all) => {
  /** What the only policy of a package says. */
  async function saidBy(packageId: string): Promise<Said & { id: string }> {
    const { node } = await all.site.query<{ node: { policies: { id: string; currentVersion: Said }[] } }>(
      `query ($id: ID!) { node(id: $id) { ... on AccessPackage { policies { id currentVersion { extensionNeedsApproval
        stages { occasion approvers { role kind } } } } } } }`,
      { id: packageId },
      { as: 'system' },
    );
    const [policy] = node.policies;
    return { id: policy!.id, ...policy!.currentVersion };
  }
  const sameAgain = 'Whoever approves the access decides an extension too';
  const deadEnd = (page: Page, what = 'ask for it') => page.getByText(`People without a manager cannot ${what}`);

  test('the form says what will be saved, and warns of a dead end where it is', async () => {
    const { site, people } = all;
    const pkg = await site.world.package({ name: 'Tower' });
    const page = await people.enter('admin', { path: `/admin/packages/${pkg.id}/policies/new` });
    await expect.poll(() => page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').count()).toBe(3);
    await page.getByText(sameAgain).waitFor();
    await deadEnd(page).waitFor();
    await page.getByRole('button', { name: 'Let catalog owners decide in stage 1' }).click();
    await deadEnd(page).waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: 'Name' }).fill('Everybody');
    await page.getByRole('button', { name: 'Create policy' }).click();
    await page.getByText('The policy was saved').waitFor();
    const saved = await saidBy(pkg.id);
    const approvers = [
      { role: 'PRIMARY', kind: 'MANAGER' },
      { role: 'FALLBACK', kind: 'CATALOG_OWNER' },
    ];
    expect(saved.stages).toEqual([
      { occasion: 'ADD', approvers },
      { occasion: 'EXTEND', approvers },
    ]);
    // What was saved is said in the same words when it is opened again.
    await page.goto(`/admin/packages/${pkg.id}/policies/${saved.id}`);
    await page.getByText(sameAgain).waitFor();
  });

  test('what a stage of the approval asks is told from the same of an extension', async () => {
    const { site, people } = all;
    const pkg = await site.world.package({ name: 'Bridge' });
    const page = await people.enter('admin', { path: `/admin/packages/${pkg.id}/policies/new` });
    await page.getByRole('button', { name: 'Add an extension stage' }).click();
    await deadEnd(page, 'extend it').waitFor();
    const names = [
      'Lapses if nobody decides within',
      'Lapses if nobody decides within, {}: unit',
      'How many different people must approve',
      'An approver has to say why',
      'The requester sees who is asked',
    ];
    for (const stage of ['stage 1', 'extension stage 1'])
      for (const name of names) {
        const whole = name.includes('{}') ? name.replace('{}', stage) : `${name}, ${stage}`;
        expect(await page.getByLabel(whole, { exact: true }).count(), whole).toBe(1);
      }
  });

  test('on a phone it is saved from wherever one is, and what is said covers neither bar', async () => {
    const { site, people } = all;
    const pkg = await site.world.package({ name: 'Harbour' });
    const page = await people.enter('admin', { device: 'phone', path: `/admin/packages/${pkg.id}/policies/new` });
    const box = async (of: ReturnType<Page['getByRole']>) => (await of.boundingBox())!;
    const create = page.getByRole('button', { name: 'Create policy' });
    await create.waitFor();
    const bar = await box(create);
    const tabs = await box(page.getByRole('navigation', { name: 'Main' }));
    expect(bar.y + bar.height, 'in sight at the top of the page, above the tabs').toBeLessThan(tabs.y);
    // Without a name the browser leads to the field.
    await create.tap();
    const name = page.getByRole('textbox', { name: 'Name' });
    await expect.poll(() => name.evaluate((field) => field === document.activeElement)).toBe(true);
    await name.fill('Everybody');
    const remove = await box(page.getByRole('button', { name: 'Remove Who decides, stage 1, 1' }));
    const kind = await box(page.getByRole('combobox', { name: 'Who decides, stage 1, 1' }));
    expect(Math.abs(remove.y - kind.y), 'beside what it removes').toBeLessThan(10);
    await create.tap();
    await page.getByText('It was saved. Think about this').waitFor();
    const said = await box(page.getByRole('alert').filter({ hasText: 'The policy was saved' }));
    const head = await box(page.getByRole('banner'));
    expect(said.y).toBeGreaterThanOrEqual(head.y + head.height);
    expect(said.y + said.height).toBeLessThan((await box(page.getByRole('button', { name: 'Save policy' }))).y);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
});
