import { AxeBuilder } from '@axe-core/playwright';
import { type Page } from 'playwright-core';
import { expect } from 'vitest';
import { DEVICES } from './people.ts';

/**
 * No rule of axe is broken, on a desktop and on a phone, in light and in dark. What only depends on colours is asked in all
 * four; everything else once for each size.
 * @param parts selectors: what is looked at instead of everything, and what is left out because it is not ours
 */
export async function expectAccessible(
  page: Page,
  { within = [], except = [] }: { within?: readonly string[]; except?: readonly string[] } = {},
): Promise<void> {
  const found: unknown[] = [];
  const ask = async (what: string, rules?: string[]) => {
    // Half a megabyte of source goes into each page once, not at each question.
    const there = await page.evaluate(() => 'axe' in window);
    const axe = new AxeBuilder({ page, ...(there && { axeSource: ';' }) })
      .setLegacyMode(true)
      // What passed is not written down node by node.
      .options({ resultTypes: ['violations'], preload: false });
    for (const part of within) axe.include(part);
    for (const part of except) axe.exclude(part);
    const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
    for (const { id, help, nodes } of violations)
      found.push({ what, id, help, nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`) });
  };
  await page.addStyleTag({ content: '*, ::before, ::after { transition: none !important; animation: none !important }' });
  for (const device of ['desktop', 'phone'] as const) {
    await page.setViewportSize(DEVICES[device].viewport);
    await paint(page, 'light');
    await ask(`${device}, light`);
    await paint(page, 'dark');
    await ask(`${device}, dark`, ['color-contrast', 'link-in-text-block']);
  }
  await page.setViewportSize(DEVICES.desktop.viewport);
  expect(found).toEqual([]);
}

/** Changes what the device prefers, and waits until the page follows. Without transitions the colours are there at once. */
async function paint(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor({ state: 'attached' });
}
