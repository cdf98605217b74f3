import { expect, test } from 'vitest';
import { expectAccessible, TWO_LOOKS } from './support/axe.ts';
import { journeys } from './support/journeys.ts';
import { PAGES, pathsOfRouter } from './support/places.ts';
import { Tour } from './support/tour.ts';

// The other looks, and what opens in front of the pages, in long/accessibility.test.ts.
journeys('for everybody', { settings: { UNDO_WINDOW: 'PT0S', JOBS: 'off' }, sameWindows: true }, (all) => {
  const tour = new Tour(all);

  test('every route of the dashboard stands in the list of what is looked at', async () => {
    expect(Object.keys(PAGES).sort()).toEqual((await pathsOfRouter()).sort());
  });

  test.each(Object.entries(PAGES))('%s has no barrier, on a desktop by day and on a phone by night', async (_route, place) => {
    await expectAccessible(await tour.at(place), TWO_LOOKS, place);
  });
});
