import { openReadable, NOW, viewer, type Readable } from '@gatehouse/server/kernel/read/read.fixture';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { growGuests } from '../testkit/grown-guests.ts';

const SIZE = { organizations: 50, domains: 200, guests: 6000, packages: 10 };
const keeper = viewer('usr_00000000000000000000000001', {
  deploymentRoles: [{ role: 'ORGANIZATION_ADMINISTRATOR', mayBypassApproval: false }],
});

let db: Readable;
beforeAll(async () => {
  db = await openReadable((adminUrl) => growGuests(adminUrl, SIZE, NOW));
}, 60_000);
afterAll(() => db?.stop());

it.each([
  ['BLOCK', 'guest_lifecycle_unblocked'],
  ['DELETE', 'guest_lifecycle_page'],
])('who will go (%s) is one statement, found by an index', async (step, index) => {
  const document = 'query ($step: GuestStep!) { foreseen(step: $step) { nodes { id user { name } } } }';
  await db.read(keeper, document, { step });
  expect(db.statements).toHaveLength(1);
  const plan = await db.explain();
  expect(plan).toContain(index);
  expect(plan).not.toMatch(/Seq Scan on (guest_lifecycle|app_user) /);
  // A few looks for each of those who are due, however many others there are.
  expect((await db.cost()).blocks).toBeLessThan(SIZE.guests);
});
