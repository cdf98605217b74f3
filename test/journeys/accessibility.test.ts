import { expect, test } from 'vitest';
import { expectAccessible, TWO_LOOKS } from './support/axe.ts';
import { journeys } from './support/journeys.ts';
import { PAGES, pathsOfRouter } from './support/places.ts';
import { Tour } from './support/tour.ts';

// Each page in one look, half of them in the one and half in the other. All looks of all pages, and what opens in front of
// them, in long/accessibility.test.ts.
journeys('for everybody', { settings: { UNDO_WINDOW: 'PT0S', JOBS: 'off' }, sameWindows: true }, (all) => {
  const tour = new Tour(all);

  test('every route of the dashboard stands in the list of what is looked at', async () => {
    expect(Object.keys(PAGES).sort()).toEqual((await pathsOfRouter()).sort());
  });

  const each = Object.entries(PAGES).map(([route, place], nth) => ({ route, place, look: TWO_LOOKS[nth % TWO_LOOKS.length]! }));
  test.each(each)('$route has no barrier, $look.0 $look.1', async ({ place, look }) => {
    await expectAccessible(await tour.at(place), [look], place);
  });
});
