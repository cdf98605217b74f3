import { migrate, migrations } from '@gatehouse/server/db/migrate';
import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** A database of one test file's own. */
export interface TestDatabase {
  /** As the application's role. */
  url: string;
  /** As the role that owns the tables. */
  ownerUrl: string;
  drop(): Promise<void>;
}

/** One key per cluster: the first worker makes the template, the others wait for it. */
const TEMPLATE_LOCK = 4_773_002;
let template: Promise<string> | null = null;

/** A new, migrated database. The migrations run once per run of the suite; what follows is a copy. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url, ownerUrl, adminUrl } = inject('postgres');
  const from = await (template ??= ensureTemplate());
  const name = `gatehouse_test_${randomBytes(6).toString('hex')}`;
  await asAdmin((admin) => admin.query(`create database ${name} template ${from} owner ${roleOf(ownerUrl)}`));
  return {
    url: withDatabase(url, name),
    ownerUrl: withDatabase(ownerUrl, name),
    drop: async () => void (await asAdmin((admin) => admin.query(`drop database if exists ${name} with (force)`))),
  };

  async function asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
    const admin = new pg.Client({ connectionString: adminUrl });
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.end();
    }
  }

  /** The template for exactly these migrations; another worker may have made it. */
  async function ensureTemplate(): Promise<string> {
    const hash = createHash('sha256');
    for (const one of await migrations()) hash.update(one.hash);
    const wanted = `gatehouse_template_${hash.digest('hex').slice(0, 12)}`;
    await asAdmin(async (admin) => {
      await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
      if ((await admin.query('select 1 from pg_database where datname = $1', [wanted])).rowCount) return;
      // Under another name until it is whole, so that a killed run leaves nothing that looks like a template.
      const draft = `${wanted}_draft`;
      await admin.query(`drop database if exists ${draft} with (force)`);
      await admin.query(`create database ${draft} owner ${roleOf(ownerUrl)}`);
      await migrate(withDatabase(ownerUrl, draft), withDatabase(url, draft));
      await admin.query(`alter database ${draft} rename to ${wanted}`);
    });
    return wanted;
  }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

function roleOf(url: string): string {
  return `"${decodeURIComponent(new URL(url).username)}"`;
}
