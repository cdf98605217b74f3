import { AxeBuilder } from '@axe-core/playwright';
import { type Page } from 'playwright-core';
import { expect } from 'vitest';
import { DEVICES } from './people.ts';

type Look = readonly [device: keyof typeof DEVICES, colours: 'light' | 'dark', rules?: string[]];

/** What only depends on colours. */
const COLOURS = ['color-contrast', 'link-in-text-block'];
/** Both sizes in both colours. */
export const ALL_LOOKS: readonly Look[] = [
  ['desktop', 'light'],
  ['desktop', 'dark', COLOURS],
  ['phone', 'dark'],
  ['phone', 'light', COLOURS],
];

/**
 * No rule of axe is broken.
 * @param looks on what, and in which colours
 * @param parts selectors: what is looked at instead of everything, and what is left out because it is not ours
 */
export async function expectAccessible(
  page: Page,
  looks: readonly Look[],
  { within = [], except = [] }: { within?: readonly string[]; except?: readonly string[] } = {},
): Promise<void> {
  const found: unknown[] = [];
  const ask = async ([device, colours, rules]: Look) => {
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
      found.push({ device, colours, id, help, nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`) });
  };
  await page.addStyleTag({ content: '*, ::before, ::after { transition: none !important; animation: none !important }' });
  for (const look of looks) {
    const [device, colours] = look;
    await page.setViewportSize(DEVICES[device].viewport);
    await paint(page, colours);
    await ask(look);
  }
  await page.setViewportSize(DEVICES.desktop.viewport);
  expect(found).toEqual([]);
}

/** Changes what the device prefers, and waits until the page follows. Without transitions the colours are there at once. */
async function paint(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor({ state: 'attached' });
}
