import { migrate, migrations } from '@gatehouse/server/kernel/db/migrate';
import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { inject } from 'vitest';
import { withClient } from './with-client.ts';

/** A database of one test file's own. */
export interface TestDatabase {
  /** As the application's role. */
  url: string;
  /** As the role that owns the tables. */
  ownerUrl: string;
  /** Nobody needs it any more. */
  drop(): Promise<void>;
}

/** One key per cluster and template: the first worker makes it, the others wait for it. */
const TEMPLATE_LOCK = 4_773_002;
/** All workers of one run are children of one process: what they fill together they know by it. */
const RUN = String(process.ppid);
let template: Promise<string> | null = null;
const filled = new Map<string, Promise<string>>();

/** A new, migrated database. The migrations run once per run of the suite; what follows is a copy. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return copyOf(await (template ??= migratedTemplate()));
}

/** A new database without a table. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return copyOf(null);
}

/** A new database with what `fill` writes into one. It fills once per run of the suite; what follows is a copy. */
export async function createFilledDatabase(name: string, fill: (url: string) => Promise<void>): Promise<TestDatabase> {
  const from = filled.get(name) ?? filledTemplate(name, fill);
  filled.set(name, from);
  return copyOf(await from);
}

async function copyOf(from: string | null): Promise<TestDatabase> {
  const { url, ownerUrl, ofThisRun } = inject('postgres');
  const name = `gatehouse_test_${randomBytes(6).toString('hex')}`;
  await asAdmin((admin) => createDatabase(admin, name, from));
  return {
    url: withDatabase(url, name),
    ownerUrl: withDatabase(ownerUrl, name),
    drop: async () => {
      // What goes with the whole cluster is left: on some file systems a new file costs most where others were just deleted.
      if (!ofThisRun) await asAdmin((admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** The template for exactly these migrations; another worker may have made it. */
async function migratedTemplate(): Promise<string> {
  const { url, ownerUrl } = inject('postgres');
  const hash = createHash('sha256');
  for (const one of await migrations()) hash.update(one.hash);
  const wanted = `gatehouse_template_${hash.digest('hex').slice(0, 12)}`;
  await withTemplateLock(wanted, async (admin) => {
    if ((await admin.query('select 1 from pg_database where datname = $1', [wanted])).rowCount) return;
    await replaceDatabase(admin, wanted, null, (draft) => migrate(withDatabase(ownerUrl, draft), withDatabase(url, draft)));
  });
  return wanted;
}

/** A template that this very run has filled: what is in it is told back from now. */
async function filledTemplate(name: string, fill: (url: string) => Promise<void>): Promise<string> {
  const { url } = inject('postgres');
  const from = await (template ??= migratedTemplate());
  const wanted = `gatehouse_template_${name}`;
  await withTemplateLock(wanted, async (admin) => {
    const stamp = `select 1 from pg_database where datname = $1 and shobj_description(oid, 'pg_database') = $2`;
    if ((await admin.query(stamp, [wanted, RUN])).rowCount) return;
    await replaceDatabase(admin, wanted, from, (draft) => fill(withDatabase(url, draft)));
    await admin.query(`comment on database ${wanted} is '${RUN}'`);
  });
  return wanted;
}

/** Makes a database under another name until it is whole, so that a killed run leaves nothing that looks like a template. */
async function replaceDatabase(
  admin: pg.Client,
  wanted: string,
  from: string | null,
  make: (draft: string) => Promise<unknown>,
): Promise<void> {
  const draft = `${wanted}_draft`;
  await admin.query(`drop database if exists ${draft} with (force)`);
  await createDatabase(admin, draft, from);
  await make(draft);
  await admin.query(`drop database if exists ${wanted} with (force)`);
  await admin.query(`alter database ${draft} rename to ${wanted}`);
}

async function createDatabase(admin: pg.Client, name: string, from: string | null): Promise<void> {
  // As files: nothing here must survive a crash, and ten megabytes through the log cost ten times as much.
  const copied = from === null ? '' : `template ${from} strategy file_copy`;
  await admin.query(`create database ${name} ${copied} owner ${roleOf(inject('postgres').ownerUrl)}`);
}

function withTemplateLock(name: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  return asAdmin(async (admin) => {
    // Released with the connection.
    await admin.query('select pg_advisory_lock($1, hashtext($2))', [TEMPLATE_LOCK, name]);
    await work(admin);
  });
}

function asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  return withClient(inject('postgres').adminUrl, work);
}

/** The same server and account, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = database;
  return changed.href;
}

function roleOf(url: string): string {
  return `"${decodeURIComponent(new URL(url).username)}"`;
}
