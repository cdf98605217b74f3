import pg from 'pg';
import { KEPT_ALIVE } from '../limits.ts';
import { DATABASE, ROLES, urlOf, type Credentials } from './credentials.ts';

/**
 * Sets up roles and database in a cluster of ours, each only where it is missing, so that an interrupted first start is completed by
 * the next. `gatehouse_owner` owns the database and what the migrations make in it; `gatehouse_app` may read and write rows there
 * and nothing more, unless a migration takes some of that away again (as it does for the audit).
 * @returns true when the database did not exist before
 */
export async function bootstrap(credentials: Credentials): Promise<boolean> {
  const created = await withClient(urlOf(credentials, 'admin', 'postgres'), async (client) => {
    await ensureRole(client, ROLES.owner, credentials.passwords.owner);
    await ensureRole(client, ROLES.app, credentials.passwords.app);
    const { rows } = await client.query<{ usable: boolean }>(
      'SELECT datconnlimit <> -2 AS usable FROM pg_database WHERE datname = $1',
      [DATABASE],
    );
    if (rows[0]?.usable) return false;
    // Its creation was interrupted (a full disk, a kill): nobody has ever been in it.
    if (rows[0]) await client.query(`DROP DATABASE ${DATABASE}`);
    await client.query(`CREATE DATABASE ${DATABASE} OWNER ${ROLES.owner}`);
    return true;
  });
  await withClient(urlOf(credentials, 'owner'), (client) => client.query(grantsFor(ROLES.app)));
  return created;
}

/**
 * What the owner of a database runs in it, once, so that the application's role can use whatever the owner creates from then on.
 * Safe to repeat.
 * @param appRole the role's name, trusted: it becomes part of the statement
 */
export function grantsFor(appRole: string): string {
  return `
    GRANT USAGE ON SCHEMA public TO ${appRole};
    ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO ${appRole};
    ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${appRole};
    ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO ${appRole};
    ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO ${appRole};
  `;
}

async function ensureRole(client: pg.Client, name: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  if (!rowCount) await client.query(`CREATE ROLE ${name} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
}

/** Opens one connection for `work` and closes it, whatever happens. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...KEPT_ALIVE, connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
