import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '@gatehouse/server/kernel/db/embedded/start-embedded';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeUpAbandoned } from '../testkit/abandoned.ts';
import { queryAs } from '../testkit/http-client.ts';
import { Mailbox } from '../testkit/mailbox.ts';
import { Seeded } from '../testkit/seeded.ts';
import { ServerProcess } from '../testkit/server-process.ts';
import { allAsk, approved, expectedOf, makeCompany, rowsIn, tally, type Company } from './company.ts';
import { Crowd } from './crowd.ts';

const SEED = 20_260_302;
/** 200 requests and 100 approvals. */
const PEOPLE = 100;
const KILLS_UNDER_LOAD = 3;

let folder: string;
let mailbox: Mailbox;
let server: ServerProcess;
let company: Company;
let lastStart = new Date();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-test-killed-'));
  await chmod(folder, 0o711);
  mailbox = await Mailbox.start();
  const mail = { SMTP_URL: mailbox.url, MAIL_FROM: 'Gatehouse <gatehouse@contoso.example>' };
  // The way it starts on a fresh machine: a data folder of its own, with the embedded PostgreSQL in it.
  server = await ServerProcess.start({
    DATA_DIR: folder,
    UNDO_WINDOW: 'PT1S',
    LOG_LEVEL: 'error',
    ...mail,
  });
  const database = await startEmbedded({ dataDir: folder, as: 'command', log: () => undefined });
  await database.stop();
  company = await makeCompany(database.url, PEOPLE, mail);
});
afterAll(async () => {
  await company?.dispose();
  await server?.stop();
  await mailbox?.stop();
  await rm(folder, { recursive: true, force: true });
});

const STANDING = `{ total: accessRequests { totalCount } delivered: accessRequests(filter: { state: { eq: DELIVERED } }) { totalCount } }`;
interface Standing {
  total: { totalCount: number };
  delivered: { totalCount: number };
}

/** How many requests there are and how many are delivered, as an administrator is told. */
async function standing(): Promise<[total: number, delivered: number]> {
  const { total, delivered } = await queryAs<Standing>(server.url, company.admin.token, STANDING);
  return [total.totalCount, delivered.totalCount];
}

/** Kills the server and starts it again. @returns how much work it had in hand */
async function killAndStart(): Promise<number> {
  await server.kill();
  const [left] = await rowsIn<{ count: number }>(
    company.databaseUrl,
    `select (select count(*) from work.job where state = 'active')::int + (select count(*) from provisioning_operation where state = 'RUNNING')::int as count`,
  );
  lastStart = new Date();
  await server.again();
  return left!.count;
}

/** How much work waits, or was taken up since the last start. */
async function inLivingHands(): Promise<number> {
  const since = lastStart.toISOString();
  const [row] = await rowsIn<{ count: number }>(
    company.databaseUrl,
    `select count(*)::int as count from work.job where state in ('created', 'retry') or (state = 'active' and started_on > '${since}')`,
  );
  return row!.count;
}

test('a server killed again and again in the middle of 200 requests and their approvals loses and doubles nothing', async () => {
  const random = new Seeded(SEED);
  const all = 3 * PEOPLE;
  const moments = Array.from({ length: KILLS_UNDER_LOAD }, () => 10 + random.below(all - 20)).sort((one, other) => one - other);
  const crowd = new Crowd(() => server.url, 24);
  const follow = approved(company);
  let killing: Promise<void> = Promise.resolve();
  let abandoned = 0;
  await crowd.run(allAsk(company), (order, request) => {
    if (crowd.acknowledged.size >= (moments[0] ?? Infinity)) {
      moments.shift();
      killing = killing.then(async () => void (abandoned += await killAndStart()));
      // Told at the end; until then the crowd says that nobody answers.
      killing.catch(() => undefined);
    }
    return follow(order, request);
  });
  await killing;
  // Everything is acknowledged; delivery is not over. It dies twice more, once just after it has begun anew.
  abandoned += await killAndStart();
  abandoned += await killAndStart();
  expect(crowd.acknowledged.size).toBe(all);
  expect(crowd.unanswered).toBeGreaterThan(0);
  expect(abandoned).toBeGreaterThan(0);

  await expect.poll(inLivingHands, { timeout: 120_000, interval: 250 }).toBe(0);
  await takeUpAbandoned(company.app, company.databaseUrl);
  await expect
    .poll(async () => [...(await standing()), (await tally(company.databaseUrl)).inQueue], { timeout: 60_000 })
    .toEqual([2 * PEOPLE, 2 * PEOPLE, 0]);
  expect(await tally(company.databaseUrl)).toEqual(expectedOf(PEOPLE));
  const acknowledged = new Set([...crowd.acknowledged.values()].map(({ request }) => request.id));
  expect(acknowledged.size).toBe(2 * PEOPLE);

  expect(await crowd.repeatAll()).toEqual([]);
  expect(await tally(company.databaseUrl)).toEqual(expectedOf(PEOPLE));
});

test('every mail left, and one that was sent twice is known as one', async () => {
  const mails = await rowsIn<{ id: string; state: string }>(
    company.databaseUrl,
    'select id, state from mail_message order by id',
  );
  expect(mails.length).toBeGreaterThan(3 * PEOPLE);
  expect(mails.filter(({ state }) => state !== 'SENT')).toEqual([]);
  const arrived = mailbox.received.map(({ headers }) => headers['message-id']!);
  expect([...new Set(arrived)].sort()).toEqual(mails.map(({ id }) => `<${id}@contoso.example>`));
  // Between the mail server's "yes" and our writing it down nobody can know: at most what the workers had in hand at each death.
  expect(arrived.length - mails.length).toBeLessThanOrEqual(2 * (KILLS_UNDER_LOAD + 2));
});

test('it stops in order after all of that, though nobody reads what it prints, and takes its database with it', async () => {
  const { url } = server;
  server.deafen();
  await company.dispose();
  expect(await server.stop()).toBe(0);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow(/failed/);
  await expect(rowsIn(company.databaseUrl, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
});
