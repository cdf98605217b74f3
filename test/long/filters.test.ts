import { checkFilters, FILTERED_LISTS } from '@gatehouse/server/kernel/read/filter-oracle.fixture';
import { openReadable, type Readable } from '@gatehouse/server/kernel/read/read.fixture';
import { makeWorld, type World } from '@gatehouse/server/kernel/read/world.fixture';
import { afterAll, beforeAll, describe, it } from 'vitest';

let db: Readable;
let world: World;
beforeAll(async () => {
  db = await openReadable();
  world = await makeWorld(db);
});
afterAll(() => db?.stop());

describe('a filter through relations finds what its viewer would pick by hand', () => {
  it.each(FILTERED_LISTS)('$list', (one) => checkFilters(db, world, one, 150), 300_000);
});
