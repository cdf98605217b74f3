import { afterAll, beforeAll, describe, it } from 'vitest';
import { checkFilters, FILTERED_LISTS } from './filter-oracle.fixture.ts';
import { openReadable, type Readable } from './read.fixture.ts';
import { makeWorld, type World } from './world.fixture.ts';

let db: Readable;
let world: World;
beforeAll(async () => {
  db = await openReadable();
  world = await makeWorld(db);
});
afterAll(() => db.stop());

/** A few for each list; test/long/filters.test.ts draws many. */
describe('a filter through relations finds what its viewer would pick by hand', () => {
  it.each(FILTERED_LISTS)('$list', (one) => checkFilters(db, world, one, 3));
});
