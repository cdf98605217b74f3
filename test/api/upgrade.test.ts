import { migrate, migrations } from '@gatehouse/server/kernel/db/migrate';
import type pg from 'pg';

import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { createEmptyDatabase } from '../testkit/database.ts';
import { readDump, restoreDump } from '../testkit/database-dump.ts';
import { afterUndo, ask, decide, look, type Answer } from '../testkit/flow.ts';
import { withClient } from '../testkit/with-client.ts';

/** Landed: whoever runs Gatehouse has these texts in their database, and is refused where they change. */
const FROZEN = {
  '0001-tables': '6bff6386e944e7bb872dd564264345b87f1a94dc00906ccff6826cd17b7977c3',
  '0002-guards': 'c2cf40ad77250b7bacb595010e3d68a9992489e11e1763cb534a2759e2fadcf3',
  '0003-tokens-of-tokens': '2e18a5c53b2918ebdef7b7a1cd0cafb4a2522fde90b50ffb1c7c7153f83f47cb',
  '0004-authors-of-policies': '343391b731dadc89447575014cf41f80d02edd23bedb0dbdbe118454c5704ddd',
  '0005-hold-decisions': '53066c24c10b26b34ff31fce98c8fd14cf341115ae8fdb3c5a43b648b561b918',
  '0006-promises-kept': '5b77012913f891f93fa518cd7f66c7c0c926a546a1f533d0a98663df5d0f7dbc',
  '0007-lost-rights-and-reasons': '3399f55291693eee9f51b75a5c8910137e95412ac3782bc17c891d8ef6dadd88',
  '0008-a-million-requests': 'a7beef0478943025b9be975a3df731e04bad551d1f97d1d916ee9a17a0b53d28',
  '0009-runs-are-leases': 'e3d7f5e8e59605c409138edd9f6790f046e500db609b5a734fd686eb85c44321',
  '0010-done-notices-are-read': 'bced700e7a87d694dd2923743d0d762041b9f51a27bc951c562564402792368a',
  '0012-nobody-to-escalate-to': '8b556ab732f43c1a147ad523098263e9a6d343f0ec082555467b3584d0b12beb',
  '0013-told-why': 'b67ac6302e5fb6d86287057fdf45fc025c2344ed38762d8843c3167b3d4c20c4',
  '0014-words-in-any-order': '0e9ce8fe1e0cb6f78816587f7f5a0cfee0fb4871fdc5687daec0a4ce9b795ffc',
  '0015-whom-a-scope-leaves-out': 'e6d4d12f025cc797e15caf96eda21ba7f79bcdf88ff44f7d4cef03fc849f1cd3',
  '0016-what-a-policy-sets-by-default': 'af003ff1ed56634b39051c2feb3f2ef0cb859407f19b86c2a49ccadbed984818',
  '0017-settings-of-targets': 'bfca64887bbd2dbc22819cb4f764e335e23f06dbe6d126a739b86f79c5a5d14b',
  '0018-names-and-ends': 'fa32d6e64b891b1a857d69be0152f1468d5a38fe257b09fa7a510238c7ed2258',
};

/** What released versions left behind: their demo company, some days old, and five days after it stood still. */
const RELEASES = [
  { release: '0.1', knew: 2, now: new Date('2026-12-02T09:00:00.000Z') },
  { release: '0.2', knew: 14, now: new Date('2026-12-05T09:00:00.000Z') },
];

test('the migrations that landed are as they landed', async () => {
  const hashes = Object.fromEntries((await migrations()).map(({ name, hash }) => [name, hash]));
  // Each is listed, so that none lands without being frozen.
  expect(hashes).toEqual(FROZEN);
});

describe.each(RELEASES)('a database that release $release filled', ({ release, knew, now }) => {
  let t: TestApp;
  let before: Record<string, number>;
  let ran: string[];

  beforeAll(async () => {
    const dump = await readDump(new URL(`../data/release-${release}.json.gz`, import.meta.url));
    const database = await createEmptyDatabase();
    await withClient(database.ownerUrl, (client) => runOnly(client, dump.migrations));
    await restoreDump(sameDatabase(inject('postgres').adminUrl, database.url), dump);
    before = Object.fromEntries(Object.entries(dump.tables).map(([name, rows]) => [name, rows.length]));
    ran = await migrate(database.ownerUrl, database.url);
    t = await startTestApp({ database, now, env: { GATEHOUSE_DEMO: '1' } });
  });
  afterAll(() => t.stop());

  test('is brought to this version with everything in it', async () => {
    expect(ran).toEqual((await migrations()).map(({ name }) => name).slice(knew));
    const after = await withClient(t.database.url, async (client) => {
      const counts: Record<string, number> = {};
      for (const name of Object.keys(before)) {
        counts[name] = Number((await client.query(`select count(*) from "${name}"`)).rows[0].count);
      }
      return counts;
    });
    expect(after).toEqual(before);
  });

  test('knows of each resource that was one of our groups which it is, and of no other', async () => {
    const found = await withClient(t.database.url, (client) =>
      client.query(`select count(*)::int as count, count(r.group_id)::int as known, count(*) filter (where r.group_id = r.external_id)::int as right
        from resource r join connector c on c.id = r.connector_id where c.kind = 'directory' and r.kind = 'GROUP'
        union all select 0, count(group_id)::int, 0 from resource r where r.kind <> 'GROUP'`),
    );
    const [groups, others] = found.rows;
    expect(groups.count).toBeGreaterThan(0);
    expect(groups).toEqual({ count: groups.count, known: groups.count, right: groups.count });
    expect(others.known).toBe(0);
  });

  test('answers every list as before', async () => {
    const lists = [
      'users',
      'groups',
      'catalogs',
      'connectors',
      'resources',
      'accessPackages',
      'assignmentPolicies',
      'accessRequests',
    ];
    const more = ['assignments', 'grants', 'provisioningOperations', 'auditEvents'];
    const document = `{ ${[...lists, ...more].map((name) => `${name}(first: 100) { totalCount nodes { id } }`).join(' ')} }`;
    const found = await t.query<Answer>(document, {}, { as: await person(t, 'admin') });
    expect(found.accessRequests.totalCount).toBe(before.access_request);
    expect(found.assignments.totalCount).toBe(before.assignment);
    expect(found.users.totalCount).toBe(before.app_user);
    expect(found.auditEvents.totalCount).toBe(before.audit_event);
  });

  test('goes on where it stood: what was approved is delivered, what waits is decided, what is due ends', async () => {
    const held = await requests(t, 'SCHEDULED');
    expect(held).toHaveLength(1);
    const waiting = await requests(t, 'PENDING_APPROVAL');
    expect(waiting.length).toBeGreaterThan(0);
    await t.runJobs('scheduled-starts');
    expect(await look(t, 'system', held[0])).toMatchObject({ state: 'DELIVERED' });

    const [request] = waiting;
    const stage = request.stages.find(({ state }: Answer) => state === 'OPEN');
    const approver = stage.approvers[0].user;
    const queue = await t.query<Answer>(`{ approvals(first: 100) { nodes { id } } }`, {}, { as: approver });
    expect(queue.approvals.nodes).toContainEqual({ id: stage.id });
    expect(await decide(t, approver, stage, 'APPROVE', { justification: 'Fine with me' })).toMatchObject({ errors: [] });
    await afterUndo(t);
    expect((await look(t, 'system', request)).stages[0]).toMatchObject({ state: 'APPROVED' });

    t.clock.advance('P400D');
    await t.runJobs('all');
    const { assignments } = await t.query<Answer>(
      `{ assignments(first: 100, filter: { expiresAt: { isNull: false } }) { nodes { state } } }`,
      {},
      { as: 'system' },
    );
    expect(new Set(assignments.nodes.map(({ state }: Answer) => state))).toEqual(new Set(['EXPIRED']));
  }, 60_000);

  test('takes new work', async () => {
    const adele = await person(t, 'adele.vance');
    const { accessPackages } = await t.query<Answer>(
      `{ accessPackages(filter: { name: { eq: "Team lunch list" } }) { nodes { id } } }`,
      {},
      { as: adele },
    );
    const request = await ask(t, adele, accessPackages.nodes[0]);
    await t.runJobs('all');
    expect(await look(t, adele, request)).toMatchObject({ state: 'DELIVERED', assignment: { state: 'DELIVERED' } });
  });
});

async function person(t: TestApp, mailbox: string): Promise<{ id: string }> {
  const { users } = await t.query<Answer>(
    `query ($email: String!) { users(filter: { email: { eq: $email } }) { nodes { id } } }`,
    { email: `${mailbox}@contoso.example` },
    { as: 'system' },
  );
  return users.nodes[0];
}

async function requests(t: TestApp, state: string): Promise<Answer[]> {
  const { accessRequests } = await t.query<Answer>(
    `query ($state: RequestState!) { accessRequests(first: 100, filter: { state: { eq: $state } }) {
      nodes { id state stages { id state approvers { user { id } } } } } }`,
    { state },
    { as: 'system' },
  );
  return accessRequests.nodes;
}

/** What the release itself did on its first start. */
async function runOnly(client: pg.Client, names: readonly string[]): Promise<void> {
  await client.query(`create table schema_migration (
    name text collate "C" primary key, hash text not null, applied_at timestamptz(3) not null default now())`);
  for (const { name, sql, hash } of await migrations()) {
    if (!names.includes(name)) continue;
    await client.query(sql);
    await client.query('insert into schema_migration (name, hash) values ($1, $2)', [name, hash]);
  }
}

/** The same server and account, another database. */
function sameDatabase(url: string, other: string): string {
  const changed = new URL(url);
  changed.pathname = new URL(other).pathname;
  return changed.href;
}
