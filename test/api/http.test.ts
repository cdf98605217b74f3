import { gatehouseSchema } from '@gatehouse/server/app/gatehouse-schema';
import { createHttpServer, type HttpServer } from '@gatehouse/server/kernel/http/server';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentSecurityPolicy } from '@gatehouse/server/kernel/http/security-headers';
import { SCHEMA_FILE } from '@gatehouse/server/app/commands/schema';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { JobRun } from '@gatehouse/schema/shared/job-run.entity';
import { ABANDONED } from '@gatehouse/server/kernel/jobs/job-run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { type TestServer } from '../testkit/server.ts';

const METRICS_TOKEN = 'a-token-for-the-monitor';

let test: TestApp;
let server: TestServer;
beforeAll(async () => {
  test = await startTestApp({ env: { METRICS_TOKEN } });
  server = await test.listen();
});
afterAll(() => test.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers });

/** What a path as it stands is answered with: `fetch` would tidy it up. */
function statusOf(path: string): Promise<number> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('the dashboard', () => {
  const ASSET = '/assets/app-abc123.js';
  const PAGE = '<!doctype html><title>Gatehouse</title><script type="module" src="/assets/app-abc123.js"></script>';
  let dist: string;
  let http: HttpServer['http'];
  beforeAll(async () => {
    dist = await mkdtemp(join(tmpdir(), 'gatehouse-dist-'));
    await mkdir(join(dist, 'assets'));
    await writeFile(join(dist, 'index.html'), PAGE);
    await writeFile(join(dist, ASSET), `console.log(${JSON.stringify('x'.repeat(5_000))})`);
    http = (await createHttpServer(test.app, gatehouseSchema(), dist)).http;
    await http.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await http.close();
    await rm(dist, { recursive: true });
  });
  const page = (path: string) => fetch(`http://127.0.0.1:${(http.server.address() as AddressInfo).port}${path}`);

  it.each(['/', '/explorer', '/requests/req_1', '/sign-in/link/x'])(
    'is one page at every address of its own: %s',
    async (path) => {
      const answer = await page(path);
      expect(await answer.text()).toBe(PAGE);
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    },
  );

  it('has its parts compressed and kept for good, because their names change with them', async () => {
    const answer = await page(ASSET);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-encoding')).toMatch(/^(br|gzip)$/);
    expect(await answer.text()).toContain('xxx');
    expect(await (await page('/assets/app-other.js')).json()).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the server', () => {
  it('says that it lives and can work', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'alive' });
    expect(await (await get('/readyz')).json()).toEqual({ status: 'ready' });
  });

  it('serves the schema as it is committed', async () => {
    expect(await (await get('/schema.graphql')).text()).toBe(await readFile(SCHEMA_FILE, 'utf8'));
  });

  it('shows its metrics to the monitor alone', async () => {
    expect((await get('/metrics')).status).toBe(401);
    expect((await get('/metrics', { authorization: 'Bearer another-token-of-16' })).status).toBe(401);
    await server.post('{ __typename }');
    const text = await (await get('/metrics', { authorization: `Bearer ${METRICS_TOKEN}` })).text();
    expect(text).toContain('gatehouse_queue_depth{work="provision",state="waiting"} 0');
    expect(text).toMatch(/gatehouse_http_duration_seconds_count\{method="POST",route="\/graphql",status="200"\} \d+/);
    expect(text).toMatch(/gatehouse_graphql_duration_seconds_count\{operation="query",outcome="data"\} \d+/);
    expect(text).toContain('gatehouse_job_lateness_seconds{job="expiry"} ');
    expect(text).toContain('gatehouse_live_connections 0');
  });

  it('6.22 asks the database how late jobs are, whichever replica should have run them', async () => {
    const ago = (seconds: number) => new Date(test.clock.now().getTime() - seconds * 1000);
    await test.world.write((change) => {
      change.create(JobRun, { job: 'expiry', fireTime: ago(605), finishedAt: ago(604), outcome: {} });
      change.create(JobRun, { job: 'expiry', fireTime: ago(600), finishedAt: ago(300), error: ABANDONED });
    });
    const [user, accessPackage] = [await test.world.user(), await test.world.package()];
    await test.world.write((change) => {
      for (const seconds of [30, 90]) {
        const refs = {
          target: change.em.getReference(User, user.id),
          accessPackage: change.em.getReference(AccessPackage, accessPackage.id),
        };
        const [startsAt, expiresAt] = [ago(3600), ago(seconds)];
        change.create(Assignment, { ...refs, state: seconds === 90 ? 'DELIVERED' : 'EXPIRED', startsAt, expiresAt });
      }
    });
    const text = await (await get('/metrics', { authorization: `Bearer ${METRICS_TOKEN}` })).text();
    expect(text).toContain('gatehouse_job_lateness_seconds{job="expiry"} 600');
    expect(text).toContain('gatehouse_job_abandoned_runs{job="expiry"} 1');
    expect(text).toContain('gatehouse_due_work_lateness_seconds{work="expiry"} 90');
    // What does not run is no reason not to be asked anything, and is said all the same.
    const warnings = ['Timed jobs that have not been done for longer than they should: expiry.'];
    expect(await (await get('/readyz')).json()).toEqual({ status: 'ready', warnings });
  });

  it('keeps its pages to themselves', async () => {
    const { headers } = await get('/healthz');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('lets the scripts of its own page run and no other that stands in a page', () => {
    const policy = contentSecurityPolicy('<script>one()</script><script type="module" src="/x.js"></script>');
    expect(policy.match(/script-src [^;]*/)?.[0]).toMatch(/^script-src 'self' 'sha256-[\w+/]{43}='$/);
  });

  it('answers unknown addresses of the API as errors', async () => {
    for (const path of ['/graphql/nothing', '/auth/nothing', '/assets/nothing.js']) {
      const answer = await get(path, { accept: 'text/html' });
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.json()).toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('has no way out of the folder of the dashboard', async () => {
    for (const path of ['/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/assets/..%2f..%2f..%2fpackage.json']) {
      expect(await (await get(path)).text()).not.toContain('"@gatehouse/');
    }
  });

  it.each(['//', '///x', '//[', '/%', '/%00', '/\\'])('no address is an error of ours: %s', async (path) => {
    expect(await statusOf(path)).toBeLessThan(500);
  });
});
