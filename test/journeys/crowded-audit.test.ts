import { expect, test } from 'vitest';
import { journeys } from './support/journeys.ts';

journeys('an audit of hundreds', { settings: { JOBS: 'off' } }, (all) => {
  test('6.21 hundreds of events are drawn a few at a time, and each is reached', async () => {
    const page = await all.people.enter('auditor', { path: '/admin/audit' });
    await page.getByRole('table').waitFor();
    const more = page.getByRole('button', { name: 'Show more' });
    for (let pages = 1; pages < 5; pages += 1) {
      await more.click();
      await page.getByText(`${(pages + 1) * 50} events`).waitFor();
    }
    const drawn = () => page.getByRole('rowheader').count();
    const places = () =>
      page.getByRole('row').evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('aria-rowindex'))));
    expect(await drawn()).toBeLessThan(80);
    expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe('251');
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await expect.poll(async () => (await places()).at(-1)).toBe(251);
    expect(await drawn()).toBeLessThan(80);
    await page.evaluate(() => window.scrollTo(0, 0));
    await expect.poll(async () => (await places())[1]).toBe(2);
  });
});
