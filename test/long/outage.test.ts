import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded, type EmbeddedPostgres } from '@gatehouse/server/kernel/db/embedded/start-embedded';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeUpAbandoned } from '../testkit/abandoned.ts';
import { postAs } from '../testkit/http-client.ts';
import { ServerProcess } from '../testkit/server-process.ts';
import { openSocket } from '../testkit/socket-client.ts';
import { allAsk, approved, expectedOf, makeCompany, tally, type Company } from './company.ts';
import { Crowd } from './crowd.ts';

const PEOPLE = 60;
/** What four outages may fill the log with, in characters; where every try says so it is several times as much. */
const MOST_SAID = 150_000;

let folder: string;
let database: EmbeddedPostgres;
let server: ServerProcess;
let company: Company;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-test-outage-'));
  await chmod(folder, 0o711);
  await startDatabase();
  const { url, ownerUrl } = database;
  server = await ServerProcess.start({
    DATABASE_URL: url,
    DATABASE_OWNER_URL: ownerUrl,
    UNDO_WINDOW: 'PT1S',
    LOG_LEVEL: 'info',
  });
  company = await makeCompany(url, PEOPLE);
});
afterAll(async () => {
  await company?.dispose();
  await server?.stop();
  await database?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A PostgreSQL that belongs to the test and not to the server; the same one, at the same port, after every start. */
async function startDatabase(): Promise<void> {
  database = await startEmbedded({ dataDir: folder, sharedDir: join(folder, 'shared'), log: () => undefined });
}

/** As an administrator who ends every connection would. */
async function endConnections(): Promise<void> {
  const admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = 'gatehouse' and pid <> pg_backend_pid()`,
  );
  await admin.end();
}

/** As when the machine of the database fails: it comes back by itself, through its recovery. */
async function crashDatabase(): Promise<void> {
  const [pid] = (await readFile(join(database.clusterDir, 'postmaster.pid'), 'utf8')).split('\n');
  process.kill(Number(pid), 'SIGQUIT');
}

/** An hour of maintenance, as short as it can be; what the server says meanwhile. */
async function restartDatabase(): Promise<unknown[]> {
  await database.stop();
  const said = await whileAway();
  await startDatabase();
  return said;
}

async function whileAway(): Promise<unknown[]> {
  const { status, headers, body } = await postAs(server.url, company.admin.token, '{ viewer { user { name } } }');
  const [alive, ready] = await Promise.all(['healthz', 'readyz'].map((path) => fetch(`${server.url}/${path}`)));
  return [
    status,
    headers.get('retry-after'),
    body.errors[0].extensions.code,
    alive!.status,
    ready!.status,
    ready!.headers.get('retry-after'),
  ];
}

test('6.29 a server that loses its database again and again, under load, says so in few words, comes back by itself and loses nothing', async () => {
  const before = server.output.length;
  const socket = openSocket(server.wsUrl, {}, { authorization: `Bearer ${company.approvers[0]!.token}` });
  const told = new Map<string, string>();
  const subscription = socket.client.iterate<Queue>({ query: 'subscription { approvalQueueChanged { kind objectId } }' });
  const listening = (async () => {
    for await (const { data } of subscription)
      if (data) told.set(data.approvalQueueChanged.objectId, data.approvalQueueChanged.kind);
  })();
  await socket.opened;

  let said: unknown[] = [];
  const faults = [endConnections, async () => void (said = await restartDatabase()), crashDatabase, endConnections];
  const every = Math.floor((3 * PEOPLE) / (faults.length + 1));
  let happening: Promise<void> = Promise.resolve();
  let begun = 0;
  const crowd = new Crowd(() => server.url, 16);
  const next = approved(company);
  await crowd.run(allAsk(company), (order, request) => {
    if (begun < faults.length && crowd.acknowledged.size >= every * (begun + 1)) {
      const fault = faults[(begun += 1) - 1]!;
      happening = happening.then(fault);
      // Told at the end; until then the crowd says that nobody answers.
      happening.catch(() => undefined);
    }
    return next(order, request);
  });
  await happening;
  expect(begun).toBe(faults.length);
  expect(said).toEqual([503, '5', 'SERVICE_UNAVAILABLE', 200, 503, '5']);
  // Whatever was cut off in the middle was told in the one way that means "try again".
  expect([...crowd.refusals.keys()]).toEqual(['503 SERVICE_UNAVAILABLE']);

  expect(server.output.length - before).toBeLessThan(MOST_SAID);

  // Approved requests wait for the job that starts them: it ticks again.
  await expect.poll(() => inState('SCHEDULED'), { timeout: 60_000 }).toBe(0);
  await takeUpAbandoned(company.app, database.url);
  await expect.poll(() => tally(database.url), { timeout: 60_000 }).toEqual(expectedOf(PEOPLE));
  expect(await crowd.repeatAll()).toEqual([]);
  expect(await tally(database.url)).toEqual(expectedOf(PEOPLE));

  // The socket outlived it all, and so did what it follows: every approval came and went.
  const stages = [...crowd.acknowledged.values()].flatMap(({ request }) => request.stages.map(({ id }) => id));
  await expect.poll(() => stages.filter((id) => told.get(id) !== 'REMOVED'), { timeout: 30_000 }).toEqual([]);
  await subscription.return?.(undefined);
  await listening;
  await socket.client.dispose();
});

interface Queue {
  [name: string]: unknown;
  approvalQueueChanged: { kind: string; objectId: string };
}

async function inState(state: string): Promise<number> {
  const document = `{ accessRequests(filter: { state: { eq: ${state} } }) { totalCount } }`;
  const { body } = await postAs(server.url, company.admin.token, document);
  return body.data.accessRequests.totalCount as number;
}
