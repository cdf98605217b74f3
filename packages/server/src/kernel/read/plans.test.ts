import { User } from '@gatehouse/schema/identity/user.entity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Viewer } from '../authz/viewer.ts';
import { ADMINISTRATOR, openReadable, viewer, type Readable } from './read.fixture.ts';
import { makeWorld, type World } from './world.fixture.ts';

let db: Readable;
let world: World;
let approver: Viewer;

/** Enough rows that reading a whole table would be a mistake. */
beforeAll(async () => {
  db = await openReadable();
  world = await makeWorld(db);
  approver = viewer(await db.insert(User, { kind: 'MEMBER', name: 'Busy' }));
  const { id } = world;
  await db.pool.query(`
    insert into app_user (id, created_at, updated_at, version, kind, name, department, manager_id)
    select 'usr_' || i, now(), now(), 1, 'MEMBER', 'Person ' || i, 'D' || i % 50, null from generate_series(1, 5000) i`);
  await db.pool.query(
    `
    insert into access_package (id, created_at, updated_at, version, catalog_id, name, hidden)
    select 'pkg_' || i, now(), now(), 1, $1, 'Package ' || i, false from generate_series(1, 3000) i`,
    [id.other],
  );
  await db.pool.query(`
    insert into access_request (id, created_at, updated_at, version, type, state, requester_id, target_id, access_package_id)
    select 'req_' || i, now() - i * interval '1 minute', now(), 1, 'USER_ADD', case when i % 10 = 0 then 'PENDING_APPROVAL' else 'DELIVERED' end,
      'usr_' || 1 + i % 5000, 'usr_' || 1 + i % 5000, 'pkg_' || 1 + (i * 7 + i / 5000) % 3000 from generate_series(1, 20000) i`);
  await db.pool.query(`
    insert into approval_stage (id, created_at, updated_at, version, request_id, "order", state, definition_id, opened_at)
    select 'stg_' || i, now(), now(), 1, 'req_' || i, 1, case when i % 10 = 0 then 'OPEN' else 'APPROVED' end, (select min(id) from policy_stage), now() - i * interval '1 minute'
    from generate_series(1, 20000) i`);
  await db.pool.query(
    `
    insert into stage_approver (id, created_at, stage_id, user_id, role, kind)
    select 'sap_' || i, now(), 'stg_' || i, case when i % 400 = 0 then $1 else 'usr_' || 1 + i % 4000 end, 'PRIMARY', 'USER' from generate_series(1, 20000) i`,
    [approver.userId],
  );
  await db.pool.query('analyze');
}, 60_000);
afterAll(() => db.stop());

/** The plan of a document's first statement, as this viewer. */
async function plan(as: Viewer, source: string): Promise<string> {
  await db.read(as, source);
  expect(db.statements).toHaveLength(1);
  return db.explain();
}

const QUEUE = `{ approvals(first: 20) { nodes { id openedAt request { id state target { name manager { name } } accessPackage { name catalog { name } } } approvers { name } viewerCan { approve { allowed } } } pageInfo { hasNextPage endCursor } } }`;
const REQUESTS =
  '{ accessRequests(first: 20) { nodes { id state target { name } accessPackage { name } } pageInfo { hasNextPage } } }';

describe('with many rows the indexes are used', () => {
  it('6.19 the approver queue is read from what waits for the viewer, and from nothing else', async () => {
    const text = await plan(approver, QUEUE);
    expect(text).toContain('stage_approver_waiting');
    expect(text).not.toMatch(/stage_approver_user|approval_stage_open_page/);
    expect(text).not.toMatch(/Seq Scan on (approval_stage|access_request|stage_approver|app_user)/);
  });

  it('the requests of somebody without a role are found by three indexes', async () => {
    const text = await plan(viewer('usr_17'), REQUESTS);
    expect(text).toMatch(/access_request_(target|requester)_page/);
    expect(text).not.toMatch(/Seq Scan on (access_request|approval_stage|stage_approver)/);
  });

  it('the requests of an administrator are read in the order of the index, no more than the page', async () => {
    const text = await plan(ADMINISTRATOR, REQUESTS);
    expect(text).toContain('Index Scan Backward using access_request_page');
    expect(text).not.toMatch(/Seq Scan on access_request/);
  });

  it('the next page begins at its cursor', async () => {
    const first = await db.read(ADMINISTRATOR, '{ accessRequests(first: 20) { pageInfo { endCursor } } }');
    const { endCursor } = (first.accessRequests as unknown as { pageInfo: { endCursor: string } }).pageInfo;
    const text = await plan(ADMINISTRATOR, `{ accessRequests(first: 20, after: "${endCursor}") { nodes { id } } }`);
    expect(text).toMatch(/Index Cond: \(ROW\(created_at, id\) < ROW/);
  });

  it('the requests of a catalog\u2019s roles are read in the order of the index', async () => {
    const reader = viewer('usr_18', {
      catalogRoles: [{ catalogId: world.id.other ?? '', role: 'READER', mayBypassApproval: false }],
    });
    expect(await plan(reader, REQUESTS)).toContain('Index Scan Backward using access_request_page');
  });

  it('people are paged by name', async () => {
    expect(await plan(viewer('usr_17'), '{ users(first: 20) { nodes { name } } }')).toContain('app_user_name_page');
  });
});
