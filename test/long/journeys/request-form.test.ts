import { type Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { ask } from '../../testkit/flow.ts';
import { journeys } from '../../journeys/support/journeys.ts';

/** What stands at a field for whoever hears it. */
const describedAs = (field: Locator) =>
  field.evaluate((one) => {
    const described = one.getAttribute('aria-describedby')?.split(' ') ?? [];
    return described.map((id) => document.getElementById(id)?.textContent).join();
  });
const isInFocus = (field: Locator) => field.evaluate((one) => one === document.activeElement);

journeys('the request form', {}, (all) => {
  test('6.15 what the server finds wrong with an answer stands at its question, and the reader is taken there', async () => {
    const { site, people } = all;
    const { id } = await site.world.package({
      name: 'Crane keys',
      policy: {
        questions: [
          { text: 'Which site?', required: false },
          { text: 'Cost centre', pattern: '[0-9]{4}' },
        ],
      },
    });
    const adele = await people.enter('adele.vance', { path: `/packages/${id}/request` });
    const centre = adele.getByRole('textbox', { name: 'Cost centre' });
    await centre.fill('none');
    await adele.getByRole('button', { name: 'Submit request' }).click();
    const isInvalid = (name: string) => adele.getByRole('textbox', { name }).getAttribute('aria-invalid');
    await expect.poll(() => isInvalid('Cost centre')).toBe('true');
    expect(await isInvalid('Which site?')).not.toBe('true');
    expect(await isInFocus(centre)).toBe(true);
    expect(await describedAs(centre)).toBe('The answer must have the form [0-9]{4}.');
    await centre.fill('4711');
    await adele.getByRole('button', { name: 'Submit request' }).click();
    await adele.waitForURL('**/requests/req_*');
  });

  test('6.15 an end that is too late says what would be accepted, and a choice that is missing is gone to', async () => {
    const { site, people } = all;
    const choices = [
      { value: 'n', text: 'North' },
      { value: 's', text: 'South' },
    ];
    const { id } = await site.world.package({
      name: 'Depot keys',
      policy: {
        customSchedule: true,
        duration: 'P30D',
        questions: [{ text: 'Which gate?', kind: 'SINGLE_CHOICE', choices, required: true }],
      },
    });
    const page = await people.enter('adele.vance', { path: `/packages/${id}/request` });
    const submit = page.getByRole('button', { name: 'Submit request' });
    await page.getByRole('radio', { name: 'Until a date' }).click();
    const end = page.getByLabel('End', { exact: true });
    await end.fill('2199-01-01T10:00');
    await submit.click();
    await expect.poll(() => isInFocus(page.getByRole('radio', { name: 'North' }))).toBe(true);
    await page.getByRole('radio', { name: 'North' }).click();
    await submit.click();
    await expect.poll(() => isInFocus(end)).toBe(true);
    const alert = page.getByRole('alert').filter({ hasText: 'This was not done' });
    expect(await alert.innerText()).toMatch(/What has to be changed in the form is marked there\.$/);
    expect(await describedAs(end)).toMatch(
      /^The end lies after the latest one possible\. It may lie between .*20\d\d.* and .*20\d\d.*\.$/,
    );
  });

  test('6.15 the request that is in the way is one step away', async () => {
    const { site, people } = all;
    const approver = await site.person('megan.bowen');
    const pkg = await site.world.package({ name: 'Vault keys', policy: { stages: [{ approvers: [approver] }] } });
    const { id } = await ask(site, await site.person('adele.vance'), pkg);
    const page = await people.enter('adele.vance', { path: `/packages/${pkg.id}/request` });
    await page.getByRole('link', { name: 'Open that request.' }).click();
    await page.waitForURL(`**/requests/${id}`);
  });

  test('6.33 what one person typed is not shown to whoever signs in next in that window', async () => {
    const { site, people } = all;
    const { id } = await site.world.package({ name: 'Fair passes', policy: {} });
    const path = `/packages/${id}/request`;
    const page = await people.enter('adele.vance', { path });
    const why = page.getByRole('textbox', { name: 'Why is it needed?' });
    await why.fill('For my own stand');
    await page.context().clearCookies();
    await page.goto('/');
    await page.getByRole('textbox', { name: 'Find a person' }).fill('Alex');
    await page.getByRole('button', { name: /Alex Wilber/ }).click();
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    await page.goto(path);
    await why.waitFor();
    expect(await why.inputValue()).toBe('');
  });
});
