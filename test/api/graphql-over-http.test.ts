import { auditServer } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { type TestServer } from '../testkit/server.ts';

let test: TestApp;
let server: TestServer;
beforeAll(async () => {
  test = await startTestApp();
  server = await test.listen();
});
afterAll(() => test.stop());

describe('GraphQL over HTTP', () => {
  it('passes the audit of graphql-http without an error', async () => {
    const results = await auditServer({ url: `${server.url}/graphql`, fetchFn: fetch });
    const told = (status: string) => results.filter((one) => one.status === status).map((one) => `${one.id} ${one.name}`);
    expect(results.length).toBeGreaterThan(50);
    expect(told('error')).toEqual([]);
    expect(told('warn')).toEqual([]);
  });
});
