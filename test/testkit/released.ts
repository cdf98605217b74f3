import { migrate, migrations } from '@gatehouse/server/kernel/db/migrate';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startTestApp, type TestApp } from './app.ts';
import { createEmptyDatabase, withDatabase } from './database.ts';
import { readDump, restoreDump } from './database-dump.ts';
import { afterUndo, ask, decide, look, type Answer } from './flow.ts';
import { withClient } from './with-client.ts';

/** What a released version left behind: its demo company, some days old. */
export interface Release {
  release: string;
  /** How many migrations it knew. */
  knew: number;
  /** Five days after it stood still. */
  now: Date;
}

/** The released versions, the oldest first. Somebody may come from any of them. */
export const RELEASES: readonly [Release, ...Release[]] = [
  { release: '0.1', knew: 2, now: new Date('2026-12-02T09:00:00.000Z') },
  { release: '0.2', knew: 14, now: new Date('2026-12-05T09:00:00.000Z') },
  { release: '0.3', knew: 18, now: new Date('2026-12-09T09:00:00.000Z') },
];

/** Takes a database as a released version left it to this version, and works on with it. */
export function worksOn({ release, knew, now }: Release): void {
  describe(`a database that release ${release} filled`, () => {
    let t: TestApp;
    let before: Record<string, number>;
    let ran: string[];

    beforeAll(async () => {
      const dump = await readDump(new URL(`../data/release-${release}.json.gz`, import.meta.url));
      const database = await createEmptyDatabase();
      await withClient(database.ownerUrl, (client) => runOnly(client, dump.migrations));
      await restoreDump(withDatabase(inject('postgres').adminUrl, new URL(database.url).pathname), dump);
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
}

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
