import { setTimeout as delay } from 'node:timers/promises';
import { cursorOf } from '@gatehouse/server/kernel/events/live-cursor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeUpAbandoned } from '../testkit/abandoned.ts';
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts';
import { startRedis, type TestRedis } from '../testkit/redis.ts';
import { ServerProcess } from '../testkit/server-process.ts';
import { openSocket } from '../testkit/socket-client.ts';
import { Balancer } from './balancer.ts';
import { allAsk, approved, expectedOf, makeCompany, rowsIn, tally, type Company } from './company.ts';
import { Crowd } from './crowd.ts';

const PEOPLE = 30;
const METRICS_TOKEN = 'a-token-for-the-monitor';
const QUEUE = `subscription ($after: String) { approvalQueueChanged(after: $after) { cursor kind objectId } }`;
interface QueueEvent {
  approvalQueueChanged: { cursor: string; kind: string; objectId: string };
}

// What docker-compose.yml runs, as processes: the database's owner migrates once, the replicas know the application's role alone.
describe.each(['LISTEN/NOTIFY', 'Redis'] as const)('two replicas behind a proxy, woken by %s', (wakeUp) => {
  let database: TestDatabase;
  let redis: TestRedis | null = null;
  let balancer: Balancer;
  let replicas: ServerProcess[] = [];
  let company: Company;

  beforeAll(async () => {
    if (wakeUp === 'Redis' && !(redis = await startRedis('PORT'))) return;
    database = await createTestDatabase();
    balancer = await Balancer.start();
    const env = {
      NODE_ENV: 'production',
      DATABASE_URL: database.url,
      PUBLIC_URL: balancer.url,
      TRUSTED_PROXIES: '127.0.0.1',
      METRICS_TOKEN,
      UNDO_WINDOW: 'PT1S',
      ...(redis && { REDIS_URL: redis.url }),
    };
    replicas = await Promise.all([ServerProcess.start(env), ServerProcess.start(env)]);
    balancer.to(replicas.map(({ url }) => url));
    company = await makeCompany(database.url, PEOPLE);
  });
  afterAll(async () => {
    await company?.dispose();
    await Promise.all(replicas.map((replica) => replica.stop()));
    await balancer?.close();
    await redis?.stop();
    await database?.drop();
  });

  const needed = ({ skip }: { skip: (note: string) => void }) => {
    if (wakeUp === 'Redis' && !redis) skip('there is no redis-server on this machine');
  };

  test('what is done through one reaches a subscriber of the other', async (context) => {
    needed(context);
    const [asks, { token }] = [allAsk(company).filter(({ key }) => key.endsWith('Guarded')), company.approvers[0]!];
    for (const [from, to] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const after = await headOf(database.url);
      const socket = openSocket(replicas[to]!.wsUrl, {}, { authorization: `Bearer ${token}` });
      const queue = socket.subscribe<QueueEvent>(QUEUE, { after });
      const crowd = new Crowd(() => replicas[from]!.url, 1);
      await crowd.run([asks[from]!]);
      const stages = [...crowd.acknowledged.values()].flatMap(({ request }) => request.stages);
      expect((await queue.next()).approvalQueueChanged).toMatchObject({ kind: 'ADDED', objectId: stages[0]!.id });
      await socket.client.dispose();
    }
  });

  test('each tick of a job runs on one of them alone', async (context) => {
    needed(context);
    const runs = async () => (await Promise.all(replicas.map(jobRuns))).reduce((sum, one) => sum + one, 0);
    const ticks = async () => (await rowsIn<{ count: number }>(database.url, TICKS))[0]!.count;
    const before = await ticks();
    await expect.poll(ticks, { timeout: 60_000, interval: 200 }).toBeGreaterThan(before + 5);
    // Both counts grow on; between two ticks they are equal.
    await expect
      .poll(async () => [(await ticks()) - (await runs()), (await ticks()) > 0], { timeout: 30_000, interval: 100 })
      .toEqual([0, true]);
  });

  test('one that is killed takes nothing with it, and its followers go on at the other', async (context) => {
    needed(context);
    const following = follow(balancer.url, company.approvers[0]!.token, await headOf(database.url));
    const crowd = new Crowd(() => balancer.url, 12);
    const next = approved(company);
    let killed: Promise<void> | null = null;
    await crowd.run(allAsk(company), (order, request) => {
      if (crowd.acknowledged.size > PEOPLE) killed ??= replicas[0]!.kill();
      return next(order, request);
    });
    expect(killed).not.toBeNull();
    await killed;
    const asked = [...crowd.acknowledged.values()].flatMap(({ request }) => request.stages.map(({ id }) => id));
    expect(new Set(asked).size).toBe(PEOPLE);
    // Each of them came and, once it was approved, went: whatever was told last says so.
    await expect.poll(() => asked.filter((id) => following.told.get(id) !== 'REMOVED'), { timeout: 30_000 }).toEqual([]);
    following.end();
    await following.done;

    await expect
      .poll(async () => (await rowsIn(database.url, `select 1 from work.job where state in ('created', 'retry')`)).length, {
        timeout: 60_000,
      })
      .toBe(0);
    await takeUpAbandoned(company.app, database.url);
    await expect.poll(() => tally(database.url), { timeout: 60_000 }).toEqual(expectedOf(PEOPLE));
    await replicas[0]!.again();
    expect(await crowd.repeatAll()).toEqual([]);
    expect(await tally(database.url)).toEqual(expectedOf(PEOPLE));
  });
});

const TICKS = `select count(*)::int as count from job_run where job = 'scheduled-starts' and finished_at is not null`;

/** How often a replica ran one job. */
async function jobRuns({ url }: ServerProcess): Promise<number> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  const counts = (await answer.text()).matchAll(/^gatehouse_job_runs_total\{job="scheduled-starts",outcome="\w+"\} (\d+)$/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

/** A cursor that stands behind everything that has happened. */
async function headOf(databaseUrl: string): Promise<string> {
  const [row] = await rowsIn<{ head: number }>(databaseUrl, 'select coalesce(max(position), 0)::int as head from domain_event');
  return cursorOf(row!.head);
}

/** Follows an approver's queue over whatever replica answers, going on after the last cursor, until told to end. */
function follow(url: string, token: string, from: string) {
  const told = new Map<string, string>();
  let ended = false;
  let after = from;
  const once = async () => {
    const socket = openSocket(`${url.replace('http', 'ws')}/graphql`, {}, { authorization: `Bearer ${token}` });
    try {
      const queue = socket.subscribe<QueueEvent>(QUEUE, { after });
      while (!ended) {
        const { cursor, kind, objectId } = (await queue.next()).approvalQueueChanged;
        after = cursor;
        told.set(objectId, kind);
      }
    } finally {
      await socket.client.dispose();
    }
  };
  const run = async () => {
    while (!ended) {
      await once().catch(() => delay(50));
    }
  };
  return { told, end: () => (ended = true), done: run() };
}
