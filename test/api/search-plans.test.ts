import { type Viewer } from '@gatehouse/server/kernel/authz/viewer';
import { ADMINISTRATOR, NOW, openReadable, viewer, type Readable } from '@gatehouse/server/kernel/read/read.fixture';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { growCompany, nth } from '../testkit/grown-company.ts';

const SIZE = { requests: 1000, open: 100, approvers: 10, people: 1000, packages: 6700 };

let db: Readable;
beforeAll(async () => {
  db = await openReadable((adminUrl) => growCompany(adminUrl, SIZE, NOW));
}, 60_000);
afterAll(() => db?.stop());

const asker = viewer(nth('user', 500), { principalId: nth('principal', 500), groupIds: [nth('group', 101)] });
const FIND =
  'query ($text: String!) { find(text: $text) { totalCount nodes { id name catalog { name } } pageInfo { hasNextPage endCursor } } }';

/** What PostgreSQL looked at for it: blocks, never milliseconds, because machines are shared. */
async function blocks(as: Viewer, text: string): Promise<number> {
  const { find } = await db.read(as, FIND, { text });
  expect((find as unknown as { totalCount: number }).totalCount > 0, text).toBe(text !== 'xylophone');
  expect(db.statements).toHaveLength(1);
  return (await db.cost()).blocks;
}

describe('6.39 among 6,700 packages', () => {
  for (const [who, as] of [
    ['somebody without a role', asker],
    ['an administrator', ADMINISTRATOR],
  ] as const) {
    it(`6.39 words cost ${who} a few looks for each package, however many hold them`, async () => {
      expect(await blocks(as, '')).toBeLessThan(SIZE.packages / 5);
      for (const text of ['package 669', '39 department needs'])
        expect(await blocks(as, text), text).toBeLessThan(2 * SIZE.packages);
      // Misspelt: likeness is measured package by package.
      expect(await blocks(as, 'applicatoin')).toBeLessThan(4 * SIZE.packages);
      expect(await blocks(as, 'xylophone')).toBeLessThan(SIZE.packages / 5);
    });
  }

  it('6.39 each place where a word may stand is asked by its index', async () => {
    await db.read(asker, FIND, { text: 'xylophone' });
    const plan = await db.explain();
    for (const index of ['access_package_words', 'access_package_name_alike', 'resource_words']) expect(plan).toContain(index);
    // What is found once stands before everything else; the list itself is one pass over the packages, as browsing is.
    const found = plan.slice(0, plan.search(/^ {2}InitPlan/m));
    expect(found).toContain('access_package_words');
    expect(found).not.toMatch(/Seq Scan on (access_package|resource|access_package_role) /);
    expect(plan).not.toMatch(/Seq Scan on (resource|access_package_role) /);
  });
});
