import { expect, test } from 'vitest';
import { journeys } from '../../journeys/support/journeys.ts';

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
    expect(await centre.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(
      await centre.evaluate((field) => {
        const described = field.getAttribute('aria-describedby')?.split(' ') ?? [];
        return described.map((one) => document.getElementById(one)?.textContent).join();
      }),
    ).toBe('The answer must have the form [0-9]{4}.');
    await centre.fill('4711');
    await adele.getByRole('button', { name: 'Submit request' }).click();
    await adele.waitForURL('**/requests/req_*');
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
