import { expect, test } from 'vitest';
import { PAGES, pathsOfRouter } from '../journeys/support/places.ts';

test('every route of the dashboard stands in the list of what is looked at', async () => {
  expect(Object.keys(PAGES).sort()).toEqual((await pathsOfRouter()).sort());
});
