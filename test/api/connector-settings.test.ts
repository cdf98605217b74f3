import { newId } from '@gatehouse/schema/shared/ids';
import { Connector } from '@gatehouse/schema/catalog/connector.entity';
import { resealSecrets } from '@gatehouse/server/features/catalog/connectors/reseal-secrets';
import { loadConfig } from '@gatehouse/server/kernel/config/config';
import { keyringOf } from '@gatehouse/server/kernel/secrets/keyring';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { type Answer } from '../testkit/flow.ts';
import { HarbourConnector } from '../testkit/harbour-connector.ts';
import { withClient } from '../testkit/with-client.ts';

const key = (id: string, fill: number) => `${id}:${Buffer.alloc(32, fill).toString('base64')}`;
const TOKEN = 'correct horse battery';
const GOOD = { url: 'https://harbour.example/api', tide: 'LOW' };

let t: TestApp;
let harbour: HarbourConnector;
let admin: { id: string };
beforeAll(async () => {
  t = await startTestApp({ env: { SECRET_KEYS: key('old', 1) } });
  harbour = new HarbourConnector();
  t.app.connectors.register(harbour);
  admin = await t.world.admin();
});
afterAll(() => t.stop());

const FIELDS = 'id version settings secretsSet';
const CREATE = `mutation ($input: CreateConnectorInput!) { createConnector(input: $input) { connector { ${FIELDS} } errors { code path message } } }`;
const UPDATE = `mutation ($input: UpdateConnectorInput!) { updateConnector(input: $input) { connector { ${FIELDS} } errors { code path message } } }`;

async function create(input: object, on = t): Promise<Answer> {
  const said = { name: 'Old harbour', kind: 'harbour', ...input };
  return (await on.query<Answer>(CREATE, { input: said }, { as: on === t ? admin : await on.world.admin() })).createConnector;
}

const update = async (input: object): Promise<Answer> =>
  (await t.query<Answer>(UPDATE, { input }, { as: admin })).updateConnector;

async function made(): Promise<Answer> {
  const { connector, errors } = await create({ settings: GOOD, secrets: { token: TOKEN } });
  expect(errors).toEqual([]);
  return connector;
}

/** Reaches the target with what is kept. */
async function reach(id: string): Promise<Answer> {
  harbour.told = null;
  const document = `mutation ($id: ID!) { testConnector(input: { id: $id }) { reachable message errors { code } } }`;
  return (await t.query<Answer>(document, { id }, { as: admin })).testConnector;
}

const problems = ({ errors }: Answer) =>
  Object.fromEntries(errors.map(({ code, path, message }: Answer) => [`${code} ${path.join('.')}`, message]));

describe('the kinds of targets', () => {
  const document = `{ connectorKinds { kind title description forgetsAtOnce
    settings { name title description type required secret choices fallback least most }
    resourceKinds { kind idHelp listed ownGroups rights { externalId name } } } }`;

  test('say what each must be told, as a form needs it', async () => {
    const { connectorKinds } = await t.query<Answer>(document, {}, { as: admin });
    expect(connectorKinds.map(({ kind }: Answer) => kind)).toEqual(['directory', 'manual', 'harbour']);
    const blank = { required: false, secret: false, choices: null, fallback: null, least: null, most: null };
    expect(connectorKinds[2]).toMatchObject({
      title: 'A harbour',
      forgetsAtOnce: false,
      settings: [
        { ...blank, name: 'url', title: 'Address', type: 'TEXT', required: true, most: 100 },
        { ...blank, name: 'berths', title: 'Berths', type: 'NUMBER', fallback: 10, least: 1, most: 99 },
        { ...blank, name: 'tide', title: 'Tide', type: 'CHOICE', choices: ['LOW', 'HIGH'] },
        { ...blank, name: 'open', title: 'Open', type: 'SWITCH', fallback: true },
        { ...blank, name: 'token', title: 'Token', type: 'TEXT', required: true, secret: true, least: 8 },
        { ...blank, name: 'pilot', title: 'Pilot’s word', type: 'TEXT', secret: true },
      ],
    });
    expect(connectorKinds[0]).toMatchObject({ title: 'The built-in directory', forgetsAtOnce: true, settings: [] });
    expect(connectorKinds[0].resourceKinds[0]).toMatchObject({ kind: 'GROUP', listed: true, ownGroups: true });
    const said = connectorKinds.map(
      ({ resourceKinds }: Answer) => resourceKinds.find(({ kind }: Answer) => kind === 'APPLICATION').idHelp,
    );
    expect(new Set(said).size).toBe(3);
    expect(said.join()).not.toMatch(/group/i);
    expect(connectorKinds[1].resourceKinds[0]).toMatchObject({ listed: false, ownGroups: false, rights: null });
  });

  test('are told to those who may see every target', async () => {
    const auditor = await t.world.user({ roles: ['AUDITOR'] });
    expect((await t.execute(document, {}, { as: auditor })).errors).toBeUndefined();
    const other = await t.execute(document, {}, { as: await t.world.user() });
    expect(other.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});

describe('settings', () => {
  test('are judged by the driver, everything that is wrong at once, each with the way to it', async () => {
    const answer = await create({
      settings: { url: 'http://harbour.example', berths: 0, tide: 'EBB', open: 'yes', depth: 3, token: TOKEN },
      secrets: { token: 'short', url: 'https://a.example', pilot: 7 },
    });
    expect(answer.connector).toBeNull();
    expect(problems(answer)).toEqual({
      'INVALID settings.url': expect.any(String),
      'INVALID settings.berths': 'At least 1.',
      'INVALID settings.tide': 'This is one of: LOW, HIGH.',
      'INVALID settings.open': 'This must be a boolean.',
      'INVALID settings.depth': 'There is no such setting; there are: url, berths, tide, open.',
      'INVALID settings.token': 'This belongs to `secrets`: it is one.',
      'INVALID secrets.token': 'At least 8 characters.',
      'INVALID secrets.url': 'This belongs to `settings`: it is no secret.',
      'INVALID secrets.pilot': 'This must be a string.',
    });
    expect(JSON.stringify(answer)).not.toMatch(/short|EBB/);
    expect(problems(await create({}))).toEqual({
      'INVALID settings.url': 'This is needed.',
      'INVALID secrets.token': 'This is needed.',
    });
    expect(problems(await create({ settings: [GOOD], secrets: 'x' }))).toMatchObject({
      'INVALID settings': 'This is an object with values by their names.',
      'INVALID secrets': 'This is an object with values by their names.',
    });
    const proto = JSON.parse('{ "__proto__": { "url": "https://a.example" }, "constructor": 1 }');
    expect(problems(await create({ settings: proto }))).toMatchObject({ 'INVALID settings.url': 'This is needed.' });
    expect(await t.app.orm.em.fork().count(Connector, { kind: 'harbour' })).toBe(0);
  });

  test('are kept with what counts where nothing is said, and reach the driver with its secrets', async () => {
    const connector = await made();
    expect(connector).toMatchObject({ settings: { ...GOOD, berths: 10, open: true }, secretsSet: ['token'] });
    expect(await reach(connector.id)).toEqual({ reachable: true, message: null, errors: [] });
    expect(harbour.told).toEqual({ ...GOOD, berths: 10, open: true, token: TOKEN });
  });

  test('that are left out stay, null takes away, and the audit tells names alone', async () => {
    const { id } = await made();
    const changed = await update({ id, settings: { tide: null, berths: 20, open: true }, secrets: { pilot: 'ahoy there' } });
    expect(changed).toMatchObject({
      errors: [],
      connector: { settings: { url: GOOD.url, berths: 20, open: true }, secretsSet: ['pilot', 'token'] },
    });
    await reach(id);
    expect(harbour.told).toEqual({ url: GOOD.url, berths: 20, open: true, token: TOKEN, pilot: 'ahoy there' });
    expect((await update({ id, secrets: { pilot: null } })).connector.secretsSet).toEqual(['token']);
    expect(problems(await update({ id, secrets: { token: null }, settings: { url: null } }))).toEqual({
      'INVALID settings.url': 'This is needed.',
      'INVALID secrets.token': 'This is needed.',
    });
    // What speaks of no setting changes none.
    expect((await update({ id, name: 'New harbour' })).connector.secretsSet).toEqual(['token']);
    const document = `query ($id: ID!) { auditEvents(filter: { subjectId: { eq: $id } }, orderBy: { field: AT }) { nodes { action details } } }`;
    const { auditEvents } = await t.query<Answer>(document, { id }, { as: admin });
    const events = auditEvents.nodes.filter(({ action }: Answer) => action !== 'connector.tested');
    expect(events.map(({ details }: Answer) => details.settingsChanged ?? null)).toEqual([
      ['berths', 'open', 'tide', 'token', 'url'],
      ['berths', 'pilot', 'tide'],
      ['pilot'],
      null,
    ]);
    expect(JSON.stringify(auditEvents)).not.toContain('harbour.example');
  });

  test('are read by those who see every target, not by those who meet one', async () => {
    const { id } = await made();
    const owner = await t.world.user();
    await t.world.resource({ connector: { id }, owners: [owner] });
    const document = `query ($id: ID!) { node(id: $id) { ... on Connector { name settings secretsSet } } }`;
    const seen = async (as: { id: string }) => (await t.query<Answer>(document, { id }, { as })).node;
    expect(await seen(owner)).toEqual({ name: 'Old harbour', settings: null, secretsSet: null });
    expect(await seen(await t.world.user({ roles: ['AUDITOR'] }))).toMatchObject({ settings: GOOD, secretsSet: ['token'] });
  });
});

describe('a secret', () => {
  test('is nowhere in the database, nor a hash of it that could be guessed at', async () => {
    const secret = 'a secret to look for';
    const input = { settings: GOOD, secrets: { token: secret }, idempotencyKey: newId(Connector) };
    const { connector } = await create(input);
    expect((await create(input)).connector).toEqual(connector);
    expect((await create({ ...input, secrets: { token: 'another secret' } })).errors[0].code).toBe('IDEMPOTENCY_KEY_REUSED');
    const everything = await withClient(t.database.ownerUrl, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `select tablename as name from pg_tables where schemaname = 'public'`,
      );
      const texts = [];
      for (const { name } of rows) texts.push((await client.query(`select t::text as row from "${name}" t`)).rows);
      return JSON.stringify(texts);
    });
    expect(everything).toContain(connector.id);
    expect(everything).not.toContain(secret);
    const { idempotencyKey: _key, ...hashed } = { kind: 'harbour', name: 'Old harbour', ...input };
    const sorted = JSON.stringify(Object.fromEntries(Object.entries(hashed).sort(([a], [b]) => (a < b ? -1 : 1))));
    expect(everything).not.toContain(createHash('sha256').update(sorted).digest('base64url'));
  });

  test('opens for its own connector alone', async () => {
    const [one, other] = [await made(), await made()];
    await withClient(t.database.ownerUrl, (client) =>
      client.query('update connector set secrets = (select secrets from connector where id = $1) where id = $2', [
        one.id,
        other.id,
      ]),
    );
    expect(await reach(other.id)).toMatchObject({
      reachable: false,
      message: 'The settings of the connector cannot be read; the log of the server says why.',
    });
    expect(harbour.told).toBeNull();
    // It counts as not given: given anew, all is well.
    expect(problems(await update({ id: other.id, settings: { berths: 3 } }))).toEqual({
      'INVALID secrets.token': 'This is needed.',
    });
    expect((await update({ id: other.id, secrets: { token: TOKEN } })).errors).toEqual([]);
    expect(await reach(other.id)).toMatchObject({ reachable: true });
  });

  test('is sealed anew with the key that came first, by a command or by whoever changes the settings', async () => {
    const [one, other] = [await made(), await made()];
    const kept = async (id: string) => (await t.app.orm.em.fork().findOneOrFail(Connector, id)).secrets.token!.split('.')[1];
    expect(await kept(one.id)).toBe('old');
    const under = (...keys: string[]) => ({ ...t.app, secrets: keyringOf(loadConfig({ SECRET_KEYS: keys.join() })) });
    await expect(resealSecrets(under(key('new', 2)))).rejects.toThrow(
      'A secret of the connector "Old harbour" cannot be sealed anew: There is no key "old" here.',
    );
    const both = under(key('new', 2), key('old', 1));
    expect(await resealSecrets(both)).toBeGreaterThan(1);
    expect([await kept(one.id), await kept(other.id)]).toEqual(['new', 'new']);
    expect(await resealSecrets(under(key('new', 2)))).toBe(0);
    t.app.secrets = both.secrets;
    expect(await reach(one.id)).toMatchObject({ reachable: true });
    t.app.secrets = under(key('newer', 3), key('new', 2)).secrets;
    expect((await update({ id: other.id, settings: { berths: 4 } })).errors).toEqual([]);
    expect([await kept(one.id), await kept(other.id)]).toEqual(['new', 'newer']);
  });

  test('is refused where there is no key, and nothing is made', async () => {
    const bare = await startTestApp();
    try {
      bare.app.connectors.register(new HarbourConnector());
      const input = { settings: GOOD, secrets: { token: TOKEN }, idempotencyKey: newId(Connector) };
      expect(problems(await create(input, bare))).toEqual({
        'SECRETS_UNAVAILABLE secrets.token': expect.stringContaining('SECRET_KEYS'),
      });
      expect(await bare.app.orm.em.fork().count(Connector)).toBe(0);
    } finally {
      await bare.stop();
    }
  });
});

describe('a resource', () => {
  const MAKE = `mutation ($input: CreateResourceInput!) { createResource(input: $input) {
    resource { id name group { id } roles { id name externalId } } errors { code path message } } }`;
  const make = async (connectorId: string, input: object): Promise<Answer> => {
    const said = { connectorId, kind: 'SITE', name: 'Pier', roles: [{ name: 'Landing', externalId: 'land' }], ...input };
    return (await t.query<Answer>(MAKE, { input: said }, { as: admin })).createResource;
  };
  const offers = async (variables: object, as = admin): Promise<Answer> => {
    const document = `query ($connectorId: ID!, $kind: ResourceKind!, $text: String, $after: String) {
      resourceOffers(connectorId: $connectorId, kind: $kind, text: $text, after: $after) {
        nodes { externalId name description takenBy } next problem } }`;
    return (await t.query<Answer>(document, variables, { as })).resourceOffers;
  };

  test('is made of what its target has, with the rights that it has there', async () => {
    const { id } = await made();
    expect(problems(await make(id, { externalId: 'pier-9', roles: [{ name: 'Swim', externalId: 'swim' }] }))).toEqual({
      'INVALID externalId': 'There is no such pier.',
      'INVALID roles.0.externalId': 'One can only land.',
    });
    harbour.told = null;
    const { resource, errors } = await make(id, { externalId: 'pier-2' });
    expect(errors).toEqual([]);
    expect(harbour.told).toMatchObject({ token: TOKEN });
    expect(resource).toMatchObject({ group: null, roles: [{ externalId: 'land' }] });
    const change = `mutation ($input: UpdateResourceInput!) { updateResource(input: $input) { errors { code path } } }`;
    const renamed = (roles: object[]) => t.query<Answer>(change, { input: { id: resource.id, roles } }, { as: admin });
    const swim = await renamed([
      { name: 'Land', externalId: 'land' },
      { name: 'Swim', externalId: 'swim' },
    ]);
    expect(swim.updateResource.errors).toEqual([{ code: 'INVALID', path: ['roles', '1', 'externalId'] }]);
    // A new name of a right that is there is no business of the target's.
    harbour.away = true;
    expect((await renamed([{ name: 'Land', externalId: 'land' }])).updateResource.errors).toEqual([]);
    expect((await make(id, { externalId: 'pier-3' })).errors).toMatchObject([{ code: 'TARGET_UNREACHABLE' }]);
    harbour.away = false;
    expect((await make(newId(Connector), { externalId: 'pier-3' })).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  test('is chosen from what its target offers', async () => {
    const { id } = await made();
    await make(id, { externalId: 'pier-1', name: 'The ferry' });
    expect(await offers({ connectorId: id, kind: 'SITE', text: 'F' })).toEqual({
      nodes: [
        { externalId: 'pier-1', name: 'Ferry', description: null, takenBy: 'The ferry' },
        { externalId: 'pier-2', name: 'Fishing', description: null, takenBy: null },
      ],
      next: null,
      problem: null,
    });
    harbour.away = true;
    expect(await offers({ connectorId: id, kind: 'SITE' })).toEqual({ nodes: [], next: null, problem: 'Fog.' });
    harbour.away = false;
    expect(await offers({ connectorId: newId(Connector), kind: 'SITE' })).toBeNull();
    const byHand = await t.world.connector({ kind: 'manual' });
    expect(await offers({ connectorId: byHand.id, kind: 'SITE' })).toEqual({ nodes: [], next: null, problem: null });
  });

  test('of the directory is one of our groups, and both lead to each other', async () => {
    const directory = await t.world.connector({ kind: 'directory' });
    const groups = await Promise.all(
      Array.from({ length: 27 }, (_one, at) => t.world.group({ name: `Quay ${at}`, description: 'Wet' })),
    );
    const pages = [await offers({ connectorId: directory.id, kind: 'GROUP', text: 'quay' })];
    pages.push(await offers({ connectorId: directory.id, kind: 'GROUP', text: 'quay', after: pages[0]!.next }));
    expect(pages.map(({ nodes }) => nodes.length)).toEqual([25, 2]);
    expect(pages[1]!.next).toBeNull();
    const found = pages.flatMap(({ nodes }) => nodes.map(({ externalId }: Answer) => externalId));
    expect(found.sort()).toEqual(groups.map(({ id }) => id).sort());
    expect(await offers({ connectorId: directory.id, kind: 'GROUP', text: '100%' })).toMatchObject({ nodes: [] });
    expect(await offers({ connectorId: directory.id, kind: 'SITE' })).toMatchObject({ nodes: [] });
    const [group] = groups;
    const roles = [{ name: 'Member', externalId: 'member' }];
    const { resource } = await make(directory.id, { kind: 'GROUP', externalId: group!.id, roles });
    expect(resource.group).toEqual({ id: group!.id });
    const both = `query ($id: ID!) { groups(filter: { resources: { some: { group: { id: { eq: $id } } } } }) { nodes { resources { id } } }
      resources(filter: { group: { id: { eq: $id } } }) { nodes { id } } }`;
    expect(await t.query(both, { id: group!.id }, { as: admin })).toEqual({
      groups: { nodes: [{ resources: [{ id: resource.id }] }] },
      resources: { nodes: [{ id: resource.id }] },
    });
    // What only looks like one of our groups elsewhere is none.
    const byHand = await t.world.connector({ kind: 'manual' });
    expect((await make(byHand.id, { kind: 'GROUP', externalId: group!.id, roles })).resource.group).toBeNull();
  });
});
