import { type Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ask } from '../../testkit/flow.ts';
import { crowd } from '../../journeys/support/crowd.ts';
import { journeys } from '../../journeys/support/journeys.ts';
import { approval, untilLive } from '../../journeys/support/pages.ts';

/** Far more than are drawn at once, or come with the first page. */
const EACH = 100;
/** What a page does by itself in this time while nothing happens, in milliseconds. The first release: 2,000 and more. */
const IDLE_MS = 4_000;
const MOST_SCRIPT_MS = 400;

journeys('a queue of 300', { settings: { UNDO_WINDOW: 'PT5M', JOBS: 'off' } }, (all) => {
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  const drawn = (page: Page) => page.locator('[data-row]').count();
  const said = (page: Page) => page.getByRole('main').getByRole('status').filter({ hasText: /wait/ }).innerText();

  test('6.31 6.34 6.21 all are counted, drawn a few at a time, reached, chosen and decided', async () => {
    const { site, people } = all;
    const { approver, names } = await crowd(site, ['Field kit', 'Night access', 'Payroll reader'], EACH);
    const total = names.length;
    const page = await people.enter(approver, { path: '/approvals' });
    await approval(page, 'Asker 000 asks for Field kit').waitFor();
    await untilLive(page);

    // One number everywhere; the badge is short only to look at.
    expect(await page.title()).toMatch(new RegExp(`^\\(${total}\\) Approvals`));
    expect(await said(page)).toBe(`${total} approvals wait`);
    const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Approvals/ });
    expect(await link.ariaSnapshot()).toContain(`${total} waiting`);
    await link.getByText('99+').waitFor();

    // A few of them are drawn, without a dialog or a menu each.
    expect(await drawn(page)).toBeLessThan(40);
    expect(await page.getByRole('button', { name: /^More for/ }).count()).toBe(1);
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(total));

    // 6.31 A page on which nothing happens does nothing.
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    const script = async () =>
      (await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ScriptDuration')!.value * 1_000;
    const before = await script();
    await page.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), IDLE_MS);
    expect((await script()) - before, 'milliseconds of script while nothing happens').toBeLessThan(MOST_SCRIPT_MS);

    // Somebody asks anew: it is counted, and stands nowhere before the older ones.
    const kit = await site.accessPackage('Field kit');
    const late = await site.world.user({ name: 'Zoe Latest' });
    await ask(site, late, kit);
    await expect.poll(() => said(page)).toBe(`${total + 1} approvals wait`);
    expect(await approval(page, 'Zoe Latest asks for Field kit').count()).toBe(0);

    // To the very end by keyboard: each stands in its place, the new one last.
    await page.keyboard.press('j');
    expect(await focused(page)).toBe('Asker 000 asks for Field kit');
    await page.keyboard.press('End');
    await expect.poll(() => focused(page), { timeout: 20_000 }).toBe('Zoe Latest asks for Field kit');
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toBe(`${names.at(-1)} asks for Payroll reader`);
    expect(await drawn(page)).toBeLessThan(40);

    // A denial by key: Ctrl+Enter sends it, and the focus is on the next one, not at the top.
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('d');
    await page.getByRole('dialog', { name: /^Deny:/ }).waitFor();
    await page.keyboard.type('Ask your own team first');
    // 6.33 What was typed is there again after a mistaken Escape.
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('d');
    await expect.poll(() => page.getByRole('textbox', { name: 'Reason' }).inputValue()).toBe('Ask your own team first');
    await page.keyboard.press('Control+Enter');
    await page.getByText('You denied this').first().waitFor();
    await expect.poll(() => focused(page)).toBe(`${names.at(-1)} asks for Payroll reader`);
    await expect.poll(() => said(page)).toBe(`${total} approvals wait`);

    // An old error stands in no new dialog.
    await page.context().setOffline(true);
    await page.keyboard.press('d');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.context().setOffline(false);
    await expect.poll(() => focused(page)).toBe(`${names.at(-1)} asks for Payroll reader`);
    await page.keyboard.press('d');
    await page.getByRole('dialog').waitFor();
    expect(await page.getByRole('dialog').getByRole('alert').count()).toBe(0);
    await page.keyboard.press('Escape');

    // Narrowed by the address; grouped; all that fit are chosen and decided at once.
    await page.goto('/approvals?q=night&group=package');
    await page.getByRole('heading', { level: 2, name: `Night access ${EACH}` }).waitFor({ timeout: 30_000 });
    await page.getByText(`${EACH} of ${total} approvals wait`).waitFor();
    await page.getByRole('checkbox', { name: `Select all ${EACH}` }).check();
    await page.getByRole('region', { name: 'Selected approvals' }).getByText(`${EACH} selected`).waitFor();
    await page.getByRole('button', { name: 'Approve all' }).click();
    await page
      .getByRole('dialog', { name: `Approve ${EACH} requests` })
      .getByRole('button', { name: 'Approve' })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 60_000 });
    await expect.poll(() => page.title(), { timeout: 20_000 }).toMatch(new RegExp(`^\\(${total - EACH}\\) Approvals`));
    people.forgive(/net::ERR_|WebSocket connection/);
  }, 180_000);
});
