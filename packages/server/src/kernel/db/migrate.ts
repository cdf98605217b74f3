import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { WorkQueue } from '../jobs/work-queue.ts';
import { COMMAND_LIMITS, limited, SERVER_LIMITS } from './limits.ts';
import { grantRights } from './rights.ts';

/** One step from an older database to a newer one; frozen once a release carries it. */
export interface Migration {
  name: string;
  sql: string;
  /** Of the text, so that a step that was edited after it ran is noticed. */
  hash: string;
}

/** The database is not what this version of Gatehouse expects; `message` says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** Where the migrations are, one file each, in the order of their numbers. */
export const MIGRATIONS_FOLDER = new URL('migrations/', import.meta.url);

const OLDEST_POSTGRES = 15;
/** One key for all replicas: the second one waits and then finds everything done. */
const LOCK_KEY = 4_773_001;

/** Every migration, in order. */
export async function migrations(): Promise<Migration[]> {
  const names = (await readdir(MIGRATIONS_FOLDER)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, MIGRATIONS_FOLDER), 'utf8');
      return { name: name.replace(/\.sql$/, ''), sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings the database to this version: tables, guards, the work queue's own tables, and the rights of the application's
 * role. Safe to run from several replicas at once. A role that may not make tables, as replicas have it that know no other,
 * finds everything done or is told who has to do it.
 * @param ownerUrl of the role that owns the tables
 * @param appUrl of the role the application runs as; the same one where there is only one
 * @returns the names of the steps that ran
 * @throws MigrationError where the server is too old, the database was made by another history, or somebody else has to migrate it
 */
export async function migrate(ownerUrl: string, appUrl: string): Promise<string[]> {
  const client = new pg.Client({ ...limited(COMMAND_LIMITS), connectionString: ownerUrl, application_name: 'gatehouse-migrate' });
  await client.connect();
  try {
    await demandVersion(client);
    if (!(await mayMakeTables(client))) return await demandMigrated(client);
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    const ran = await runMissing(client);
    await WorkQueue.migrate(ownerUrl);
    await grantRights(client, roleOf(appUrl));
    return ran;
  } finally {
    await client.end();
  }
}

/** The steps that a database still lacks; all of them where it is empty. @throws MigrationError as `migrate` does */
export async function missingMigrations(client: Pick<pg.Client, 'query'>): Promise<Migration[]> {
  const known = new Map(
    (await client.query<{ name: string; hash: string }>('select name, hash from schema_migration')).rows.map((row) => [
      row.name,
      row.hash,
    ]),
  );
  const all = await migrations();
  const changed = all.find(({ name, hash }) => known.has(name) && known.get(name) !== hash);
  if (changed) {
    throw new MigrationError(
      `The database was made by another version of the migration ${changed.name}: use the version of Gatehouse that made it, or an empty database.`,
    );
  }
  const unknown = [...known.keys()].find((name) => !all.some((one) => one.name === name));
  if (unknown) {
    throw new MigrationError(`The database is newer than this version of Gatehouse (it has ${unknown}): install the newer one.`);
  }
  return all.filter(({ name }) => !known.has(name));
}

/** How many steps the database of this URL lacks. @throws MigrationError as `missingMigrations` does */
export async function missingIn(url: string): Promise<number> {
  const client = new pg.Client({ ...limited(SERVER_LIMITS), connectionString: url });
  await client.connect();
  try {
    return await countMissing(client);
  } finally {
    await client.end();
  }
}

async function countMissing(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ empty: boolean }>(`select to_regclass('schema_migration') is null as empty`);
  return rows[0]?.empty ? (await migrations()).length : (await missingMigrations(client)).length;
}

async function mayMakeTables(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(`select has_schema_privilege(current_schema(), 'create') as may`);
  return rows[0]?.may === true;
}

/** Nothing is to be done; the queue looks after its own tables when it starts. */
async function demandMigrated(client: pg.Client): Promise<string[]> {
  const missing = await countMissing(client);
  if (missing === 0) return [];
  throw new MigrationError(
    `The database lacks ${missing} migrations of this version, and the role of DATABASE_URL may not make tables: run "migrate" with DATABASE_OWNER_URL first.`,
  );
}

async function runMissing(client: pg.Client): Promise<string[]> {
  await client.query(`create table if not exists schema_migration (
    name text collate "C" primary key, hash text not null, applied_at timestamptz(3) not null default now())`);
  const missing = await missingMigrations(client);
  for (const { name, sql, hash } of missing) {
    await client.query('begin');
    try {
      await client.query(sql);
      await client.query('insert into schema_migration (name, hash) values ($1, $2)', [name, hash]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw new MigrationError(`The migration ${name} failed and changed nothing: ${(error as Error).message}`, { cause: error });
    }
  }
  return missing.map(({ name }) => name);
}

async function demandVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
  const major = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  if (major < OLDEST_POSTGRES) {
    throw new MigrationError(`This PostgreSQL is version ${major}; Gatehouse needs ${OLDEST_POSTGRES} or newer.`);
  }
}

function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username) || (process.env.PGUSER ?? 'postgres');
}
