import { afterAll, beforeAll, describe } from 'vitest';
import { makeMatrixWorld, type MatrixWorld } from './matrix-world.ts';
import { testFields } from './test-fields.ts';
import { testMutations } from './test-mutations.ts';
import { testNodes, testQueries } from './test-reads.ts';
import { testSubscriptions } from './test-subscriptions.ts';

let made: MatrixWorld;
const world = () => made;
beforeAll(async () => {
  made = await makeMatrixWorld();
});
afterAll(() => made?.t.stop());

describe('who sees what through a root field', () => {
  testQueries(world);
});
describe('who sees which object, and what of it', () => {
  testNodes(world);
});
describe('who reads which field', () => {
  testFields(world);
});
describe('who may change what', () => {
  testMutations(world);
});
// The last, because it changes the world for good.
describe('who is told what while it happens', () => {
  testSubscriptions(world);
});
