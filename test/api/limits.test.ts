import { gatehouseSchema } from '@gatehouse/server/app/gatehouse-schema';
import { costOf } from '@gatehouse/server/kernel/graphql/cost';
import { LIMITS } from '@gatehouse/server/kernel/graphql/limits';
import { getIntrospectionQuery, getOperationAST, parse } from 'graphql';
import { createClient as createStreamClient } from 'graphql-sse';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { CuttableLine } from '../testkit/cuttable-line.ts';
import { type TestServer } from '../testkit/server.ts';
import { openSocket } from '../testkit/socket-client.ts';

let test: TestApp;
let server: TestServer;
let line: CuttableLine;
let cookie: { cookie: string };
beforeAll(async () => {
  test = await startTestApp({
    databaseUrl: async (url) => {
      const through = await CuttableLine.before(url);
      line = through.line;
      return through.url;
    },
  });
  server = await test.listen();
  cookie = await server.signIn(await test.world.admin({ name: 'Lia Limit' }));
});
afterAll(async () => {
  await test.stop();
  await line.close();
});

const repeat = (count: number, make: (at: number) => string) => Array.from({ length: count }, (_, at) => make(at)).join(' ');
const extensionsOf = async (query: string, variables?: object) => {
  const { status, body } = await server.post(query, { variables, headers: cookie });
  return { status, ...body.errors?.[0]?.extensions };
};

describe('limits, each with its own code', () => {
  const deep = (levels: number) => `{ viewer { user { ${'manager { '.repeat(levels)} id ${'}'.repeat(levels)} } } }`;

  it.each([
    ['DEPTH', deep(LIMITS.depth)],
    ['ALIASES', `{ ${repeat(LIMITS.aliases + 1, (at) => `a${at}: __typename`)} }`],
    ['DIRECTIVES', `{ ${repeat(LIMITS.directives + 1, () => '__typename @include(if: true)')} }`],
    ['TOKENS', `{ ${repeat(LIMITS.tokens, () => '__typename')} }`],
    [
      'COST',
      '{ catalogs(first: 100) { nodes { accessPackages(first: 100) { nodes { catalog { resources(first: 100) { nodes { id } } } } } } } }',
    ],
  ])('%s', async (limit, query) => {
    const found = await extensionsOf(query);
    expect(found).toMatchObject({ status: 400, code: 'QUERY_TOO_COMPLEX', limit, requestId: expect.any(String) });
  });

  it('BODY_SIZE', async () => {
    const found = await extensionsOf('{ __typename }', { filler: 'x'.repeat(LIMITS.bodyBytes) });
    expect(found).toMatchObject({ status: 413, code: 'QUERY_TOO_COMPLEX', limit: 'BODY_SIZE', requestId: expect.any(String) });
  });

  it('count pages by variables and by what stands for them', async () => {
    const query = `query ($n: Int = 100) { catalogs(first: $n) { nodes { accessPackages(first: $n) { nodes { catalog { resources(first: $n) { nodes { id } } } } } } } }`;
    expect(await extensionsOf(query)).toMatchObject({ limit: 'COST' });
    expect(await extensionsOf(query, { n: 100 })).toMatchObject({ limit: 'COST' });
    expect(await extensionsOf(query, { n: 2 })).toEqual({ status: 200 });
  });

  it('count fragments as often as they are used', async () => {
    const bomb = `{ ...F0 } ${repeat(20, (at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`)} fragment F20 on Query { a: __typename }`;
    expect(await extensionsOf(bomb)).toMatchObject({ limit: 'ALIASES' });
  });

  it('count objects asked for by their ids as often as there are ids', () => {
    const document = parse(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on AccessPackage { policies { id } } } }`);
    const cost = (ids: string[]) => costOf(gatehouseSchema(), document, getOperationAST(document)!, { ids });
    expect(cost(Array.from({ length: 100 }, () => 'pkg_x'))).toBeGreaterThanOrEqual(100 * 5);
    expect(cost(['pkg_x'])).toBeLessThan(20);
    const literal = parse(`{ nodes(ids: [${'"x",'.repeat(60)}]) { ... on AccessPackage { policies { id } } } }`);
    expect(costOf(gatehouseSchema(), literal, getOperationAST(literal)!, {})).toBeGreaterThanOrEqual(60 * 5);
  });

  it('count what chooses and sorts the rows of a list, as often as there is one', async () => {
    const cost = (query: string, variables = {}) => {
      const document = parse(query);
      return costOf(gatehouseSchema(), document, getOperationAST(document)!, variables);
    };
    const plain = cost('{ users(first: 100) { nodes { assignments(first: 1) { nodes { id } } } } }');
    const filtered = 'filter: { accessPackage: { name: { contains: "x" } } }';
    expect(cost(`{ users(first: 100) { nodes { assignments(first: 1, ${filtered}) { nodes { id } } } } }`)).toBe(
      plain + 100 * 26,
    );
    const sorted = 'orderBy: [{ field: TARGET_NAME }, { field: CREATED_AT }]';
    expect(cost(`{ users(first: 100) { nodes { assignments(first: 1, ${sorted}) { nodes { id } } } } }`)).toBe(plain + 100 * 25);
    const list = 'query ($filter: UserFilter) { users(filter: $filter) { totalCount } }';
    const some = { assignments: { some: { grants: { none: {} }, state: { in: ['DELIVERED', 'EXPIRED'] } } } };
    expect(cost(list, { filter: { or: [some, some] } }) - cost(list)).toBe(2 * (25 + 25 + 2));
    // Within the limits of one filter, and asked for all at once: 40 lists that each look through 40 relations of every user.
    const reports = Array.from({ length: 40 }, () => ({ reports: { some: {} } }));
    const many = `query ($filter: UserFilter) { ${repeat(40, (at) => `a${at}: users(filter: $filter) { totalCount }`)} }`;
    expect(await extensionsOf(many, { filter: { or: reports } })).toMatchObject({ limit: 'COST' });
  });

  it('let through what is allowed, introspection among it', async () => {
    expect(await extensionsOf(deep(LIMITS.depth - 3))).toEqual({ status: 200 });
    expect(await extensionsOf(getIntrospectionQuery())).toEqual({ status: 200 });
    expect(await extensionsOf(`{ ${repeat(LIMITS.aliases, (at) => `a${at}: __typename`)} }`)).toEqual({ status: 200 });
  });
});

describe('bad input', () => {
  it.each([
    ['no JSON', '{"query":', 'BAD_USER_INPUT'],
    ['no document', '{"query":"{"}', 'BAD_USER_INPUT'],
    ['a batch', '[{"query":"{ __typename }"}]', 'BAD_USER_INPUT'],
    ['an unknown field', '{"query":"{ nothing }"}', 'BAD_USER_INPUT'],
    ['a wrong variable', '{"query":"query ($id: ID!) { node(id: $id) { id } }","variables":{"id":{}}}', 'BAD_USER_INPUT'],
    [
      'an unstorable text',
      '{"query":"query ($id: ID!) { node(id: $id) { id } }","variables":{"id":"\\u0000"}}',
      'BAD_USER_INPUT',
    ],
  ])('is told with a code and a request id: %s', async (_what, body, code) => {
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...cookie },
      body,
    });
    const { errors } = (await answer.json()) as { errors: { message: string; extensions: object }[] };
    expect(errors[0]!.extensions).toMatchObject({ code, requestId: expect.any(String) });
    expect(errors[0]!.message).not.toContain('Did you mean');
  });

  it('of a mutation is data, with the way to it', async () => {
    const { body } = await server.post(
      `mutation ($name: String!) { createCatalog(input: { name: $name }) { catalog { id } errors { code message path } } }`,
      { variables: { name: 'x'.repeat(201) }, headers: cookie },
    );
    expect(body.data.createCatalog).toMatchObject({ catalog: null, errors: [{ code: 'INVALID', path: ['name'] }] });
  });
});

describe('a client', () => {
  it('that sends garbage or vanishes hurts nobody', async () => {
    const { port } = new URL(server.url);
    const send = (bytes: string) =>
      new Promise<void>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes, () => socket.resetAndDestroy()));
        socket.on('close', () => resolve()).on('error', () => undefined);
      });
    await send('\u0000\u0001garbage\r\n\r\n');
    await send('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"que');
    await send('GET /graphql HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    expect(await extensionsOf('{ __typename }')).toEqual({ status: 200 });
  });
});

describe('a lost database', () => {
  const READ = '{ viewer { user { name } } catalogs { totalCount } }';

  it('is "try again", not an error of ours, and is found again without help', async () => {
    expect((await server.post(READ, { headers: cookie })).status).toBe(200);
    line.cut();
    const lost = await server.post(READ, { headers: cookie });
    expect(lost.status).toBe(503);
    expect(lost.headers.get('retry-after')).toBe('5');
    expect(lost.body.errors[0].extensions.code).toBe('SERVICE_UNAVAILABLE');
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    line.mend();
    const back = await server.post(READ, { headers: cookie });
    expect(back.body.data.viewer.user.name).toBe('Lia Limit');
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  it('in the middle of a statement is told the same way', async () => {
    const slow = test.app.orm.em
      .fork()
      .getConnection()
      .execute('select pg_sleep(30)')
      .catch((error: Error) => error);
    await expect
      .poll(() =>
        test.app.orm.em.fork().getConnection().execute(`select 1 from pg_stat_activity where query like 'select pg_sleep%'`),
      )
      .toHaveLength(1);
    line.cut();
    expect(await slow).toBeInstanceOf(Error);
    line.mend();
    expect((await server.post(READ, { headers: cookie })).status).toBe(200);
  });
});

describe('what is allowed', () => {
  const LISTED = '{ limits { cost depth pageSize aliases bodyBytes querySeconds } users(first: 10) { nodes { id } } }';

  it('can be asked by anybody, and every answer says what it cost', async () => {
    const { body } = await server.post(LISTED, { headers: cookie });
    const told = { cost: LIMITS.cost, depth: LIMITS.depth, pageSize: 100, aliases: 50, bodyBytes: 1_000_000, querySeconds: 15 };
    expect(body.data.limits).toEqual(told);
    expect((await server.post('{ limits { cost } }')).body.data.limits).toEqual({ cost: LIMITS.cost });
    const { requested, limit, left } = body.extensions.cost;
    expect(requested).toBe(costOf(gatehouseSchema(), parse(LISTED), getOperationAST(parse(LISTED))!, {}));
    expect([limit, left]).toEqual([LIMITS.cost, LIMITS.cost - requested]);
  });

  const TOO_MUCH =
    '{ catalogs(first: 100) { nodes { accessPackages(first: 100) { nodes { id catalog { id } } } resources(first: 100) { nodes { id } } } } }';

  it('what asks for too much is told by how much', async () => {
    const { body } = await server.post(TOO_MUCH, { headers: cookie });
    expect(body.errors[0].extensions.limit).toBe('COST');
    expect(body.extensions.cost).toMatchObject({ limit: LIMITS.cost, left: 0 });
  });

  it('and is told over a socket and a stream too', async () => {
    const socket = openSocket(server.wsUrl, cookie);
    const stream = createStreamClient({ url: `${server.url}/graphql/stream`, headers: cookie, retryAttempts: 0 });
    const told = { extensions: { cost: { requested: 2, limit: LIMITS.cost, left: LIMITS.cost - 2 } } };
    for (const client of [socket.client, stream])
      expect((await client.iterate({ query: '{ limits { cost } }' }).next()).value).toMatchObject(told);
    const refused = (await stream.iterate({ query: TOO_MUCH }).next()).value;
    expect(refused).toMatchObject({ extensions: { cost: { limit: LIMITS.cost, left: 0 } } });
    stream.dispose();
    await socket.client.dispose();
  });
});
