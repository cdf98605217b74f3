import { loadConfig } from '@gatehouse/server/kernel/config/config';
import { composeApp, disposeApp, serve, type RunningServer } from '@gatehouse/server/app/compose';
import { type App } from '@gatehouse/server/kernel/operation';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts';
import { ServerProcess } from '../testkit/server-process.ts';
import { World } from '../testkit/world.ts';
import { ApiToken } from '@gatehouse/schema/identity/api-token.entity';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { hashSecret, newSecret, TOKEN_PREFIX } from '@gatehouse/server/kernel/auth/secrets';

let database: TestDatabase;
let server: Pick<RunningServer, 'url' | 'stop'>;
let token: string;
let holder: pg.Client;

/** Serves an empty deployment with an administrator who holds `token`. */
async function begin(serving: (app: App) => Promise<typeof server>): Promise<void> {
  database = await createTestDatabase();
  const env = { NODE_ENV: 'test', PORT: '0', DATABASE_URL: database.url, LOG_LEVEL: 'silent', SHUTDOWN_GRACE: 'PT15S' };
  const app = await composeApp(loadConfig(env), { databaseUrl: database.url });
  const world = new World(app);
  const admin = await world.admin();
  token = newSecret(TOKEN_PREFIX);
  await world.write(async (change) => {
    const principal = await change.em.findOneOrFail(Principal, { user: admin.id });
    const expiresAt = new Date(Date.now() + 60_000);
    change.create(ApiToken, { principal, secretHash: hashSecret(token), name: 'test', scope: 'WRITE', expiresAt });
  });
  holder = new pg.Client({ connectionString: database.url });
  await holder.connect();
  server = await serving(app);
}

afterEach(async () => {
  await server.stop();
  await holder.end();
  await database.drop();
});

/** A mutation that waits for the table `holder` has locked, boxed so that nobody waits for it by accident. */
async function mutationInFlight(): Promise<{ answer: Promise<Response> }> {
  await holder.query('begin; lock table catalog in exclusive mode');
  const answer = fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query: 'mutation { createCatalog(input: { name: "In flight" }) { catalog { name } errors { code } } }',
    }),
  });
  answer.catch(() => undefined);
  await expect.poll(() => locks('not granted')).toBeGreaterThan(0);
  return { answer };
}

/** How many locks there are on tables of this database, and not of its neighbours on the same server. */
async function locks(which: string): Promise<number | null> {
  const here = `database = (select oid from pg_database where datname = current_database())`;
  return (await holder.query(`select 1 from pg_locks where ${here} and ${which}`)).rowCount;
}

const catalogs = async () => (await holder.query<{ name: string }>('select name from catalog')).rows;

describe('a server that stops', () => {
  it('finishes what is in flight, and takes nothing new', async () => {
    await begin((app) => serve(app));
    const { answer } = await mutationInFlight();
    const stopped = server.stop();
    await expect
      .poll(() =>
        fetch(`${server.url}/healthz`).then(
          () => 'answers',
          () => 'gone',
        ),
      )
      .toBe('gone');
    await holder.query('commit');
    expect(await (await answer).json()).toEqual({
      data: { createCatalog: { catalog: { name: 'In flight' }, errors: [] } },
      extensions: { cost: { requested: 9, limit: 20_000, left: 19_991 } },
    });
    await stopped;
    expect(await catalogs()).toEqual([{ name: 'In flight' }]);
  });

  // As a process, for that is what ends: what was cut off goes with it.
  it('waits no longer than SHUTDOWN_GRACE, and leaves nothing half done', async () => {
    await begin(async (app) => {
      await disposeApp(app);
      const child = await ServerProcess.start({ DATABASE_URL: database.url, SHUTDOWN_GRACE: 'PT1S' });
      return { url: child.url, stop: async () => void (await child.stop()) };
    });
    const { answer } = await mutationInFlight();
    const began = performance.now();
    await server.stop();
    expect(performance.now() - began).toBeLessThan(5_000);
    await expect(answer).rejects.toThrow('fetch failed');
    await holder.query('commit');
    await expect.poll(() => locks(`relation = 'catalog'::regclass`)).toBe(0);
    expect(await catalogs()).toEqual([]);
  });
});
