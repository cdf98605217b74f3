import { expect, test } from 'vitest';
import { journeys } from '../../journeys/support/journeys.ts';

journeys('an audit of hundreds', { settings: { JOBS: 'off' } }, (site) => {
  test('6.21 hundreds of events are drawn a few at a time, and each is reached', async () => {
    const page = await site.people.enter('auditor', { path: '/admin/audit' });
    await page.getByRole('table').waitFor();
    // As far as it goes.
    const more = page.getByRole('button', { name: 'Show more' });
    for (let shown = 50; (await more.count()) > 0; shown += 50) {
      await more.click();
      await expect
        .poll(async () => Number(await page.getByRole('table').getAttribute('aria-rowcount')) - 1, { timeout: 15_000 })
        .toBeGreaterThan(shown);
    }
    const all = Number(await page.getByRole('table').getAttribute('aria-rowcount'));
    expect(all, 'events of the demo company').toBeGreaterThan(120);
    const drawn = () => page.getByRole('rowheader').count();
    const places = () =>
      page.getByRole('row').evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('aria-rowindex'))));
    expect(await drawn()).toBeLessThan(80);
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await expect.poll(async () => (await places()).at(-1)).toBe(all);
    expect(await drawn()).toBeLessThan(80);
    await page.evaluate(() => window.scrollTo(0, 0));
    await expect.poll(async () => (await places())[1]).toBe(2);
  });

  test('an event takes two lines, the filters one, and everything else is a click away', async () => {
    const page = await site.people.enter('auditor', { path: '/admin/audit' });
    await page.getByRole('table').waitFor();
    const heights = await page
      .locator('tr:has([data-action])')
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
    expect(Math.max(...heights)).toBeLessThan(80);
    const cut = await page
      .getByRole('table')
      .locator('th, td, td *:not(.sr-only)')
      .evaluateAll((all) =>
        all.filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent),
      );
    expect(cut, 'what does not fit in its column').toEqual([]);
    const filters = page.getByRole('search', { name: 'Filters' });
    const tops = await filters
      .locator('input:visible, select')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().y));
    expect(tops).toHaveLength(6);
    expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(5);
    const row = page.getByRole('row').filter({ has: page.locator('[data-action="request.submitted"]') });
    await row
      .first()
      .getByRole('button', { name: /^Details of: / })
      .click();
    await page.getByRole('dialog').getByText('request.submitted').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});
