import { migrate, migrations } from '@gatehouse/server/db/migrate';
import pg from 'pg';

import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { createEmptyDatabase } from '../testkit/database.ts';
import { readDump, restoreDump } from '../testkit/database-dump.ts';
import { afterUndo, ask, decide, look, type Answer } from '../testkit/flow.ts';

/** Landed: whoever runs the release has these texts in their database, and is refused where they change. */
const FROZEN = {
  '0001-tables': '6bff6386e944e7bb872dd564264345b87f1a94dc00906ccff6826cd17b7977c3',
  '0002-guards': 'c2cf40ad77250b7bacb595010e3d68a9992489e11e1763cb534a2759e2fadcf3',
};

/** Five days after the release's demo company stood still. */
const NOW = new Date('2026-12-02T09:00:00.000Z');

let t: TestApp;
let before: Record<string, number>;
let ran: string[];

beforeAll(async () => {
  const dump = await readDump(new URL('../data/release-0.1.json.gz', import.meta.url));
  const database = await createEmptyDatabase();
  await withClient(database.ownerUrl, (client) => runOnly(client, dump.migrations));
  await restoreDump(sameDatabase(inject('postgres').adminUrl, database.url), dump);
  before = Object.fromEntries(Object.entries(dump.tables).map(([name, rows]) => [name, rows.length]));
  ran = await migrate(database.ownerUrl, database.url);
  t = await startTestApp({ database, now: NOW, env: { GATEHOUSE_DEMO: '1' } });
});
afterAll(() => t.stop());

describe('a database that the first release filled', () => {
  test('the migrations that landed are as they landed', async () => {
    const hashes = Object.fromEntries((await migrations()).map(({ name, hash }) => [name, hash]));
    expect(hashes).toMatchObject(FROZEN);
  });

  test('is brought to this version with everything in it', async () => {
    expect(ran).toEqual((await migrations()).map(({ name }) => name).filter((name) => !(name in FROZEN)));
    const after = await withClient(t.database.url, async (client) => {
      const counts: Record<string, number> = {};
      for (const name of Object.keys(before)) {
        counts[name] = Number((await client.query(`select count(*) from "${name}"`)).rows[0].count);
      }
      return counts;
    });
    expect(after).toEqual(before);
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
    const found = await t.query<Answer>(document, {}, { as: await person('admin') });
    expect(found.accessRequests.totalCount).toBe(before.access_request);
    expect(found.assignments.totalCount).toBe(before.assignment);
    expect(found.users.totalCount).toBe(before.app_user);
    expect(found.auditEvents.totalCount).toBe(before.audit_event);
  });

  test('goes on where it stood: what was approved is delivered, what waits is decided, what is due ends', async () => {
    const held = await requests('SCHEDULED');
    expect(held).toHaveLength(1);
    const waiting = await requests('PENDING_APPROVAL');
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
  });

  test('takes new work', async () => {
    const adele = await person('adele.vance');
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

async function person(mailbox: string): Promise<{ id: string }> {
  const { users } = await t.query<Answer>(
    `query ($email: String!) { users(filter: { email: { eq: $email } }) { nodes { id } } }`,
    { email: `${mailbox}@contoso.example` },
    { as: 'system' },
  );
  return users.nodes[0];
}

async function requests(state: string): Promise<Answer[]> {
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

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The same server and account, another database. */
function sameDatabase(url: string, other: string): string {
  const changed = new URL(url);
  changed.pathname = new URL(other).pathname;
  return changed.href;
}
