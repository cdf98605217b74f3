import { test } from 'vitest';
import { ALL_LOOKS, expectAccessible } from '../../journeys/support/axe.ts';
import { DIALOGS } from '../../journeys/support/dialogs.ts';
import { journeys } from '../../journeys/support/journeys.ts';
import { DEVICES } from '../../journeys/support/people.ts';
import { PAGES } from '../../journeys/support/places.ts';
import { Tour } from '../../journeys/support/tour.ts';

journeys('for everybody', { settings: { UNDO_WINDOW: 'PT0S', JOBS: 'off' }, sameWindows: true }, (all) => {
  const tour = new Tour(all);

  test.each(Object.entries(PAGES))('%s has no barrier: light and dark, desktop and phone', async (_route, place) => {
    await expectAccessible(await tour.at(place), ALL_LOOKS, place);
  });

  // On a desktop and on a phone it opens anew: what is in front of a page is another thing there.
  const each = Object.entries(DIALOGS).flatMap(([name, opened]) =>
    (['desktop', 'phone'] as const)
      .filter((device) => (opened.only ?? device) === device)
      .map((device) => ({ name, device, ...opened })),
  );
  test.each(each)(
    '$name has no barrier on a $device, light and dark',
    async ({ device, place, open, part = '[role="dialog"]' }) => {
      const page = await tour.at(place, true);
      await page.setViewportSize(DEVICES[device].viewport);
      await open(page);
      // The page behind it is looked at by itself.
      await expectAccessible(
        page,
        ALL_LOOKS.filter(([on]) => on === device),
        { within: [part] },
      );
    },
  );
});
