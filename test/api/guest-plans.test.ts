import { openReadable, NOW, viewer, type Readable } from '@gatehouse/server/kernel/read/read.fixture';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { growGuests } from '../testkit/grown-guests.ts';

const SIZE = { organizations: 50, domains: 200, guests: 6000, packages: 500 };
/** As `growGuests` makes the seventh, of the eighth organization. */
const outsider = viewer(`usr_${'7'.padStart(26, '0')}`, {
  kind: 'GUEST',
  hasReports: false,
  outside: { organizationId: `org_${'8'.padStart(26, '0')}`, configured: true, mailDomain: 'domain8.example', shutOut: false },
});
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

it('what is open to an outsider is one statement that looks at each policy and package a few times, and at no catalog for each', async () => {
  const { browse } = await db.read(outsider, '{ browse(first: 50) { totalCount nodes { name } } }');
  // Every tenth is open to everybody from outside, and ten more to their organization.
  expect((browse as unknown as { totalCount: number }).totalCount).toBe(60);
  expect(db.statements).toHaveLength(1);
  const { blocks } = await db.cost();
  expect(blocks).toBeLessThan(SIZE.packages);
});
