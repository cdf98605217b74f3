import { loadConfig } from '@gatehouse/server/kernel/config/config';
import { composeApp, disposeApp, serve, type RunningServer } from '@gatehouse/server/app/compose';
import { ReadinessProbe } from '@gatehouse/server/kernel/http/readiness';
import { type App } from '@gatehouse/server/kernel/operation';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts';
import { postAs } from '../testkit/http-client.ts';
import { tokenFor } from '../testkit/token.ts';
import { World } from '../testkit/world.ts';

const AHEAD_MS = 120_000;
const machine = Date.now.bind(Date);

let database: TestDatabase;
let app: App;
let server: RunningServer;
let token: string;
let owner: pg.Client;

// A server as it runs, on a machine whose clock is two minutes ahead, with little patience.
beforeAll(async () => {
  database = await createTestDatabase();
  vi.spyOn(Date, 'now').mockImplementation(() => machine() + AHEAD_MS);
  const env = { NODE_ENV: 'test', PORT: '0', JOBS: 'off', LOG_LEVEL: 'silent', SHUTDOWN_DELAY: 'PT3S', UNDO_WINDOW: 'PT1S' };
  app = await composeApp(loadConfig({ ...env, DATABASE_URL: database.url }), {
    databaseUrl: database.url,
    statementTimeoutMs: 3_000,
  });
  token = await tokenFor(app, await new World(app).admin());
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  server = await serve(app);
});
afterAll(async () => {
  await server?.stop();
  vi.restoreAllMocks();
  await owner?.end();
  await database?.drop();
});

async function readiness(): Promise<[status: number, body: { reason?: string; warnings?: string[] }]> {
  const answer = await fetch(`${server.url}/readyz`);
  return [answer.status, (await answer.json()) as never];
}

const createCatalog = () =>
  postAs(server.url, token, 'mutation { createCatalog(input: { name: "Late" }) { catalog { name } errors { code } } }');

const catalogs = async () => (await owner.query('select 1 from catalog')).rowCount;

describe('the clock', () => {
  it('6.25 is the database’s: a machine that is two minutes ahead ends nothing early, and says so', async () => {
    const { rows } = await owner.query<{ now: Date }>('select clock_timestamp() as now');
    expect(Math.abs(app.now().getTime() - rows[0]!.now.getTime())).toBeLessThan(5_000);
    const [status, { warnings }] = await readiness();
    expect(status).toBe(200);
    expect(warnings).toContainEqual(
      expect.stringMatching(/^The clock of this machine is 1[12]\d seconds ahead of the database's/),
    );
  });
});

describe('readiness', () => {
  it('6.29 is told within two seconds where the database stalls', async () => {
    // As patient as a server is when it runs: by itself a statement would wait for ten seconds.
    const patient = await composeApp(app.config, { databaseUrl: database.url });
    const probe = new ReadinessProbe(patient);
    expect((await probe.ask()).problem).toBeNull();
    await owner.query('begin; lock table schema_migration in access exclusive mode');
    const began = performance.now();
    expect(await probe.ask()).toEqual({ problem: 'The database does not answer.', warnings: [] });
    expect(performance.now() - began).toBeLessThan(3_000);
    // Where the machine is busy too, not even the connection comes in time.
    const reason = expect.stringMatching(/^The database (does not answer|cannot be reached)\.$/);
    expect(await readiness()).toEqual([503, { status: 'not ready', reason }]);
    await owner.query('commit');
    await expect.poll(async () => (await readiness())[0]).toBe(200);
    await disposeApp(patient);
  });

  it('6.29 ends when a write finds no room, until one finds it again', async () => {
    const full = new World(app).write((change) =>
      change.em.execute(`do $$ begin raise exception 'No space left on device' using errcode = 'disk_full'; end $$`),
    );
    await expect(full).rejects.toThrow('No space left');
    await expect
      .poll(readiness)
      .toEqual([503, { status: 'not ready', reason: 'There is no room left on the disk of the database.' }]);
    await expect.poll(async () => (await readiness())[0], { timeout: 15_000, interval: 500 }).toBe(200);
  });
});

describe('a change that does not come to its end', () => {
  it('6.23 because somebody holds what it needs is told as "try again", and was not done', async () => {
    await owner.query('begin; lock table catalog in exclusive mode');
    const { status, headers, body } = await createCatalog();
    expect([status, headers.get('retry-after'), body.errors[0].extensions.code]).toEqual([503, '5', 'SERVICE_UNAVAILABLE']);
    expect(body.errors[0].message).toContain('nothing was done');
    await owner.query('commit');
    expect(await catalogs()).toBe(0);
  });

  it('6.23 because it takes too long is told so too; a query that does has asked for too much', async () => {
    await owner.query(`
      create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(20); return new; end $$;
      create trigger dawdle before insert on catalog for each row execute function dawdle()`);
    const { status, body } = await createCatalog();
    expect([status, body.errors[0].extensions.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    await owner.query('drop trigger dawdle on catalog');
    expect(await catalogs()).toBe(0);
  });
});

describe('a server that stops', () => {
  it('6.28 says first that it is not ready, and serves on with the last answer of each connection', async () => {
    const stopped = server.stop();
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, ready.headers.get('connection'), await ready.json()]).toEqual([
      503,
      'close',
      { status: 'not ready', reason: 'This server is stopping.' },
    ]);
    const { status, headers, body } = await postAs(server.url, token, '{ viewer { tokenScope } }');
    const extensions = { cost: { requested: 2, limit: 20_000, left: 19_998 } };
    expect([status, headers.get('connection'), body]).toEqual([
      200,
      'close',
      { data: { viewer: { tokenScope: 'WRITE' } }, extensions },
    ]);
    await stopped;
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow('fetch failed');
  });
});
