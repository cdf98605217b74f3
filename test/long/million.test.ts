import { type Viewer } from '@gatehouse/server/kernel/authz/viewer';
import { ADMINISTRATOR, NOW, openReadable, viewer, type Readable } from '@gatehouse/server/kernel/read/read.fixture';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GROWN, growCompany, nth } from '../testkit/grown-company.ts';

let db: Readable;
beforeAll(async () => {
  db = await openReadable(async (adminUrl) => {
    await growCompany(adminUrl, GROWN, NOW);
    await beginWithPeople(adminUrl);
    await giveAccess(adminUrl);
  });
}, 1_500_000);
afterAll(() => db?.stop());

/** How the company began, three years ago: half of its people were made, a few were deleted, and neither happened since. */
async function beginWithPeople(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`
    insert into audit_event (id, created_at, at, action, actor_principal_id, subject_type, subject_id, details)
    select 'aud_9' || lpad(n::text, 25, '0'), at, at, case when n % 10000 = 0 then 'user.deleted' else 'user.created' end,
      '${nth('principal', 1)}', 'User', 'usr_' || lpad(n::text, 26, '0'), '{}'
    from generate_series(1, ${GROWN.people / 2}) n, lateral (select timestamptz '${NOW.toISOString()}' - interval '3 years' + n * interval '1 second' as at)`);
  await client.query('vacuum (analyze) audit_event');
  await client.end();
}

/** What was delivered: every second person holds or held six packages, the others nothing; each right is carried by its assignment. */
async function giveAccess(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const id = (kind: string, n: string) => `'${kind}_' || lpad((${n})::text, 26, '0')`;
  const holder = id('usr', '1 + 2 * (n % 50000)');
  const which = `1 + (n * 7 + n / 50000) % ${GROWN.packages}`;
  const made = `timestamptz '${NOW.toISOString()}' - n * interval '1 minute'`;
  const rows = 'from generate_series(1, 300000) n';
  await client.query(`
    set session_replication_role = replica;
    insert into assignment (id, created_at, updated_at, version, state, target_id, access_package_id, policy_id, starts_at, expires_at, ended_at)
      select ${id('asg', 'n')}, ${made}, ${made}, 1, case when n % 5 = 0 then 'EXPIRED' else 'DELIVERED' end, ${holder}, ${id('pkg', which)},
        ${id('pol', which)}, ${made}, case when n % 5 = 0 then ${made} when n % 500 = 1 then timestamptz '${NOW.toISOString()}' + interval '20 days' end,
        case when n % 5 = 0 then ${made} end ${rows};
    insert into access_grant (id, created_at, updated_at, version, user_id, resource_role_id, state)
      select ${id('grt', 'n')}, ${made}, ${made}, 1, ${holder}, ${id('rrl', which)}, 'ACTIVE' ${rows} where n % 5 <> 0
      on conflict do nothing;
    insert into grant_carrier (id, created_at, grant_id, assignment_id)
      select ${id('gcr', 'n')}, ${made}, ${id('grt', 'n')}, ${id('asg', 'n')} ${rows} where n % 5 <> 0 on conflict do nothing;`);
  await client.query('vacuum (analyze)');
  await client.end();
}

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

  it('6.36 what was done is read from the end of an index, however long ago it was and whatever else is asked with it', async () => {
    for (const said of [
      'eq: "user.deleted"',
      'in: ["user.deleted"]',
      'in: ["user.created"]',
      'in: ["user.created", "user.deleted", "catalog.deleted"]',
    ]) {
      const document = `{ auditEvents(first: 50, filter: { action: { ${said} } }) { ${EVENTS} pageInfo { endCursor } } }`;
      for (const as of [ADMINISTRATOR, asker]) expect(await blocks(as, document), said).toBeLessThan(1000);
      const { auditEvents } = (await db.read(ADMINISTRATOR, document)) as Record<string, { pageInfo: { endCursor: string } }>;
      const next = document.replace('first: 50', `first: 50, after: "${auditEvents!.pageInfo.endCursor}"`);
      expect(await blocks(ADMINISTRATOR, next), `${said}, the next page`).toBeLessThan(1000);
    }
    // And what is done every minute.
    await db.read(
      ADMINISTRATOR,
      `{ auditEvents(first: 50, filter: { action: { in: ["request.submitted", "approval.decided"] } }) { ${EVENTS} } }`,
    );
    expect((await db.cost()).blocks).toBeLessThan(1000);
  });

  it('7.2 what people hold is looked up for those of a page, either way and in any order', async () => {
    const held =
      'assignments(first: 5, orderBy: [{ field: ACCESS_PACKAGE_NAME }]) { totalCount nodes { accessPackage { name } } }';
    for (const as of [ADMINISTRATOR, asker, owner]) {
      const people = `{ users(first: 25) { nodes { name ${held} reports(first: 5) { nodes { name } } } } }`;
      expect(await blocks(as, people), 'people').toBeLessThan(3000);
      const packages = `{ accessPackages(first: 25) { nodes { name assignments(first: 5, filter: { state: { eq: DELIVERED } }) { nodes { target { name } } } } } }`;
      // Whoever has no role is looked for among all who hold each of them: sixty, here.
      expect(await blocks(as, packages), 'packages').toBeLessThan(as === ADMINISTRATOR ? 3000 : 40_000);
    }
  });

  it('7.2 people without access, packages whose access ends soon and stages are found from where the list begins', async () => {
    const none = '{ users(first: 25, filter: { assignments: { none: {} } }) { nodes { name } } }';
    const soon = new Date(NOW.getTime() + 30 * 86_400_000).toISOString();
    const ending = `{ accessPackages(first: 25, filter: { assignments: { some: { expiresAt: { gt: "${NOW.toISOString()}", lt: "${soon}" } } } }) { nodes { name } } }`;
    const stages = '{ approvalStages(first: 25) { nodes { id state request { target { name } } } pageInfo { hasNextPage } } }';
    for (const as of [ADMINISTRATOR, asker]) {
      expect(await blocks(as, none), 'nothing').toBeLessThan(1000);
      // Packages are asked one by one, each in the index of its ends.
      expect(await blocks(as, ending), 'soon').toBeLessThan(10_000);
      expect(await blocks(as, stages), 'stages').toBeLessThan(1000);
    }
  });

  it('7.2 people are found by their name, from wherever they are asked for', async () => {
    for (const as of [ADMINISTRATOR, asker])
      for (const said of ['eq: "PERSON 77"', 'startsWith: "person 9999"', 'eq: "nobody"']) {
        const named = `{ name: { ${said} } }`;
        expect(await blocks(as, `{ users(first: 25, filter: ${named}) { totalCount nodes { name } } }`), said).toBeLessThan(100);
        expect(await blocks(as, `{ assignments(first: 25, filter: { target: ${named} }) { nodes { id } } }`), said).toBeLessThan(
          1000,
        );
      }
  });

  it('6.20 the packages of somebody without a role are found together, not one by one', async () => {
    expect(await blocks(ADMINISTRATOR, `{ ${PACKAGES} }`)).toBeLessThan(1000);
    // The policies for this person are found once for page and total: a third of a look per package, where one by one took twenty.
    for (const one of [asker, approver, owner])
      expect(await blocks(one, `{ ${PACKAGES} }`), one.userId ?? '').toBeLessThan(GROWN.packages / 3);
  });
});
