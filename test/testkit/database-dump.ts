import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import type pg from 'pg';
import { withClient } from './with-client.ts';

/** Every row of every table of Gatehouse's own, and the migrations that had run. */
interface Dump {
  migrations: string[];
  tables: Record<string, object[]>;
}

/**
 * Writes what a database holds into one compressed file. Sessions and secrets of a demo company are nobody's; what the work queue
 * carries is left out, because it is empty once the work is done.
 */
export async function dumpDatabase(url: string, file: URL): Promise<void> {
  const tables: Dump['tables'] = {};
  const migrations = await withClient(url, async (client) => {
    for (const name of await tablesOf(client)) {
      const { rows } = await client.query<{ row: object }>(`select to_jsonb(t) as row from "${name}" t order by t.id`);
      if (rows.length > 0) tables[name] = rows.map(({ row }) => row);
    }
    const { rows } = await client.query<{ name: string }>('select name from schema_migration order by name');
    return rows.map(({ name }) => name);
  });
  await writeFile(file, gzipSync(JSON.stringify({ migrations, tables }), { level: 9 }));
}

/** What `dumpDatabase` wrote. */
export async function readDump(file: URL): Promise<Dump> {
  return JSON.parse(gunzipSync(await readFile(file)).toString('utf8')) as Dump;
}

/**
 * Puts the rows of a dump into an empty database with the tables of its time.
 * @param adminUrl of a superuser, because rows refer to each other in circles
 */
export async function restoreDump(adminUrl: string, { tables }: Dump): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query('begin; set local session_replication_role = replica');
    for (const name of await tablesOf(client)) {
      await client.query(`delete from "${name}"`);
      const rows = tables[name] ?? [];
      await client.query(`insert into "${name}" select * from jsonb_populate_recordset(null::"${name}", $1::jsonb)`, [
        JSON.stringify(rows),
      ]);
    }
    await client.query('commit');
  });
}

async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schema_migration' order by 1`,
  );
  return rows.map(({ name }) => name);
}
