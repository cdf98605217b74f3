import { type Locator, type Page } from 'playwright-core';

/** The row of one approval in the queue. @param what such as `Adele Vance asks for Project License` */
export function approval(page: Page, what: string | RegExp): Locator {
  return page.getByRole('row', { name: what });
}

/** The state beside the heading of a request's page, once it says so. */
export async function untilState(page: Page, state: string): Promise<void> {
  await page.getByRole('main').getByRole('status').getByText(state, { exact: true }).waitFor();
}

/** Asks for the package whose page is open. */
export async function submitRequest(page: Page, justification: string): Promise<void> {
  await page.getByRole('link', { name: 'Request', exact: true }).click();
  await page.getByRole('textbox', { name: 'Why is it needed?' }).fill(justification);
  await page.getByRole('button', { name: 'Submit request' }).click();
}

/** Picks somebody of the directory in a field. */
export async function chooseDirectory(page: Page, label: string, name: string): Promise<void> {
  await page
    .getByRole('combobox', { name: label })
    .or(page.getByRole('textbox', { name: label }))
    .fill(name);
  await page.getByRole('option', { name }).first().click();
}

/** What the audit page lists, the latest first: who, and what they did. */
export async function auditTrail(page: Page): Promise<string[]> {
  const table = page.getByRole('table');
  await table.waitFor();
  return table
    .locator('tr:has([data-action])')
    .evaluateAll((rows) =>
      rows.map(
        (row) => `${row.querySelector('td')?.textContent}: ${row.querySelector<HTMLElement>('[data-action]')?.dataset.action}`,
      ),
    );
}

/** Chooses one of a few, where all of them stand side by side. */
export async function choose(page: Page, among: string, option: string): Promise<void> {
  await page.getByRole('radiogroup', { name: among }).getByText(option, { exact: true }).click();
}

/** Until changes arrive by themselves. */
export async function untilLive(page: Page): Promise<void> {
  await page.getByRole('banner').getByText('Live', { exact: true }).waitFor();
}
