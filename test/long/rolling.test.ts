import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts';
import { postAs } from '../testkit/http-client.ts';
import { ServerProcess } from '../testkit/server-process.ts';
import { Balancer } from './balancer.ts';
import { makeCompany, type Company } from './company.ts';

const RESTARTS = 10;
const REQUESTS = 4_000;
const CLIENTS = 8;

let database: TestDatabase;
let balancer: Balancer;
let replicas: ServerProcess[] = [];
let company: Company;
let watching: NodeJS.Timeout;
beforeAll(async () => {
  database = await createTestDatabase();
  balancer = await Balancer.start();
  const env = { NODE_ENV: 'production', DATABASE_URL: database.url, PUBLIC_URL: balancer.url, SHUTDOWN_DELAY: 'PT3S' };
  replicas = await Promise.all([ServerProcess.start(env), ServerProcess.start(env)]);
  balancer.to(replicas.map(({ url }) => url));
  watching = setInterval(() => void watch(), 200);
  company = await makeCompany(database.url, CLIENTS);
});
afterAll(async () => {
  clearInterval(watching);
  await company?.dispose();
  await Promise.all(replicas.map((replica) => replica.stop()));
  await balancer?.close();
  await database?.drop();
});

/** The balancer's own health check: whoever is not ready gets no new connection. */
async function watch(): Promise<void> {
  const ready = await Promise.all(
    replicas.map(({ url }) =>
      fetch(`${url}/readyz`, { headers: { host: new URL(balancer.url).host } }).then(
        ({ status }) => status === 200,
        () => false,
      ),
    ),
  );
  const urls = replicas.filter((_replica, at) => ready[at]).map(({ url }) => url);
  if (urls.length > 0) balancer.to(urls);
}

test('6.28 ten restarts, one replica after the other, and not one of 4,000 requests fails', async () => {
  const failed: unknown[] = [];
  let [done, restarts] = [0, 0];
  const client = async (at: number) => {
    const { token } = company.people[at]!;
    while (restarts < RESTARTS || done < REQUESTS) {
      const answer = await postAs(balancer.url, token, '{ viewer { user { name } } }').catch((error: unknown) => error);
      if ((answer as { status?: number }).status !== 200) failed.push(answer);
      done += 1;
    }
  };
  const restart = async () => {
    for (; restarts < RESTARTS; restarts += 1) {
      const replica = replicas[restarts % 2]!;
      expect(await replica.stop()).toBe(0);
      await replica.again();
      await expect
        .poll(
          () =>
            fetch(`${replica.url}/healthz`).then(
              () => true,
              () => false,
            ),
          { timeout: 30_000 },
        )
        .toBe(true);
    }
  };
  await Promise.all([restart(), ...Array.from({ length: CLIENTS }, (_one, at) => client(at))]);
  expect(failed).toEqual([]);
  expect(done).toBeGreaterThanOrEqual(REQUESTS);
});
