import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { createSignInLink } from '@gatehouse/server/features/identity/sign-in/sign-in-link';
import { Deployment, DEPLOYMENT_ID } from '@gatehouse/schema/shared/deployment.entity';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { Session } from '@gatehouse/schema/identity/session.entity';
import { demandDemoFits } from '@gatehouse/server/app/demo/demo-mark';
import { ensureFirstAdministrator } from '@gatehouse/server/app/first-administrator';
import { request as rawRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { type TestServer } from '../testkit/server.ts';

const ME = '{ viewer { user { name } tokenScope } }';
const NOBODY = { data: { viewer: null }, extensions: { cost: { requested: 3, limit: 20_000, left: 19_997 } } };
const MAKE = 'mutation ($name: String!) { createCatalog(input: { name: $name }) { catalog { name } errors { code } } }';

let test: TestApp;
let server: TestServer;
beforeAll(async () => {
  test = await startTestApp();
  server = await test.listen();
});
afterAll(() => test.stop());

async function postTo(at: TestServer, path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${at.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return {
    status: answer.status,
    body: (await answer.json()) as Record<string, unknown>,
    cookie: answer.headers.get('set-cookie'),
  };
}

/** A GET under any Host header, which `fetch` does not let one set. */
function rawGet(path: string, headers: Record<string, string>, method = 'GET'): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = rawRequest(`${server.url}${path}`, { headers, method }, (answer) => {
      let body = '';
      answer
        .setEncoding('utf8')
        .on('data', (part: string) => (body += part))
        .on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    sent.on('error', reject).end();
  });
}

describe('a session', () => {
  it('says who one is; without it nobody is signed in', async () => {
    const cookie = await server.signIn(await test.world.user({ name: 'Ana Session' }));
    expect((await server.post(ME, { headers: cookie })).body.data.viewer.user.name).toBe('Ana Session');
    expect((await server.post(ME)).body).toEqual(NOBODY);
    expect((await server.post(ME, { headers: { cookie: 'gatehouse_session=guess' } })).body).toEqual(NOBODY);
  });

  it('is kept as a hash alone', async () => {
    const user = await test.world.user();
    const { cookie } = await server.signIn(user);
    const rows = await test.app.orm.em.fork().find(Session, { principal: { user: user.id } });
    expect(rows).toHaveLength(1);
    expect(cookie).not.toContain(rows[0]!.secretHash);
  });

  it('ends by itself, by signing out, and when its user is blocked', async () => {
    const [one, other, blocked] = [await test.world.user(), await test.world.user(), await test.world.user()];
    const [first, second, third] = [await server.signIn(one), await server.signIn(other), await server.signIn(blocked)];
    expect((await postTo(server, '/auth/sign-out', {}, second)).status).toBe(200);
    expect((await server.post(ME, { headers: second })).body.data.viewer).toBeNull();
    const admin = await test.world.admin();
    await test.query(
      'mutation ($id: ID!) { blockUser(input: { id: $id }) { errors { code } } }',
      { id: blocked.id },
      { as: admin },
    );
    expect((await server.post(ME, { headers: third })).body.data.viewer).toBeNull();
    test.clock.advance('PT12H');
    expect((await server.post(ME, { headers: first })).body.data.viewer).toBeNull();
  });

  it('is seen and ended by its owner alone', async () => {
    const [owner, stranger] = [await test.world.user(), await test.world.user()];
    const cookie = await server.signIn(owner);
    const { body } = await server.post('{ sessions { nodes { id current method } } }', { headers: cookie });
    const [session] = body.data.sessions.nodes;
    expect(session).toMatchObject({ current: true, method: 'LINK' });
    const END = 'mutation ($id: ID!) { endSession(input: { id: $id }) { endedId errors { code path } } }';
    const refused = await test.execute(END, { id: session.id }, { as: stranger });
    expect(refused.data).toEqual({ endSession: { endedId: null, errors: [{ code: 'NOT_FOUND', path: ['id'] }] } });
    expect((await server.post(END, { variables: { id: session.id }, headers: cookie })).body.data.endSession.endedId).toBe(
      session.id,
    );
    expect((await server.post(ME, { headers: cookie })).body.data.viewer).toBeNull();
  });
});

describe('a token', () => {
  const CREATE = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret apiToken { id name scope expiresAt } errors { code path } } }`;
  const REVOKE = 'mutation ($id: ID!) { revokeApiToken(input: { id: $id }) { apiToken { revokedAt } errors { code } } }';
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

  it('is shown once, acts for its owner in its scope, and ends when it is revoked', async () => {
    const admin = await test.world.admin({ name: 'Toni Token' });
    const input = { name: 'reporting', idempotencyKey: 'one' };
    const made = await test.query<{ createApiToken: { secret: string; apiToken: { id: string } } }>(
      CREATE,
      { input },
      { as: admin },
    );
    const { secret, apiToken } = made.createApiToken;
    expect(secret).toMatch(/^gh_pat_[\w-]{43}$/);
    expect(apiToken).toMatchObject({ name: 'reporting', scope: 'READ', expiresAt: '2026-05-31T21:00:00.000Z' });
    const again = await test.query<{ createApiToken: unknown }>(CREATE, { input }, { as: admin });
    expect(again.createApiToken).toMatchObject({ secret: null, apiToken: { id: apiToken.id } });

    expect((await server.post(ME, { headers: bearer(secret) })).body.data.viewer).toEqual({
      user: { name: 'Toni Token' },
      tokenScope: 'READ',
    });
    const write = await server.post(MAKE, { variables: { name: 'By a reader' }, headers: bearer(secret) });
    expect(write.body.errors[0].extensions.code).toBe('FORBIDDEN');
    await test.query(REVOKE, { id: apiToken.id }, { as: admin });
    const refused = await server.post(ME, { headers: bearer(secret) });
    expect(refused.status).toBe(401);
    expect(refused.body.errors[0].extensions).toMatchObject({ code: 'UNAUTHENTICATED', requestId: expect.any(String) });
  });

  it('with scope WRITE may do what its owner may', async () => {
    const admin = await test.world.admin();
    const secret = await server.token(admin, 'WRITE');
    const made = await server.post(MAKE, { variables: { name: 'By a writer' }, headers: bearer(secret) });
    expect(made.body.data.createCatalog).toEqual({ catalog: { name: 'By a writer' }, errors: [] });
  });

  it('expires', async () => {
    const secret = await server.token(await test.world.user());
    expect((await server.post(ME, { headers: bearer(secret) })).status).toBe(200);
    test.clock.advance('P1D');
    expect((await server.post(ME, { headers: bearer(secret) })).status).toBe(401);
  });

  it.each(['Bearer gh_pat_guess', 'Bearer something', 'Basic dTpw', 'gh_pat_'])(
    'that is none (%s) is refused, not ignored',
    async (authorization) => {
      expect((await server.post(ME, { headers: { authorization } })).status).toBe(401);
    },
  );

  it.each(['PT0S', 'P366D'])('cannot live for %s', async (expiresIn) => {
    const user = await test.world.user();
    const { data } = await test.execute(CREATE, { input: { name: 'x', expiresIn } }, { as: user });
    expect(data).toEqual({
      createApiToken: { secret: null, apiToken: null, errors: [{ code: 'INVALID', path: ['expiresIn'] }] },
    });
  });

  it('belongs to its owner: others neither see nor revoke it', async () => {
    const [owner, stranger] = [await test.world.user(), await test.world.user()];
    const made = await test.query<{ createApiToken: { apiToken: { id: string } } }>(
      CREATE,
      { input: { name: 'mine' } },
      { as: owner },
    );
    const { id } = made.createApiToken.apiToken;
    const seen = await test.query('{ apiTokens { totalCount } }', {}, { as: stranger });
    expect(seen).toEqual({ apiTokens: { totalCount: 0 } });
    const { data } = await test.execute(REVOKE, { id }, { as: stranger });
    expect(data).toEqual({ revokeApiToken: { apiToken: null, errors: [{ code: 'NOT_FOUND' }] } });
  });
});

describe('a sign-in link', () => {
  async function link(user: { id: string }): Promise<string> {
    const path = await test.world.write(async (change) =>
      createSignInLink(change, await change.em.findOneOrFail(Principal, { user: user.id }, { populate: ['user'] })),
    );
    return path.replace('/sign-in/link/', '');
  }

  it('signs in once, by POST, and is recorded', async () => {
    const user = await test.world.user({ name: 'Lena Link' });
    const token = await link(user);
    await fetch(`${server.url}/sign-in/link/${token}`);
    const { status, cookie } = await postTo(server, '/auth/link', { token });
    expect(status).toBe(200);
    expect(cookie).toMatch(/^gatehouse_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
    const { body } = await server.post(ME, { headers: { cookie: cookie!.split(';')[0]! } });
    expect(body.data.viewer.user.name).toBe('Lena Link');
    expect((await postTo(server, '/auth/link', { token })).status).toBe(401);
    const events = await test.app.orm.em.fork().find(AuditEvent, { targetId: user.id }, { orderBy: { id: 'asc' } });
    expect(events.map(({ action }) => action)).toEqual(['sign_in_link.created', 'sign_in_link.spent', 'session.started']);
  });

  it('signs in one of two who come at once', async () => {
    const token = await link(await test.world.user());
    const answers = await Promise.all([1, 2, 3].map(() => postTo(server, '/auth/link', { token })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
  });

  it('is good for 15 minutes', async () => {
    const token = await link(await test.world.user());
    test.clock.advance('PT15M');
    expect((await postTo(server, '/auth/link', { token })).status).toBe(401);
  });

  it('makes who guesses wait', async () => {
    let last = 0;
    for (let tries = 0; tries < 12; tries += 1) last = (await postTo(server, '/auth/link', { token: `guess-${tries}` })).status;
    expect(last).toBe(429);
    // Also for a link that is good: the answer must not tell.
    expect((await postTo(server, '/auth/link', { token: await link(await test.world.user()) })).status).toBe(429);
  });
});

describe('personas', () => {
  const personasOf = async ({ url }: { url: string }) => {
    const { personas } = (await (await fetch(`${url}/auth/personas`)).json()) as { personas: { name: string }[] };
    return personas.map(({ name }) => name);
  };
  it('are none outside demo mode', async () => {
    expect(await personasOf(server)).toEqual([]);
    expect((await postTo(server, '/auth/persona', { userId: 'usr_x' })).status).toBe(403);
  });

  it('sign in with a click in a marked database, from this machine, and nobody else', async () => {
    const demo = await startTestApp({ env: { GATEHOUSE_DEMO: '1' } });
    try {
      const at = await demo.listen();
      const persona = await demo.world.user({ name: 'Pia Persona', demoPersona: true });
      const other = await demo.world.user({ name: 'Olga Other' });
      expect(await personasOf(at), 'not marked').toEqual([]);
      await demo.world.write(async ({ em }) => ((await em.findOneOrFail(Deployment, DEPLOYMENT_ID)).demo = true));
      expect(await personasOf(at)).toEqual(['Pia Persona']);
      expect((await postTo(at, '/auth/persona', { userId: other.id })).status).toBe(401);
      expect((await postTo(at, '/auth/persona', { userId: persona.id }, { 'x-forwarded-for': '1.2.3.4' })).status).toBe(403);
      const { status, cookie } = await postTo(at, '/auth/persona', { userId: persona.id });
      expect(status).toBe(200);
      expect((await at.post(ME, { headers: { cookie: cookie!.split(';')[0]! } })).body.data.viewer.user.name).toBe('Pia Persona');
      await expect(demandDemoFits({ ...demo.app, config: { ...demo.config, demo: false } })).rejects.toThrow(
        'served in demo mode only',
      );
    } finally {
      await demo.stop();
    }
  });
});

describe('foreign names and pages', () => {
  const json = { 'content-type': 'application/json' };

  it('are refused by Host', async () => {
    expect(await rawGet('/graphql?query={__typename}', { ...json, host: 'evil.example' })).toMatchObject({ status: 421 });
    expect(await rawGet('/', { host: `${new URL(server.url).host}.evil.example` })).toMatchObject({ status: 421 });
    expect(await rawGet('/graphql?query={__typename}', { ...json, host: `localhost:${new URL(server.url).port}` })).toMatchObject(
      { status: 200 },
    );
    expect(await rawGet('/healthz', { host: '10.0.0.7' }), 'probes know an address only').toMatchObject({ status: 200 });
  });

  it('are refused by Origin', async () => {
    const cookie = await server.signIn(await test.world.user());
    const from = (origin: string) => server.post(ME, { headers: { ...cookie, origin } });
    expect((await from('https://evil.example')).status).toBe(403);
    expect((await from('null')).status).toBe(403);
    expect((await from(server.url)).status).toBe(200);
    expect((await postTo(server, '/auth/sign-out', {}, { ...cookie, origin: 'https://evil.example' })).status).toBe(403);
  });

  it('may call where they are on the allow-list', async () => {
    const other = await startTestApp({ env: { ALLOWED_ORIGINS: 'https://portal.example.com' } });
    try {
      const at = await other.listen();
      const origin = 'https://portal.example.com';
      const preflight = await fetch(`${at.url}/graphql`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
      const answer = await at.post('{ __typename }', { headers: { origin } });
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    } finally {
      await other.stop();
    }
  });

  it('cannot have a browser act by a simple request', async () => {
    const cookie = await server.signIn(await test.world.admin());
    const body = JSON.stringify({ query: MAKE, variables: { name: 'By a form' } });
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { ...cookie, 'content-type': 'text/plain' },
      body,
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    const byGet = await fetch(
      `${server.url}/graphql?query=${encodeURIComponent('mutation { createCatalog(input: { name: "By GET" }) { errors { code } } }')}`,
      { headers: cookie },
    );
    expect(byGet.status).toBeGreaterThanOrEqual(400);
    expect(
      (
        await fetch(`${server.url}/auth/sign-out`, {
          method: 'POST',
          headers: { ...cookie, 'content-type': 'text/plain' },
          body: '{}',
        })
      ).status,
    ).toBe(415);
    const { catalogs } = await test.query<{ catalogs: { nodes: { name: string }[] } }>(
      '{ catalogs(first: 100) { nodes { name } } }',
      {},
      { as: 'system' },
    );
    expect(catalogs.nodes.map(({ name }) => name)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^By (a form|GET)$/)]),
    );
  });
});

describe('the first administrator', () => {
  it('is made while there is none, and never again', async () => {
    const fresh = await startTestApp({ env: { GATEHOUSE_ADMIN_EMAIL: 'boss@contoso.example' } });
    try {
      expect((await Promise.all([ensureFirstAdministrator(fresh.app), ensureFirstAdministrator(fresh.app)])).sort()).toEqual([
        false,
        true,
      ]);
      const late = { ...fresh.app, config: { ...fresh.config, adminEmail: 'usurper@contoso.example' } };
      expect(await ensureFirstAdministrator(late)).toBe(false);
      const { users } = await fresh.query<{ users: { nodes: unknown[] } }>('{ users { nodes { email } } }', {}, { as: 'system' });
      expect(users.nodes).toEqual([{ email: 'boss@contoso.example' }]);
      // And finds something to deliver to.
      const { connectors } = await fresh.query<{ connectors: { nodes: unknown[] } }>(
        '{ connectors(orderBy: [{ field: NAME }]) { nodes { name kind isDefault } } }',
        {},
        { as: 'system' },
      );
      expect(connectors.nodes).toEqual([
        { name: 'By hand', kind: 'manual', isDefault: true },
        { name: 'Directory', kind: 'directory', isDefault: true },
      ]);
    } finally {
      await fresh.stop();
    }
  });
});
