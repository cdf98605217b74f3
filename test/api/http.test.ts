import { readFile } from 'node:fs/promises';
import { contentSecurityPolicy } from '@gatehouse/server/http/security-headers';
import { SCHEMA_FILE } from '@gatehouse/server/commands/schema';
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
    expect(text).toContain('gatehouse_job_lateness_seconds');
    expect(text).toContain('gatehouse_live_connections 0');
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
});
