import { type Viewer } from '@gatehouse/server/authz/viewer';
import { ADMINISTRATOR, NOW, openReadable, viewer, type Readable } from '@gatehouse/server/read/read.fixture';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GROWN, growCompany, nth } from '../testkit/grown-company.ts';

let db: Readable;
beforeAll(async () => {
  db = await openReadable((adminUrl) => growCompany(adminUrl, GROWN, NOW));
}, 1_500_000);
afterAll(() => db?.stop());

const group = (n: number) => nth('group', 1 + (n % 200));
const person = (n: number, more: Partial<Viewer> = {}) =>
  viewer(nth('user', n), { principalId: nth('principal', n), groupIds: [group(n)], ...more });
/** Decides, and has nine hundred and fifty decisions behind them. */
const approver = person(7);
/** Only asks, and has asked ten times. */
const asker = person(50_000);
const owner = person(60_000, { catalogRoles: [{ catalogId: nth('catalog', 3), role: 'OWNER', mayBypassApproval: false }] });

/** What has a million rows, or as many as there are people. */
const LARGE = ['access_request', 'approval_stage', 'app_user', 'audit_event', 'decision', 'principal', 'stage_approver'];

/** Reads as somebody. @returns what PostgreSQL looked at for it: blocks, never milliseconds, because machines are shared */
async function blocks(as: Viewer, document: string): Promise<number> {
  await db.read(as, document);
  expect(db.statements).toHaveLength(1);
  const { blocks: seen, scanned } = await db.cost();
  expect(
    scanned.filter((table) => LARGE.includes(table)),
    document,
  ).toEqual([]);
  return seen;
}

const QUEUE = 'approvals(first: 50) { nodes { id openedAt } }';
const EVENTS = 'nodes { id at action actor { name } subjectId }';
const PACKAGES = 'accessPackages(first: 50) { totalCount nodes { id name description catalog { name } } }';

describe('in a company with a million requests behind it', () => {
  it('6.19 the queue is read from the fifty rows that wait', async () => {
    expect(await blocks(approver, `{ ${QUEUE} }`)).toBeLessThan(400);
    expect(await blocks(approver, '{ approvals(first: 50) { totalCount } }')).toBeLessThan(400);
    expect(await blocks(asker, `{ ${QUEUE} }`)).toBeLessThan(10);
  });

  it('6.19 the next page begins where the last one ended', async () => {
    const first = await db.read(approver, '{ approvals(first: 25) { pageInfo { endCursor } } }');
    const { endCursor } = (first.approvals as unknown as { pageInfo: { endCursor: string } }).pageInfo;
    expect(await blocks(approver, `{ approvals(first: 25, after: "${endCursor}") { nodes { id } } }`)).toBeLessThan(250);
  });

  it('6.20 the timelines of a hundred requests are a hundred looks into an index', async () => {
    const timelines = '{ accessRequests(first: 100) { nodes { id timeline(first: 20) { nodes { id at action } } } } }';
    const all = await blocks(ADMINISTRATOR, timelines);
    expect(all).toBeLessThan(2000);
    expect(await blocks(owner, timelines)).toBeLessThan(3 * all);
  });

  it('6.20 what somebody did is read from the end of an index', async () => {
    const document = `{ auditEvents(first: 50, filter: { actor: { id: { eq: "${nth('user', 7)}" } } }) { ${EVENTS} } }`;
    const all = await blocks(ADMINISTRATOR, document);
    expect(all).toBeLessThan(1000);
    const own = `{ auditEvents(first: 50, filter: { actor: { id: { eq: "${asker.userId}" } } }) { ${EVENTS} } }`;
    expect(await blocks(asker, own)).toBeLessThan(1000);
  });

  it('6.20 the packages of somebody without a role are found together, not one by one', async () => {
    expect(await blocks(ADMINISTRATOR, `{ ${PACKAGES} }`)).toBeLessThan(1000);
    // The policies for this person are found once for page and total: a third of a look per package, where one by one took twenty.
    for (const one of [asker, approver, owner])
      expect(await blocks(one, `{ ${PACKAGES} }`), one.userId ?? '').toBeLessThan(GROWN.packages / 3);
  });
});
