import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { migrate, missingMigrations, migrations } from '@gatehouse/server/kernel/db/migrate';
import { createOrm } from '@gatehouse/server/kernel/db/orm';
import { ENTITIES } from '@gatehouse/server/app/brought';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { withClient } from '../testkit/with-client.ts';

let test: TestApp;
beforeAll(async () => void (test = await startTestApp()));
afterAll(() => test.stop());

/** What PostgreSQL writes in its own way, or what an entity cannot say: a difference in words only. */
const SAME_IN_OTHER_WORDS = [
  /^alter table "deployment" (drop|add) constraint "deployment_one_row"/,
  /^alter table "policy_stage" (drop|add) constraint "policy_stage_order"/,
  /^alter table "app_user" alter column "evidence_salt" set default gen_random_uuid\(\)::text/,
  /^drop trigger if exists "audit_event_append_only"/,
  /^drop function if exists "audit_event_audit_event_append_only_fn"/,
  /^drop trigger if exists "\w+_waiting_since"/,
  /^drop function if exists "(\w+_waiting_since_fn|waiting_since|folded)"/,
];

describe('the database', () => {
  it('has exactly the tables that the entities describe', async () => {
    const orm = await createOrm({ url: test.database.ownerUrl, entities: ENTITIES, poolSize: 2, statementTimeoutMs: 0 });
    try {
      const sql = await orm.schema.getUpdateSchemaSQL({ wrap: false });
      const statements = sql
        .split(/;\n+/)
        .map((one) => one.trim())
        .filter(Boolean);
      expect(statements.filter((one) => !SAME_IN_OTHER_WORDS.some((known) => known.test(one)))).toEqual([]);
    } finally {
      await orm.close(true);
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
    // Names that targets give, not ours.
    expect(rows.map(({ at }) => at)).toEqual(['resource.external_id', 'resource_role.external_id']);
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
