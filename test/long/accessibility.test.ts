import { test } from 'vitest';
import { ALL_LOOKS, expectAccessible } from '../journeys/support/axe.ts';
import { DIALOGS } from '../journeys/support/dialogs.ts';
import { journeys } from '../journeys/support/journeys.ts';
import { PAGES } from '../journeys/support/places.ts';
import { Tour } from '../journeys/support/tour.ts';

journeys('for everybody', { settings: { UNDO_WINDOW: 'PT0S', JOBS: 'off' }, sameWindows: true }, (all) => {
  const tour = new Tour(all);

  test.each(Object.entries(PAGES))('%s has no barrier: light and dark, desktop and phone', async (_route, place) => {
    await expectAccessible(await tour.at(place), ALL_LOOKS, place);
  });

  test.each(Object.entries(DIALOGS))(
    '%s has no barrier: light and dark, desktop and phone',
    async (_name, { place, open, part = '[role="dialog"]' }) => {
      const page = await tour.at(place);
      await open(page);
      // The page behind it is looked at by itself.
      await expectAccessible(page, ALL_LOOKS, { within: [part] });
    },
  );
});
