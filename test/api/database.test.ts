import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { migrate, missingMigrations, migrations } from '@gatehouse/server/kernel/db/migrate';
import { createOrm } from '@gatehouse/server/kernel/db/orm';
import { differences, writeMigration } from '@gatehouse/server/kernel/db/next-migration';
import { ENTITIES } from '@gatehouse/server/app/brought';
import { type EntityClass } from '@mikro-orm/core';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { createTestDatabase } from '../testkit/database.ts';
import { withClient } from '../testkit/with-client.ts';

let test: TestApp;
beforeAll(async () => void (test = await startTestApp()));
afterAll(() => test.stop());

/** The statements that entities (all of them, where nothing is said) and the tables of a database disagree on. */
async function differencesOf(url: string, entities: readonly EntityClass<object>[] = ENTITIES): Promise<string[]> {
  const orm = await createOrm({ url, entities, poolSize: 2, statementTimeoutMs: 0 });
  return differences(orm).finally(() => orm.close(true));
}

describe('the database', () => {
  it('has exactly the tables that the entities describe', async () => {
    expect(await differencesOf(test.database.ownerUrl)).toEqual([]);
  });

  it('has its next migration written from what entities and tables disagree on, after which they agree', async () => {
    const { Badge } = await import('../house/fixtures/badges/badge.entity.ts');
    const folder = pathToFileURL(`${await mkdtemp(join(tmpdir(), 'gatehouse-migrations-'))}/`);
    const database = await createTestDatabase();
    const run = (sql: string) => withClient(database.ownerUrl, (client) => client.query(sql));
    try {
      await run('drop index resource_group_id_index; alter table connector drop column lost_grants');
      const entities = [...ENTITIES, Badge];
      const statements = await differencesOf(database.ownerUrl, entities);
      expect(await writeMigration(folder, 'first-badges', statements)).toBe('0001-first-badges.sql');
      await writeFile(new URL('0041-later.sql', folder), '');
      const file = await writeMigration(folder, 'badges', statements);
      expect(file).toBe('0042-badges.sql');
      const sql = await readFile(new URL(file, folder), 'utf8');
      expect(sql).toMatch(/^-- Badges\.\ncreate table "badge" \(/);
      expect(sql).toContain('"id" text collate "C" not null');
      expect(sql).toContain(`alter table "connector" add "lost_grants" text not null default 'REPORT'`);
      expect(sql).toMatch(/create index "resource_group_id_index" on "resource" \("group_id"\);\n/);
      await run(sql);
      expect(await differencesOf(database.ownerUrl, entities)).toEqual([]);
      for (const name of ['Badges', '../badges', 'badges.sql', ''])
        await expect(writeMigration(folder, name, statements)).rejects.toThrow('is no name of a migration');
    } finally {
      await rm(folder, { recursive: true });
      await database.drop();
    }
  });

  it('6.20 compares every id as bytes, wherever it stands', async () => {
    const { rows } = await withClient(test.database.ownerUrl, (client) =>
      client.query<{ at: string }>(`
        select c.table_name || '.' || c.column_name as at from information_schema.columns c
        join pg_attribute a on a.attrelid = c.table_name::regclass and a.attname = c.column_name
        join pg_collation o on o.oid = a.attcollation
        where c.table_schema = 'public' and (c.column_name ~ '(^|_)ids?$' or c.column_name = 'audience') and o.collname <> 'C'
        order by 1`),
    );
    // Names that targets, issuers and the settings give, not ours.
    expect(rows.map(({ at }) => at)).toEqual([
      'organization_issuer.client_id',
      'resource.external_id',
      'resource_role.external_id',
      'session.provider_id',
    ]);
  });

  it('is migrated once, however many replicas start at once', async () => {
    const { ownerUrl, url } = test.database;
    expect(await Promise.all([migrate(ownerUrl, url), migrate(ownerUrl, url)])).toEqual([[], []]);
    const applied = await withClient(url, (client) => client.query('select count(*)::int as count from schema_migration'));
    expect(applied.rows).toEqual([{ count: (await migrations()).length }]);
  });

  it('is found migrated by a role that may not make tables, and never half made by it', async () => {
    const { ownerUrl, url } = test.database;
    if (new URL(ownerUrl).username === new URL(url).username) return;
    expect(await migrate(url, url)).toEqual([]);
    await withClient(ownerUrl, (client) => client.query(`update schema_migration set name = 'z' || name`));
    await expect(migrate(url, url)).rejects.toThrow('newer than this version');
    await withClient(ownerUrl, (client) => client.query('delete from schema_migration'));
    await expect(migrate(url, url)).rejects.toThrow('run "migrate" with DATABASE_OWNER_URL first');
  });

  it('says so where a migration that ran was changed afterwards', async () => {
    const query = async () => ({ rows: [{ name: '0001-tables', hash: 'another' }] });
    await expect(missingMigrations({ query } as never)).rejects.toThrow('another version of the migration 0001-tables');
    const newer = async () => ({ rows: [{ name: '9999-later', hash: 'x' }] });
    await expect(missingMigrations({ query: newer } as never)).rejects.toThrow('newer than this version');
  });
});

describe('the audit', () => {
  it('cannot be altered by the application, and by the owner for retention alone', async () => {
    await test.world.write((change) => change.audit({ action: 'test.done' as never, subject: { type: 'User', id: 'usr_x' } }));
    const refusedFor = async (url: string, statement: string) =>
      withClient(url, (client) => client.query(statement)).then(
        () => 'allowed',
        (error: Error) => error.message,
      );
    expect(await refusedFor(test.database.url, `update audit_event set action = 'x'`)).toMatch(/permission denied|append-only/);
    expect(await refusedFor(test.database.url, 'delete from audit_event')).toMatch(/permission denied|append-only/);
    expect(await refusedFor(test.database.ownerUrl, `update audit_event set action = 'x'`)).toMatch('append-only');
    expect(await refusedFor(test.database.ownerUrl, 'delete from audit_event')).toMatch('append-only');
    expect(await refusedFor(test.database.ownerUrl, 'truncate audit_event cascade')).toMatch('append-only');
    const kept = await test.app.orm.em.fork().count(AuditEvent, { action: 'test.done' });
    expect(kept).toBe(1);
    const retention = `begin; set local gatehouse.audit_retention = 'on'; delete from audit_event where action = 'test.done'; commit`;
    expect(await refusedFor(test.database.ownerUrl, retention)).toBe('allowed');
    expect(await test.app.orm.em.fork().count(AuditEvent, { action: 'test.done' })).toBe(0);
  });

  it('belongs to a database whose tables the application cannot change', async () => {
    const { ownerUrl, url } = test.database;
    if (new URL(ownerUrl).username === new URL(url).username) return;
    await expect(withClient(url, (client) => client.query('alter table audit_event disable trigger all'))).rejects.toThrow(
      'must be owner',
    );
    await expect(withClient(url, (client) => client.query('create table stray (id int)'))).rejects.toThrow('permission denied');
    await expect(withClient(url, (client) => client.query('delete from schema_migration'))).rejects.toThrow('permission denied');
  });
});
