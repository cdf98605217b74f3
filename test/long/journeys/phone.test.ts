import { expect, test } from 'vitest';
import { journeys } from '../../journeys/support/journeys.ts';
import { approval, untilState } from '../../journeys/support/pages.ts';
import { expectStayed, stay } from '../../journeys/support/stay.ts';

journeys('with one thumb', { settings: { UNDO_WINDOW: 'PT1S' } }, (all) => {
  test('on a phone: asked for with one thumb, approved with another', async () => {
    const { people } = all;
    const tobias = await people.enter(await all.site.person('tobias.lindgren'), { device: 'phone', path: '/packages' });
    await tobias.getByRole('link', { name: 'Sales support' }).tap();
    await tobias.getByRole('link', { name: 'Request', exact: true }).tap();
    await tobias.getByRole('textbox', { name: 'Why is it needed?' }).fill('Holiday cover');
    await tobias.getByRole('button', { name: 'Submit request' }).tap();
    await untilState(tobias, 'Waiting for approval');
    await stay(tobias);

    const megan = await people.enter('megan.bowen', { device: 'phone' });
    await megan
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: /Approvals/ })
      .tap();
    const card = approval(megan, 'Tobias Lindgren asks for Sales support');
    await card.getByRole('button', { name: 'Approve' }).tap();
    await card.getByText('You approved this').waitFor();
    await untilState(tobias, 'Delivered');
    await expectStayed(tobias);
    for (const page of [megan, tobias]) {
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        'nothing is wider than the screen',
      ).toBeLessThanOrEqual(0);
    }
  });
});
