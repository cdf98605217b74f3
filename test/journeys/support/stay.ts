import { type Page } from 'playwright-core';
import { expect } from 'vitest';

/** Marks a page, so that `expectStayed` knows it again. */
export async function stay(page: Page): Promise<void> {
  await page.evaluate(() => void Object.assign(window, { __mark: true }));
}

/** The page was not loaded anew since `stay`: whatever appeared came by itself. */
export async function expectStayed(page: Page): Promise<void> {
  expect(await page.evaluate(() => '__mark' in window)).toBe(true);
}
