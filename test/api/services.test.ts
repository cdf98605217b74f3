import { type AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { DECIDE } from '../testkit/documents.ts';
import { ask, askInVain, decide, type Answer } from '../testkit/flow.ts';
import { type TestServer } from '../testkit/server.ts';

const CREATE = `mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id kind responsible { name } } errors { code path } } }`;
const UPDATE = `mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { responsible { name } } errors { code path } } }`;
const BLOCK = 'mutation ($id: ID!) { blockUser(input: { id: $id }) { errors { code } } }';
const TOKEN = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret apiToken { id owner { name } } errors { code path } } }`;
const REVOKE = 'mutation ($id: ID!) { revokeApiToken(input: { id: $id }) { apiToken { revokedAt } errors { code } } }';
const INBOX = '{ notifications { nodes { kind text service { name } } } }';

interface Person {
  id: string;
}
let test: TestApp;
let server: TestServer;
let [admin, rita, sven] = [] as unknown as [Person, Person, Person];
beforeAll(async () => {
  test = await startTestApp();
  server = await test.listen();
  admin = await test.world.admin({ name: 'Ada Admin' });
  rita = await test.world.user({ name: 'Rita' });
  sven = await test.world.user({ name: 'Sven' });
});
afterAll(() => test.stop());

let made = 0;
const bot = (responsible: Person | null = rita, name = `Bot ${(made += 1)}`) =>
  test.world.user({ name, kind: 'SERVICE', email: null, responsible });
const forServices = (stages: Person[] = []): Promise<AccessPackage> =>
  test.world.package({
    policy: { scope: 'SERVICES', ...(stages.length > 0 && { stages: [{ approvers: stages }] }), duration: 'P30D' },
  });
const inbox = async (as: Person) =>
  (await test.query<Answer>(INBOX, {}, { as })).notifications.nodes.filter(({ kind }: Answer) => kind.startsWith('SERVICE'));

describe('a service', () => {
  it('has an active member who answers for it, from the start', async () => {
    const guest = await test.world.user({ kind: 'GUEST' });
    const gone = await test.world.user({ state: 'BLOCKED', blockReason: 'ADMINISTRATIVE' });
    const create = async (input: object) =>
      (await test.query<Answer>(CREATE, { input: { name: 'x', ...input } }, { as: admin })).createUser;
    const refused = { user: null, errors: [{ code: 'INVALID', path: ['responsibleId'] }] };
    expect(await create({ kind: 'SERVICE' })).toEqual(refused);
    expect(await create({ kind: 'SERVICE', responsibleId: guest.id })).toEqual(refused);
    expect(await create({ kind: 'SERVICE', responsibleId: gone.id })).toEqual(refused);
    expect(await create({ responsibleId: rita.id })).toEqual(refused);
    const right = await create({ kind: 'SERVICE', name: 'Payroll', responsibleId: rita.id });
    expect(right).toMatchObject({ user: { kind: 'SERVICE', responsible: { name: 'Rita' } }, errors: [] });
    expect(await inbox(rita)).toMatchObject([{ text: 'You answer for the service \u201cPayroll\u201d now.' }]);
  });

  it('is handed over: both are told, and it always has somebody', async () => {
    const service = await bot();
    const update = async (responsibleId: string | null) =>
      (await test.query<Answer>(UPDATE, { input: { id: service.id, responsibleId } }, { as: admin })).updateUser;
    expect((await update(null)).errors).toEqual([{ code: 'INVALID', path: ['responsibleId'] }]);
    expect(await update(sven.id)).toEqual({ user: { responsible: { name: 'Sven' } }, errors: [] });
    expect((await inbox(rita))[0].text).toBe(`You do not answer for the service \u201c${service.name}\u201d any more.`);
    expect((await inbox(sven))[0].text).toBe(`You answer for the service \u201c${service.name}\u201d now.`);
    const person = await test.query<Answer>(UPDATE, { input: { id: sven.id, responsibleId: rita.id } }, { as: admin });
    expect(person.updateUser.errors).toEqual([{ code: 'INVALID', path: ['responsibleId'] }]);
  });

  it('is found by who answers for it, and by that nobody does', async () => {
    const [old, owned] = [await bot(null, 'Old bot'), await bot(sven, 'Sven’s bot')];
    const names = async (filter: object) =>
      (
        await test.query<Answer>(
          'query ($filter: UserFilter) { users(filter: $filter) { nodes { id } } }',
          { filter },
          { as: admin },
        )
      ).users.nodes.map(({ id }: Answer) => id);
    expect(await names({ responsible: { name: { eq: 'sven' } } })).toContain(owned.id);
    expect(await names({ services: { some: { id: { eq: owned.id } } } })).toEqual([sven.id]);
    expect(await names({ kind: { eq: 'SERVICE' }, responsible: { isNull: true } })).toEqual([old.id]);
  });
});

describe('whoever answers for a service', () => {
  it('sees it with its access and requests; others do not', async () => {
    const service = await bot();
    const wanted = await forServices();
    await ask(test, rita, wanted, { targetId: service.id });
    await test.runJobs('all');
    const LOOK = '{ viewer { user { services { nodes { name assignments { totalCount } accessRequests { totalCount } } } } } }';
    const seen = await test.query<Answer>(LOOK, {}, { as: rita });
    expect(seen.viewer.user.services.nodes).toContainEqual({
      name: service.name,
      assignments: { totalCount: 1 },
      accessRequests: { totalCount: 1 },
    });
    const about = 'query ($id: ID!) { node(id: $id) { ... on User { name assignments { totalCount } } } }';
    expect((await test.query<Answer>(about, { id: service.id }, { as: sven })).node.assignments.totalCount).toBe(0);
  });

  it('asks for access for it, extends and ends it, as it could itself', async () => {
    const service = await bot();
    const wanted = await forServices();
    expect(await askInVain(test, sven, wanted, { targetId: service.id })).toContain('NOT_YOURS_TO_REQUEST');
    const request = await ask(test, rita, wanted, { targetId: service.id });
    expect(request).toMatchObject({ type: 'ON_BEHALF_ADD', target: { id: service.id }, requester: { id: rita.id } });
    await test.runJobs('all');
    const listed = await test.query<Answer>(
      'query ($id: ID!) { accessPackages(filter: { id: { eq: $id } }) { totalCount } }',
      { id: wanted.id },
      { as: rita },
    );
    expect(listed.accessPackages.totalCount).toBe(1);
    test.clock.advance('P20D');
    const held = await test.query<Answer>(
      'query ($id: ID!) { assignments(filter: { target: { id: { eq: $id } } }) { nodes { id viewerCan { extendForThem { allowed } endForThem { allowed } } } } }',
      { id: service.id },
      { as: rita },
    );
    const [assignment] = held.assignments.nodes;
    expect(assignment.viewerCan).toEqual({ extendForThem: { allowed: true }, endForThem: { allowed: true } });
    const done = (mutation: string, input: object) =>
      test.query<Answer>(
        `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { accessRequest { type } errors { code } } }`,
        { input },
        { as: rita },
      );
    expect((await done('extendAssignment', { assignmentId: assignment.id, duration: 'P10D' })).extendAssignment).toEqual({
      accessRequest: { type: 'USER_EXTEND' },
      errors: [],
    });
    await test.runJobs('all');
    expect((await done('endAssignment', { assignmentId: assignment.id })).endAssignment).toEqual({
      accessRequest: { type: 'ON_BEHALF_REMOVE' },
      errors: [],
    });
  });

  it('decides nothing for it, nor it for them: by no path', async () => {
    const [service, sibling] = [await bot(), await bot()];
    // Asked for the service: neither its human nor another service of theirs is asked.
    const decided = await forServices([rita, sibling, sven]);
    const request = await ask(test, rita, decided, { targetId: service.id });
    expect(request.stages[0].approvers.map(({ user }: Answer) => user.id)).toEqual([sven.id]);
    const REASSIGN = `mutation ($input: ReassignApprovalInput!) { reassignApproval(input: $input) { errors { code } } }`;
    for (const userId of [rita.id, sibling.id]) {
      const handed = await test.query<Answer>(
        REASSIGN,
        { input: { stageId: request.stages[0].id, userId, reason: 'x' } },
        { as: sven },
      );
      expect(handed.reassignApproval.errors).toEqual([{ code: 'INVALID' }]);
    }
    // Asked for the human: the service, whose token they may make, is not asked.
    const own = await test.world.package({ policy: { stages: [{ approvers: [service, sven] }] } });
    const mine = await ask(test, rita, own);
    expect(mine.stages[0].approvers.map(({ user }: Answer) => user.id)).toEqual([sven.id]);
    // Handed over while it waits: whoever answers for it now may not decide either.
    await test.query(UPDATE, { input: { id: service.id, responsibleId: sven.id } }, { as: admin });
    const { errors } = await test.execute(
      DECIDE,
      { input: { stageId: request.stages[0].id, decision: 'APPROVE' } },
      { as: sven },
    );
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect((await decide(test, sven, mine.stages[0])).errors).toEqual([]);
  });

  it('does not assign to it, with a role either', async () => {
    const catalog = await test.world.catalog({ roles: [{ role: 'ASSIGNMENT_MANAGER', holder: rita }] });
    const service = await bot();
    const wanted = await test.world.package({ catalog, policy: { scope: 'SERVICES' } });
    const policy = await test.world.policy({ accessPackage: wanted, scope: 'NOBODY', name: 'direct' });
    const input = { accessPackageId: wanted.id, policyId: policy.id, targets: [{ userId: service.id }] };
    const assigned = await test.query<Answer>(
      'mutation ($input: AssignAccessPackageInput!) { assignAccessPackage(input: $input) { accessRequests { id } errors { code } } }',
      { input },
      { as: rita },
    );
    expect(assigned.assignAccessPackage).toEqual({ accessRequests: [], errors: [{ code: 'NOT_ELIGIBLE' }] });
  });

  it('makes its tokens, sees and revokes them', async () => {
    const service = await bot();
    const make = (as: Person) => test.execute<Answer>(TOKEN, { input: { name: 'nightly', ownerId: service.id } }, { as });
    expect((await make(admin)).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    const { secret, apiToken } = (await make(rita)).data.createApiToken;
    expect(apiToken.owner).toEqual({ name: service.name });
    const { body } = await server.post('{ viewer { user { name } } }', { headers: { authorization: `Bearer ${secret}` } });
    expect(body.data.viewer.user).toEqual({ name: service.name });
    const seen = 'query ($id: ID!) { apiTokens(filter: { id: { eq: $id } }) { nodes { viewerCan { revoke { allowed } } } } }';
    expect((await test.query<Answer>(seen, { id: apiToken.id }, { as: rita })).apiTokens.nodes).toEqual([
      { viewerCan: { revoke: { allowed: true } } },
    ]);
    expect((await test.query<Answer>(seen, { id: apiToken.id }, { as: sven })).apiTokens.nodes).toEqual([]);
    expect((await test.query<Answer>(REVOKE, { id: apiToken.id }, { as: rita })).revokeApiToken.errors).toEqual([]);
  });

  it('leaves: administrators are told, the service works on, and its tokens too', async () => {
    const uma = await test.world.user({ name: 'Uma' });
    const service = await bot(uma, 'Orphan');
    const secret = await server.token(service);
    await test.query(BLOCK, { id: uma.id }, { as: admin });
    expect(await inbox(admin)).toMatchObject([
      {
        kind: 'SERVICE_UNANSWERED',
        service: { name: 'Orphan' },
        text: expect.stringMatching(/^Nobody answers for the service \u201cOrphan\u201d/),
      },
    ]);
    const { body } = await server.post('{ viewer { user { name } } }', { headers: { authorization: `Bearer ${secret}` } });
    expect(body.data.viewer.user).toEqual({ name: 'Orphan' });
    const left = await test.query<Answer>(
      '{ users(filter: { kind: { eq: SERVICE }, responsible: { state: { ne: ACTIVE } } }) { nodes { name } } }',
      {},
      { as: admin },
    );
    expect(left.users.nodes).toEqual([{ name: 'Orphan' }]);
  });
});
