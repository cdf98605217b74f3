import { User } from '@gatehouse/schema/identity/user.entity';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
/** Line 9 of what hard use found: what comes in is judged by its own fault, and told as such. */
import { ApiToken } from '@gatehouse/schema/identity/api-token.entity';
import { Deployment, DEPLOYMENT_ID } from '@gatehouse/schema/shared/deployment.entity';
import { newId } from '@gatehouse/schema/shared/ids';
import { gatehouseSchema } from '@gatehouse/server/app/gatehouse-schema';
import { mailFolder } from '@gatehouse/server/kernel/mail/transport';
import { getNamedType, getNullableType, isInputObjectType, isNonNullType } from 'graphql';
import { chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { postAs } from '../testkit/http-client.ts';
import { importDecisions, importPeople } from '../testkit/import.ts';
import { done, mutate } from '../testkit/mutate.ts';
import { type TestServer } from '../testkit/server.ts';

let t: TestApp;
let server: TestServer;
let admin: { id: string };
beforeAll(async () => {
  t = await startTestApp();
  server = await t.listen();
  admin = await t.world.admin();
});
afterAll(() => t.stop());

/** The one active user with this mail address, with their external key. */
async function keyOf(email: string): Promise<string | null> {
  const [row] = (await t.app.orm.em
    .fork()
    .getConnection()
    .execute('select external_key as key from app_user where email = ?', [email])) as { key: string | null }[];
  return row!.key;
}

describe('6.9 personas', () => {
  let folder: string;
  let demo: TestApp;
  let at: TestServer;
  let persona: { id: string };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-demo-'));
    demo = await startTestApp({ env: { GATEHOUSE_DEMO: '1', DATA_DIR: folder, PUBLIC_URL: 'http://127.0.0.1:4000' } });
    at = await demo.listen();
    persona = await demo.world.user({ name: 'Pia Persona', email: 'pia@contoso.example', demoPersona: true });
    await demo.world.write(async ({ em }) => ((await em.findOneOrFail(Deployment, DEPLOYMENT_ID)).demo = true));
  });
  afterAll(async () => {
    await demo.stop();
    await rm(folder, { recursive: true });
  });
  const signIn = (userId: string, headers: Record<string, string> = {}) =>
    fetch(`${at.url}/auth/persona`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ userId }),
    });

  it('6.9 there is none with NUL in its id, and the database is there', async () => {
    const answer = await signIn('usr_\u0000');
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'UNAUTHENTICATED' }]);
  });

  it.each([
    'x-forwarded-for',
    'x-forwarded-port',
    'x-original-forwarded-for',
    'cf-connecting-ip',
    'true-client-ip',
    'x-client-ip',
    'fly-client-ip',
    'x-envoy-external-address',
    'x-cluster-client-ip',
    'x-amzn-trace-id',
    'forwarded',
    'via',
    'cdn-loop',
  ])('6.9 nobody signs in through a proxy that says so in %s', async (name) => {
    expect((await signIn(persona.id, { [name]: '203.0.113.7' })).status).toBe(403);
  });

  it('6.9 a browser on this machine signs in', async () => {
    const sent = { 'sec-fetch-site': 'same-origin', 'sec-ch-ua': '"Chromium"', dnt: '1', 'accept-language': 'de' };
    expect((await signIn(persona.id, sent)).status).toBe(200);
  });

  it('6.9 their mails are read by the account that runs the server alone', async () => {
    await mkdir(mailFolder(demo.config), { recursive: true });
    await chmod(mailFolder(demo.config), 0o755);
    await demo.world.write((change) => change.publish({ name: 'noteworthy', kind: 'ACCESS_ENDED', userIds: [persona.id] }));
    await demo.drain();
    const [mail] = await readdir(mailFolder(demo.config));
    const modeOf = async (path: string) => (await stat(path)).mode & 0o777;
    expect(await modeOf(mailFolder(demo.config))).toBe(0o700);
    expect(await modeOf(join(mailFolder(demo.config), mail!))).toBe(0o600);
  });
});

describe('6.9 inputs', () => {
  it('6.9 assigning names the person there is not, and the package there is not', async () => {
    const accessPackage = await t.world.package({ policy: {} });
    const [policy] = await t.app.orm.em
      .fork()
      .getConnection()
      .execute('select id from assignment_policy where access_package_id = ?', [accessPackage.id]);
    const input = { accessPackageId: accessPackage.id, policyId: (policy as { id: string }).id };
    const targets = [{ userId: admin.id }, { userId: newId(User) }];
    const { payload } = await mutate(t, 'assignAccessPackage', { ...input, targets }, admin);
    expect(payload.errors.at(-1)).toMatchObject({ code: 'NOT_FOUND', path: ['targets', '1', 'userId'] });
    const other = { ...input, accessPackageId: newId(AccessPackage), targets: [{ userId: admin.id }] };
    const unknown = await mutate(t, 'assignAccessPackage', other, admin);
    expect([unknown.code, unknown.path]).toEqual(['NOT_FOUND', ['accessPackageId']]);
    const behalf = { accessPackageId: accessPackage.id, targetId: newId(User) };
    const asked = await mutate(t, 'submitAccessRequest', behalf, admin);
    expect([asked.code, asked.path]).toEqual(['NOT_FOUND', ['targetId']]);
  });

  it('6.9 null in an update empties a field that says so, and is refused in any other', async () => {
    const catalog = await t.world.catalog();
    const accessPackage = await t.world.package({ catalog, policy: {} });
    const { resource } = await t.world.resource();
    const ids: Record<string, string> = {
      updateCatalog: catalog.id,
      updateAccessPackage: accessPackage.id,
      updateAssignmentPolicy: await idOf('assignment_policy'),
      updateGroup: (await t.world.group()).id,
      updateUser: (await t.world.user()).id,
      updateResource: resource.id,
      updateConnector: await idOf('connector'),
      updateConnectedOrganization: (await t.world.organization()).id,
    };
    const updates = Object.values(gatehouseSchema().getMutationType()!.getFields()).filter((field) => {
      const input = getNullableType(field.args[0]!.type);
      if (!isInputObjectType(input) || !/^Update.*Input$/.test(input.name)) return false;
      // Of the settings of the deployment there is one, without an id.
      return 'expectedVersion' in input.getFields() && 'id' in input.getFields();
    });
    expect(updates.map(({ name }) => name).sort()).toEqual(Object.keys(ids).sort());
    for (const { name, args } of updates) {
      const input = getNullableType(args[0]!.type);
      if (!isInputObjectType(input)) continue;
      for (const field of Object.values(input.getFields())) {
        if (isNonNullType(field.type) || ['expectedVersion', 'idempotencyKey'].includes(field.name)) continue;
        const { code, path } = await mutate(t, name, { id: ids[name], [field.name]: null }, admin);
        // Of JSON the description says what null is inside of it.
        const empties = /\bnull\b/.test(field.description ?? '') && getNamedType(field.type).name !== 'JSON';
        expect([name, field.name, code, path]).toEqual([
          name,
          field.name,
          empties ? 'OK' : 'INVALID',
          empties ? null : [field.name],
        ]);
      }
    }
  });

  it.each(['two\nlines', 'C1 \u0085', 'moc.elpmaxe\u202e', 'mark\u200f', 'half \ud83d'])(
    '6.9 nothing is named %j',
    async (name) => {
      const refusal = { code: 'INVALID', path: ['name'] };
      expect(await mutate(t, 'createCatalog', { name }, admin)).toMatchObject(refusal);
      expect(await mutate(t, 'createUser', { name }, admin)).toMatchObject(refusal);
      expect(await mutate(t, 'createApiToken', { name }, admin)).toMatchObject(refusal);
      const department = await mutate(t, 'createUser', { name: 'Dee', department: name }, admin);
      expect(department).toMatchObject({ code: 'INVALID', path: ['department'] });
    },
  );

  it('6.9 an address that everybody sees holds no password', async () => {
    const { resource } = await t.world.resource();
    for (const launchUrl of ['https://root:secret@app.example/', 'https://token@app.example/']) {
      const { code, path } = await mutate(t, 'updateResource', { id: resource.id, launchUrl }, admin);
      expect([code, path]).toEqual(['INVALID', ['launchUrl']]);
    }
    await done(t, 'updateResource', { id: resource.id, launchUrl: 'https://app.example/?user=me' }, admin);
  });
});

describe('6.9 a token that a token made', () => {
  const CREATE = `mutation ($input: CreateApiTokenInput!) {
    createApiToken(input: $input) { secret apiToken { id expiresAt } errors { code path } }
  }`;
  const ME = '{ viewer { user { id } } }';
  const create = async (token: string, input: object) =>
    (await postAs(server.url, token, CREATE, { input: { name: 'child', ...input } })).body.data.createApiToken;

  it('6.9 ends with it', async () => {
    const user = await t.world.user();
    const parent = await server.token(user);
    const { expiresAt } = await t.app.orm.em.fork().findOneOrFail(ApiToken, { principal: { user: user.id } });
    const child = await create(parent, { scope: 'WRITE' });
    expect(child.apiToken.expiresAt).toBe(expiresAt.toISOString());
    expect((await create(parent, { expiresIn: 'P2D' })).errors).toMatchObject([{ code: 'INVALID', path: ['expiresIn'] }]);
    expect((await create(parent, { expiresIn: 'PT1H' })).errors).toEqual([]);
    // Somebody who is signed in makes one for as long as they like.
    const own = await done(t, 'createApiToken', { name: 'own', expiresIn: 'P2D' }, user, 'apiToken { expiresAt }');
    expect(new Date(own.apiToken.expiresAt).getTime()).toBeGreaterThan(expiresAt.getTime());
  });

  it('6.9 is revoked with it', async () => {
    const user = await t.world.user();
    const parent = await server.token(user);
    const parentId = (await t.app.orm.em.fork().findOneOrFail(ApiToken, { principal: { user: user.id } })).id;
    const child = await create(parent, { scope: 'WRITE' });
    const grandchild = await create(child.secret, {});
    expect((await postAs(server.url, grandchild.secret, ME)).body.data.viewer.user.id).toBe(user.id);
    await done(t, 'revokeApiToken', { id: parentId }, user);
    for (const token of [parent, child.secret, grandchild.secret]) expect((await postAs(server.url, token, ME)).status).toBe(401);
    const events = await t.app.orm.em
      .fork()
      .getConnection()
      .execute(`select 1 from audit_event where action = 'token.revoked' and subject_id in (?, ?, ?)`, [
        parentId,
        child.apiToken.id,
        grandchild.apiToken.id,
      ]);
    expect(events).toHaveLength(3);
  });
});

describe('6.9 an import', () => {
  it('6.9 takes no name with what is not to be seen', async () => {
    const { listed, created } = await importPeople(
      t,
      'key,name,department\nn1,Eve\u202enoM,IT\nn2,Bo\u0007b,IT\nn3,Cy,I\u2028T\nn4,Di,IT\n',
    );
    expect(listed.map((line) => line.slice(0, 12))).toEqual(['2: Its name:', '3: Its name:', '4: Its depar']);
    expect(created).toBe(1);
    const history = await importDecisions(t, 'key,decision,resource\nn4,approved,Wi\u202eki\n');
    expect(history.listed).toEqual([expect.stringContaining('Its resource:')]);
  });

  it('6.9 says that a field is too long where one is', async () => {
    const cell = 'x'.repeat(10_000_000);
    await expect(importPeople(t, `key,name\nl1,Lea\nl2,${cell}\n`)).rejects.toThrow(/after line 2 has more than 1000000 bytes/);
  });

  it('6.9 takes over nobody who holds a role by their mail address', async () => {
    const group = await t.world.group();
    const inner = await t.world.group();
    await done(t, 'addGroupMembers', { groupId: group.id, groupIds: [inner.id] }, admin);
    await done(t, 'assignDeploymentRole', { role: 'AUDITOR', groupId: group.id }, admin);
    const people = {
      direct: await t.world.user({ email: 'direct@example.com', roles: ['ADMINISTRATOR'] }),
      nested: await t.world.user({ email: 'nested@example.com' }),
      owner: await t.world.user({ email: 'owner@example.com' }),
      plain: await t.world.user({ email: 'plain@example.com' }),
    };
    await done(t, 'addGroupMembers', { groupId: inner.id, userIds: [people.nested.id] }, admin);
    await t.world.catalogRole(await t.world.catalog(), { role: 'READER', holder: people.owner });
    const rows = Object.keys(people).map((name) => `r-${name},${name},${name}@example.com`);
    const { listed, changed } = await importPeople(t, `key,name,email\n${rows.join('\n')}\n`);
    expect(listed).toEqual(
      [2, 3, 4].map((line) => expect.stringContaining(`${line}: Somebody here has this mail address, no key`)),
    );
    expect(changed).toBe(1);
    expect(await Promise.all(Object.keys(people).map((name) => keyOf(`${name}@example.com`)))).toEqual([
      null,
      null,
      null,
      'r-plain',
    ]);
  });
});

it('6.40 crawlers are told to stay away', async () => {
  const answer = await fetch(`${server.url}/robots.txt`);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  expect(await answer.text()).toBe('User-agent: *\nDisallow: /\n');
});

/** The id of some row of a table. */
async function idOf(table: string): Promise<string> {
  const [row] = await t.app.orm.em.fork().getConnection().execute(`select id from ${table} order by id desc limit 1`);
  return (row as { id: string }).id;
}
