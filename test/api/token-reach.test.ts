import { type Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { LIMITS } from '@gatehouse/server/kernel/graphql/limits';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { DECIDE, END, SUBMIT } from '../testkit/documents.ts';
import { ask, type Answer } from '../testkit/flow.ts';
import { type TestServer } from '../testkit/server.ts';

const CREATE = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) {
  secret apiToken { id scope confined catalogs { name } expiresAt } errors { code message path } } }`;
const REVOKE = 'mutation ($id: ID!) { revokeApiToken(input: { id: $id }) { apiToken { id } errors { code } } }';
const EVERYTHING = `{ catalogs { nodes { name } } accessPackages { nodes { name } } assignments { nodes { accessPackage { name } } }
  accessRequests { nodes { accessPackage { name } } } approvalStages { nodes { request { accessPackage { name } } } }
  assignmentPolicies { nodes { accessPackage { name } } } resources { nodes { name } } grants { totalCount }
  auditEvents { nodes { catalog { name } } } apiTokens { totalCount } }`;

interface Person {
  id: string;
}
let test: TestApp;
let server: TestServer;
let [boss, ana] = [] as unknown as [Person, Person];
let [here, there] = [] as unknown as [Catalog, Catalog];
beforeAll(async () => {
  test = await startTestApp();
  server = await test.listen();
  // An administrator who owns, holds, asks and decides in both catalogs: nothing keeps them out of either but the token.
  boss = await test.world.admin({ name: 'Bo Boss' });
  ana = await test.world.user({ name: 'Ana' });
  const made = async (name: string) => {
    const catalog = await test.world.catalog({ name, roles: [{ role: 'OWNER', holder: boss }] });
    const resource = await test.world.resource({ name: `Site of ${name}`, catalogs: [catalog] });
    const roles = [resource.roles[0]!];
    const open = await test.world.package({ name: `Open ${name}`, catalog, roles, policy: {} });
    const decided = await test.world.package({
      name: `Decided ${name}`,
      catalog,
      roles,
      policy: { stages: [{ approvers: [boss] }] },
    });
    await ask(test, boss, open);
    await ask(test, ana, decided);
    return catalog;
  };
  here = await made('Here');
  there = await made('There');
  await test.runJobs('all');
});
afterAll(() => test.stop());

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
async function post(secret: string, query: string, variables?: object): Promise<Answer> {
  return (await server.post(query, { headers: bearer(secret), ...(variables && { variables }) })).body;
}
const everyName = (data: Answer): string[] =>
  JSON.stringify(data).match(/(?:Open|Decided|Site of) (?:Here|There)|"(?:Here|There)"/g) ?? [];

describe('a token for one catalog', () => {
  it('sees what lies in it, and nothing that lies outside, not even what is its owner’s own', async () => {
    const all = await post(await server.token(boss), EVERYTHING);
    expect(new Set(everyName(all.data))).toContain('Open There');
    const { data, errors } = await post(await server.token(boss, 'READ', [here.id]), EVERYTHING);
    expect(errors).toBeUndefined();
    expect(data.catalogs.nodes).toEqual([{ name: 'Here' }]);
    expect(data.accessPackages.nodes).toHaveLength(2);
    expect(data.assignments.nodes).toEqual([{ accessPackage: { name: 'Open Here' } }]);
    expect(data.accessRequests.nodes).toHaveLength(2);
    expect(data.approvalStages.nodes).toHaveLength(1);
    expect(data.assignmentPolicies.nodes).toHaveLength(2);
    expect(data.resources.nodes).toEqual([{ name: 'Site of Here' }]);
    expect(data.auditEvents.nodes.length).toBeGreaterThan(0);
    expect(data.apiTokens.totalCount).toBe(1);
    expect(everyName(data).filter((name) => name.includes('There'))).toEqual([]);
  });

  it('tells whose it is, that nothing waits there, and knows of people whom it meets', async () => {
    const secret = await server.token(boss, 'WRITE', [here.id]);
    const { data } = await post(
      secret,
      `{ viewer { user { name region } deploymentRoles tokenCatalogIds counts { approvals } viewerCan { manageUsers { allowed code } } }
        accessRequests(filter: { target: { name: { eq: "Ana" } } }) { nodes { target { name assignments { totalCount } apiTokens { totalCount } } } } }`,
    );
    expect(data).toEqual({
      viewer: {
        user: { name: 'Bo Boss', region: null },
        deploymentRoles: [],
        tokenCatalogIds: [here.id],
        counts: { approvals: 0 },
        viewerCan: { manageUsers: { allowed: false, code: 'TOKEN_CONFINED' } },
      },
      accessRequests: { nodes: [{ target: { name: 'Ana', assignments: { totalCount: 0 }, apiTokens: { totalCount: 0 } } }] },
    });
  });

  it.each([
    '{ users { totalCount } }',
    '{ inbox { unread { totalCount } } }',
    '{ sessions { totalCount } }',
    '{ approvals { totalCount } }',
    '{ notificationPreferences { kind } }',
    '{ searchDirectory(text: "ana") { totalCount } }',
    'mutation { createCatalog(input: { name: "x" }) { catalog { id } } }',
    'mutation { createUser(input: { name: "x" }) { user { id } } }',
    'mutation { markNotificationsRead(input: {}) { errors { code } } }',
  ])('is refused what belongs to no catalog: %s', async (query) => {
    const { errors } = await post(await server.token(boss, 'WRITE', [here.id]), query);
    expect(errors?.[0].extensions.code).toBe('FORBIDDEN');
  });

  it('does in it what its owner may, and nothing outside of it', async () => {
    const secret = await server.token(boss, 'WRITE', [here.id]);
    const EDIT =
      'mutation ($id: ID!) { updateCatalog(input: { id: $id, description: "by a tool" }) { catalog { name } errors { code } } }';
    expect((await post(secret, EDIT, { id: here.id })).data.updateCatalog).toEqual({ catalog: { name: 'Here' }, errors: [] });
    expect((await post(secret, EDIT, { id: there.id })).data.updateCatalog.errors).toEqual([{ code: 'NOT_FOUND' }]);
    const stages = await test.query<Answer>(
      '{ approvalStages { nodes { id request { accessPackage { catalog { name } } } } } }',
      {},
      { as: boss },
    );
    const stageOf = (name: string) =>
      stages.approvalStages.nodes.find(({ request }: Answer) => request.accessPackage.catalog.name === name).id;
    const decided = (stageId: string) => post(secret, DECIDE, { input: { stageId, decision: 'APPROVE' } });
    expect((await decided(stageOf('There'))).data.decideApproval.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await decided(stageOf('Here'))).data.decideApproval.errors).toEqual([]);
  });

  it('neither asks for nor gives up what lies outside, though it is its owner’s', async () => {
    const secret = await server.token(boss, 'WRITE', [here.id]);
    const held = await test.query<Answer>(
      'query ($id: ID!) { node(id: $id) { ... on User { assignments { nodes { id accessPackage { catalog { name } } } } } } }',
      { id: boss.id },
      { as: boss },
    );
    const assignmentIn = (name: string) =>
      held.node.assignments.nodes.find(({ accessPackage }: Answer) => accessPackage.catalog.name === name).id;
    const end = (assignmentId: string) => post(secret, END, { input: { assignmentId } });
    expect((await end(assignmentIn('There'))).data.endAssignment).toMatchObject({ accessRequest: null, errors: [{}] });
    const wanted = await test.world.package({ name: 'Wanted', catalog: there, policy: {} });
    const asked = await post(secret, SUBMIT, { input: { accessPackageId: wanted.id } });
    expect(asked.data.submitAccessRequest.accessRequest).toBeNull();
    const mine = await test.world.package({ name: 'Mine', catalog: here, policy: {} });
    expect((await post(secret, SUBMIT, { input: { accessPackageId: mine.id } })).data.submitAccessRequest.errors).toEqual([]);
    expect((await end(assignmentIn('Here'))).data.endAssignment.errors).toEqual([]);
  });

  it('stays confined where its catalog is gone', async () => {
    const gone = await test.world.catalog({ name: 'Gone', roles: [{ role: 'OWNER', holder: boss }] });
    const secret = await server.token(boss, 'READ', [gone.id]);
    await test.query('mutation ($id: ID!) { deleteCatalog(input: { id: $id }) { deletedId } }', { id: gone.id }, { as: boss });
    const { data } = await post(secret, '{ catalogs { totalCount } accessPackages { totalCount } }');
    expect(data).toEqual({ catalogs: { totalCount: 0 }, accessPackages: { totalCount: 0 } });
  });
});

describe('a token made by a token', () => {
  it('never exceeds it: in scope, in catalogs, in time', async () => {
    const secret = await server.token(boss, 'WRITE', [here.id]);
    const make = async (input: object) =>
      (await post(secret, CREATE, { input: { name: 'child', ...input } })).data?.createApiToken;
    const child = await make({ scope: 'WRITE', expiresIn: 'PT1H' });
    expect(child).toMatchObject({ errors: [], apiToken: { scope: 'WRITE', confined: true, catalogs: [{ name: 'Here' }] } });
    expect((await make({ catalogIds: [there.id] })).errors).toMatchObject([{ code: 'NOT_FOUND', path: ['catalogIds', '0'] }]);
    expect((await make({ catalogIds: [] })).errors).toMatchObject([{ code: 'INVALID', path: ['catalogIds'] }]);
    expect((await make({ expiresIn: 'P2D' })).errors).toMatchObject([{ code: 'INVALID', path: ['expiresIn'] }]);
    const costly = await post(secret, CREATE, { input: { name: 'child', scope: 'ADHOC' } });
    expect(costly.errors[0].extensions.code).toBe('FORBIDDEN');
    const seen = await post(child.secret, '{ catalogs { nodes { name } } }');
    expect(seen.data.catalogs.nodes).toEqual([{ name: 'Here' }]);
  });

  it('and of the tokens of its owner, one that is confined knows itself and those', async () => {
    const other = (await test.query<Answer>(CREATE, { input: { name: 'other' } }, { as: boss })).createApiToken.apiToken.id;
    const secret = await server.token(boss, 'WRITE', [here.id]);
    expect((await post(secret, REVOKE, { id: other })).data.revokeApiToken.errors).toEqual([{ code: 'NOT_FOUND' }]);
    const child = (await post(secret, CREATE, { input: { name: 'child' } })).data.createApiToken.apiToken.id;
    expect((await post(secret, '{ apiTokens { totalCount } }')).data.apiTokens.totalCount).toBe(2);
    expect((await post(secret, REVOKE, { id: child })).data.revokeApiToken.errors).toEqual([]);
  });
});

describe('a token for reports', () => {
  const COSTLY =
    '{ assignments(first: 100) { nodes { accessPackage { assignments(first: 100) { nodes { id target { name } } } } } } }';
  it('may cost more, tells how much, and changes nothing', async () => {
    const secrets = { READ: await server.token(boss, 'READ'), ADHOC: await server.token(boss, 'ADHOC') };
    const [read, adhoc] = [await post(secrets.READ, COSTLY), await post(secrets.ADHOC, COSTLY)];
    expect(read.errors[0].extensions).toMatchObject({ code: 'QUERY_TOO_COMPLEX', limit: 'COST' });
    expect(adhoc.errors).toBeUndefined();
    expect(adhoc.extensions.cost.limit).toBe(5 * LIMITS.cost);
    expect((await post(secrets.ADHOC, '{ limits { cost } }')).data.limits.cost).toBe(5 * LIMITS.cost);
    const beyond = COSTLY.replace('id target', 'accessPackage { assignments(first: 100) { nodes { id } } } target');
    expect((await post(secrets.ADHOC, beyond)).errors[0].extensions).toMatchObject({ limit: 'COST' });
    const write = await post(secrets.ADHOC, 'mutation { createCatalog(input: { name: "y" }) { catalog { id } } }');
    expect(write.errors[0].extensions.code).toBe('FORBIDDEN');
  });
});
