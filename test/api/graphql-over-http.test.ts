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

  it('one refused field leaves its neighbours what they did and read', async () => {
    const headers = await server.signIn(await test.world.user({ name: 'Nea Neighbour' }));
    const three = await server.post(
      `mutation {
        first: createApiToken(input: { name: "first" }) { apiToken { name } errors { code } }
        second: createCatalog(input: { name: "second" }) { catalog { name } errors { code } }
        third: createApiToken(input: { name: "third" }) { apiToken { name } errors { code } }
      }`,
      { headers },
    );
    const { data, errors } = three.body;
    expect([three.status, data]).toEqual([
      200,
      { first: { apiToken: { name: 'first' }, errors: [] }, second: null, third: { apiToken: { name: 'third' }, errors: [] } },
    ]);
    expect(errors).toMatchObject([{ path: ['second'], extensions: { code: 'FORBIDDEN' } }]);
    const read = await server.post('{ apiTokens { nodes { name } } users(after: "x") { totalCount } viewer { user { name } } }', {
      headers,
    });
    expect(read.body).toMatchObject({
      data: {
        apiTokens: { nodes: [{ name: 'third' }, { name: 'first' }] },
        users: null,
        viewer: { user: { name: 'Nea Neighbour' } },
      },
      errors: [{ path: ['users'] }],
    });
  });

  it('where nobody is signed in, an answer of nothing is a 401', async () => {
    const refused = await server.post('{ viewer { tokenScope } users { totalCount } }');
    expect([refused.status, 'data' in refused.body, refused.body.errors[0].extensions.code]).toEqual([
      401,
      false,
      'UNAUTHENTICATED',
    ]);
  });
});
