import { Resource } from '@gatehouse/schema/catalog/resource.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
/** Nobody holds up everybody: what is sent is measured before it is looked at, in all transports alike. */
import { newId } from '@gatehouse/schema/shared/ids';
import { LIMITS } from '@gatehouse/server/kernel/graphql/limits';
import { LIVE_PER_PERSON } from '@gatehouse/server/kernel/http/live-connections';
import { type PostgreSqlConnection } from '@mikro-orm/postgresql';
import { getIntrospectionQuery } from 'graphql';
import { createClient as createSseClient } from 'graphql-sse';
import { type Pool, type PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi, type MockInstance } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { postAs } from '../testkit/http-client.ts';
import { type HttpAnswer, type TestServer } from '../testkit/server.ts';
import { openSocket } from '../testkit/socket-client.ts';

let test: TestApp;
let server: TestServer;
let admin: { id: string };
let headers: { cookie: string };
beforeAll(async () => {
  test = await startTestApp();
  server = await test.listen();
  admin = await test.world.admin({ name: 'Edda Edge' });
  headers = await server.signIn(admin);
});
afterAll(() => test.stop());

const repeat = (count: number, make: (at: number) => string) => Array.from({ length: count }, (_, at) => make(at)).join(' ');
const filled = (keys: number) => Object.fromEntries(Array.from({ length: keys }, (_, at) => [`key${at}`, at]));
const deep = (levels: number): object => (levels === 0 ? {} : { and: [deep(levels - 1)] });
const firstOf = ({ status, body }: HttpAnswer) => ({ status, ...body.errors?.[0]?.extensions });
const LIST = 'query ($filter: CatalogFilter) { catalogs(filter: $filter) { totalCount } }';

/** The extensions of the first error that an operation is answered with over a socket. */
async function overSocket(query: string, variables: Record<string, unknown>): Promise<object> {
  const socket = openSocket(server.wsUrl, headers);
  const refusal = (await socket
    .subscribe(query, variables)
    .next()
    .catch((errors: unknown) => errors)) as { extensions: object }[];
  await socket.client.dispose();
  return refusal[0]!.extensions;
}

async function overStream(query: string, variables: object): Promise<object> {
  const answer = await fetch(`${server.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await answer.text();
  // What is wrong with an operation comes as an event; what is not even looked at as JSON.
  const said = /^data: (.*)$/m.exec(text)?.[1] ?? text;
  return (JSON.parse(said) as { errors: { extensions: object }[] }).errors[0]!.extensions;
}

const textOf = (said: unknown) => String((said as { text?: string }).text ?? said);

/** What was sent to the database meanwhile, and how many connections asked for catalogs at once at most. */
async function watched<T>(work: () => Promise<T>): Promise<{ answer: T; statements: string[]; most: number }> {
  const pool: Pool = await (test.app.orm.em.getConnection() as PostgreSqlConnection).getNativeClient();
  const statements: string[] = [];
  const spies: MockInstance[] = [];
  let [running, most] = [0, 0];
  const look = (client: PoolClient) => {
    if (vi.isMockFunction(client.query)) return;
    const query = client.query.bind(client) as (...said: unknown[]) => Promise<unknown>;
    const spy = vi.spyOn(client, 'query').mockImplementation((async (...said: unknown[]) => {
      if (!/from "catalog" as/.test(textOf(said[0]))) return query(...said);
      // What the server asks for itself meanwhile does not count.
      most = Math.max(most, (running += 1));
      return query(...said).finally(() => (running -= 1));
    }) as never);
    spies.push(spy);
  };
  pool.on('acquire', look);
  try {
    const answer = await work();
    for (const { mock } of spies) statements.push(...mock.calls.map(([said]) => textOf(said)));
    return { answer, statements, most };
  } finally {
    pool.off('acquire', look);
    for (const spy of spies) spy.mockRestore();
  }
}

describe('6.1 what is sent', () => {
  it('6.1 is small as long as nobody is signed in', async () => {
    const answer = await server.post(LIST, { variables: { filter: filled(20_000) } });
    expect(firstOf(answer)).toMatchObject({ status: 413, code: 'QUERY_TOO_COMPLEX', limit: 'BODY_SIZE' });
    expect(firstOf(await server.post(LIST, { variables: { filter: {} } }))).toMatchObject({ code: 'UNAUTHENTICATED' });
    const bogus = await server.post(LIST, {
      variables: { filter: filled(20_000) },
      headers: { cookie: 'gatehouse_session=guess' },
    });
    expect(firstOf(bogus)).toMatchObject({ status: 413 });
    const unsaid = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Blob([JSON.stringify({ query: '{ __typename }' })]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(unsaid.status).toBe(413);
  });

  it('6.1 has its variables counted before they are looked at, in every transport', async () => {
    for (const variables of [{ filter: filled(LIMITS.variables + 1) }, { filter: deep(1_500) }]) {
      const expected = { code: 'BAD_USER_INPUT', limit: 'VARIABLES', requestId: expect.any(String) };
      expect(firstOf(await server.post(LIST, { variables, headers }))).toMatchObject(expected);
      expect(await overSocket(LIST, variables)).toMatchObject(expected);
      expect(await overStream(LIST, variables)).toMatchObject(expected);
    }
  });

  it('6.1 is told of in short sentences, with its code, whoever is asked', async () => {
    const variables = { filter: { ...filled(200), name: { eq: 'x'.repeat(10_000) } } };
    const answer = await server.post(LIST, { variables, headers });
    expect(firstOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(answer.body.errors).toHaveLength(1);
    expect(answer.body.errors[0].message.length).toBeLessThanOrEqual(LIMITS.messageChars);
    const anonymous = await server.post(LIST, { variables: { filter: filled(1_000) } });
    expect(firstOf(anonymous)).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(JSON.stringify(anonymous.body).length).toBeLessThan(1_000);
    const data = await server.post(
      'mutation ($ids: [ID!]!) { markNotificationsRead(input: { ids: $ids }) { errors { message } } }',
      { variables: { ids: ['y'.repeat(10_000)] }, headers },
    );
    for (const { message } of data.body.data.markNotificationsRead.errors)
      expect(message.length).toBeLessThanOrEqual(LIMITS.messageChars);
  });
});

describe('6.2 a document', () => {
  const OVERLAPPING = `{ viewer { user { ...F0 } } } ${repeat(
    90,
    (at) => `fragment F${at} on User { id name ${at < 89 ? `...F${at + 1}` : ''} }`,
  )}`;
  const CIRCLES = `{ viewer { user { ...F0 } } } ${repeat(
    90,
    (at) => `fragment F${at} on User { name ${repeat(5, (by) => `...F${(at * 7 + by + 1) % 90}`)} }`,
  )}`;

  it.each([
    ['INTROSPECTION', `{ ${repeat(40, (at) => `a${at}: __schema { types { name description } }`)} }`],
    ['INTROSPECTION', '{ ...F b: __type(name: "User") { name } } fragment F on Query { __schema { types { name } } }'],
    ['ALIASES', `{ __schema { types { ${repeat(10, (at) => `a${at}: description`)} } } }`],
    [
      'COST',
      `{ __schema { types { ${repeat(5, (at) => `a${at}: fields { args { name } type { fields { args { name } } } }`)} } } }`,
    ],
    ['TOKEN_LENGTH', `{ ${'x'.repeat(10_000)} }`],
    ['TOKEN_LENGTH', `{ node(id: "${'x'.repeat(30_000)}") { id } }`],
    ['TOKENS', `{ __typename } ${'#'.repeat(LIMITS.documentChars)}`],
    ['DEPTH', `{ catalogs(filter: ${'{ and: ['.repeat(60)}${'] }'.repeat(60)}) { totalCount } }`],
    ['FIELDS', OVERLAPPING],
    ['FIELDS', `{ ${repeat(300, () => '__typename')} }`],
    [
      'FIELDS',
      `{ viewer { user { ${repeat(180, (at) => `...F${at}`)} } } } ${repeat(180, (at) => `fragment F${at} on User { id name }`)}`,
    ],
  ])('6.2 is refused before it is validated or run: %s', async (limit, query) => {
    const answer = await server.post(query, { headers });
    expect(firstOf(answer)).toMatchObject({ status: 400, code: 'QUERY_TOO_COMPLEX', limit });
    expect(JSON.stringify(answer.body).length).toBeLessThan(1_000);
    expect(await overSocket(query, {})).toMatchObject({ code: 'QUERY_TOO_COMPLEX', limit });
    expect(await overStream(query, {})).toMatchObject({ code: 'QUERY_TOO_COMPLEX', limit });
  });

  it('6.2 in which fragments hold each other in circles is wrong, and no error of ours', async () => {
    expect(firstOf(await server.post(CIRCLES, { headers }))).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(await overSocket(CIRCLES, {})).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('6.2 that introspects once is answered, signed in or not', async () => {
    for (const options of [{}, { headers }]) {
      const { body } = await server.post(getIntrospectionQuery(), options);
      expect(body.data.__schema.types.length).toBeGreaterThan(100);
    }
  });
});

describe('6.3 one person', () => {
  it('6.3 asks for a hundred objects of any kinds with one statement for each kind', async () => {
    const accessPackage = await test.world.package({ policy: {} });
    const catalog = await test.world.catalog();
    const unknown = [newId(Resource), newId(ApprovalStage), 'nonsense'];
    const ids = [accessPackage.id, ...unknown, catalog.id, accessPackage.catalog.id, accessPackage.id];
    const many = Array.from({ length: 100 - ids.length }, () => newId(AssignmentPolicy));
    const { answer, statements } = await watched(() =>
      server.post('query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }', {
        variables: { ids: [...ids, ...many] },
        headers,
      }),
    );
    const { body } = answer;
    const found = body.data.nodes.map((row: { id: string } | null) => row?.id ?? null);
    expect(found.slice(0, ids.length)).toEqual(ids.map((id) => (unknown.includes(id) ? null : id)));
    expect(found.slice(ids.length)).toEqual(many.map(() => null));
    // Packages, resources, stages, catalogs, policies.
    expect(statements.filter((text) => text.includes('json_build_array'))).toHaveLength(5);
  });

  it('6.3 pays for every id, also for those that stand for a variable', async () => {
    const each = '... on Catalog { accessPackages(first: 100) { nodes { roles { id } } } }';
    const query = (ids: string) => `query (${ids}) { nodes(ids: $ids) { ${each} } }`;
    const hundred = Array.from({ length: 100 }, () => `"${newId(Catalog)}"`).join(' ');
    const costly = await server.post(query(`$ids: [ID!]! = [${hundred}]`), { headers });
    expect(firstOf(costly)).toMatchObject({ code: 'QUERY_TOO_COMPLEX', limit: 'COST' });
    const few = await server.post(query(`$ids: [ID!]! = ["${newId(Catalog)}"]`), { headers });
    expect(firstOf(few)).toEqual({ status: 200 });
  });

  it('6.3 gets a share of the connections, and leaves the others to the others', async () => {
    const query = `{ ${repeat(25, (at) => `a${at}: catalogs { totalCount }`)} }`;
    const { answer, most } = await watched(() => Promise.all([1, 2].map(() => server.post(query, { headers }))));
    expect(answer.map(firstOf)).toEqual([{ status: 200 }, { status: 200 }]);
    // A quarter of ten, rounded up.
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(3);
  });

  it('6.3 filters by texts of 200 characters at most', async () => {
    const by = (name: object) => server.post(LIST, { variables: { filter: { name } }, headers });
    for (const word of ['eq', 'contains', 'startsWith', 'gt']) {
      expect(firstOf(await by({ [word]: 'x'.repeat(200) }))).toEqual({ status: 200 });
      expect(firstOf(await by({ [word]: 'x'.repeat(201) }))).toMatchObject({ code: 'BAD_USER_INPUT' });
    }
    expect(firstOf(await by({ in: ['x'.repeat(201)] }))).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('6.3 has so many sockets and streams open at most', async () => {
    const user = await test.world.user();
    const own = await server.signIn(user);
    const sockets = Array.from({ length: LIVE_PER_PERSON }, () => openSocket(server.wsUrl, own));
    await Promise.all(sockets.map(({ opened }) => opened));
    expect((await openSocket(server.wsUrl, own).closed).code).toBe(4429);
    const token = await server.token(user);
    const stream = createSseClient({
      url: `${server.url}/graphql/stream`,
      headers: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
    await expect(stream.iterate({ query: 'subscription { inboxChanged { objectId } }' }).next()).rejects.toMatchObject({
      response: { status: 429 },
    });
    // Somebody else is not held up by that.
    await openSocket(server.wsUrl, headers).opened;
    await sockets[0]!.client.dispose();
    await sockets[0]!.closed;
    await expect
      .poll(async () =>
        openSocket(server.wsUrl, own)
          .opened.then(() => true)
          .catch(() => false),
      )
      .toBe(true);
    await Promise.all(sockets.map(({ client }) => client.dispose()));
  });
});

// The last one: afterwards this address has to wait.
it('6.1 an address whose anonymous operations fail again and again has to wait, and nobody who is signed in', async () => {
  const send = () => postAs(server.url, null, '{ nothing }');
  let answer = await send();
  for (let tries = 0; answer.status !== 429 && tries < 100; tries += 1) answer = await send();
  expect(answer.body.errors[0].extensions).toMatchObject({ code: 'RATE_LIMITED' });
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(firstOf(await server.post('{ nothing }', { headers }))).toMatchObject({ code: 'BAD_USER_INPUT' });
});
