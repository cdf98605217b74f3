import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { giveUp, operationsOf, OPERATIONS } from '../testkit/delivery.ts';
import { NOTIFICATIONS } from '../testkit/documents.ts';
import { ask, look, membersOf, type Answer } from '../testkit/flow.ts';

let t: TestApp;
let admin: { id: string };
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.world.admin();
});
afterAll(() => t.stop());

const OUT = `mutation ($input: RemoveGroupMembersInput!) { removeGroupMembers(input: $input) { errors { code message } } }`;
const IN = `mutation ($input: AddGroupMembersInput!) { addGroupMembers(input: $input) { errors { code message } } }`;
const REPROCESS = `mutation ($input: ReprocessAccessRequestInput!) { reprocessAccessRequest(input: $input) {
  accessRequest { id state } errors { code message } } }`;
const RETRY = `mutation ($input: RetryProvisioningInput!) { retryProvisioning(input: $input) {
  provisioningOperation { id state grant { state lostAt } } errors { code message } } }`;
const LOST = `query ($where: AssignmentFilter, $rights: GrantFilter) {
  assignments(filter: $where, first: 50) { nodes { id state lostAt grants { id state lostAt } reasons { request { id viewerCan { reprocess { allowed } } } } } }
  grants(filter: $rights, first: 50) { nodes { id lostAt user { id } } } }`;

/** A package that makes one a member of a group of the directory, held by a person, with somebody who manages its assignments. */
async function held(setting: 'REPORT' | 'GIVE_AGAIN' = 'REPORT') {
  const [user, manager] = await Promise.all([1, 2].map(() => t.world.user()));
  const group = await t.world.group();
  const connector = await t.world.connector({ kind: 'directory', lostGrants: setting });
  const catalog = await t.world.catalog();
  await t.world.catalogRole(catalog, { role: 'ASSIGNMENT_MANAGER', holder: manager! });
  const { roles } = await t.world.resource({ kind: 'GROUP', group, connector, catalogs: [catalog] });
  const accessPackage = await t.world.package({ catalog, roles, policy: {} });
  const request = await ask(t, user!, accessPackage);
  await t.drain();
  expect(await membersOf(t, group)).toEqual([user!.id]);
  return { user: user!, manager: manager!, group, roles, catalog, accessPackage, request };
}

const move = async (document: string, group: { id: string }, user: { id: string }) => {
  const answer = await t.query<Answer>(document, { input: { groupId: group.id, userIds: [user.id] } }, { as: admin });
  expect(Object.values<Answer>(answer)[0].errors).toEqual([]);
};
const takeOut = (group: { id: string }, user: { id: string }) => move(OUT, group, user);

const lostOf = async (user: { id: string }, as: { id: string } | 'system' = 'system') => {
  const [where, rights] = [{ target: { id: { eq: user.id } } }, { user: { id: { eq: user.id } } }].map((whose) => ({
    and: [whose, { lostAt: { isNull: false } }],
  }));
  return t.query<Answer>(LOST, { where, rights }, { as });
};
const actionsOf = async (user: { id: string }): Promise<string[]> => {
  const query = `query ($filter: AuditEventFilter) { auditEvents(filter: $filter, first: 50) { nodes { action } } }`;
  const { auditEvents } = await t.query<Answer>(query, { filter: { targetId: { eq: user.id } } }, { as: 'system' });
  return auditEvents.nodes.map(({ action }: Answer) => action);
};
const toldOf = async (as: { id: string }, kind: string) =>
  (await t.query<Answer>(NOTIFICATIONS, {}, { as })).notifications.nodes.filter((one: Answer) => one.kind === kind);

describe('6.11 a right that somebody takes away in our directory', () => {
  it('6.11 is noticed in that transaction, shown as lost on grant and assignment, told, and reprocessed', async () => {
    const { user, manager, group, request } = await held();
    expect(await lostOf(user)).toEqual({ assignments: { nodes: [] }, grants: { nodes: [] } });
    expect(
      (await t.query<Answer>(REPROCESS, { input: { requestId: request.id } }, { as: manager })).reprocessAccessRequest,
    ).toMatchObject({ errors: [{ code: 'WRONG_STATE' }] });
    await takeOut(group, user);
    const at = t.clock.now().toISOString();
    for (const as of [user, manager]) {
      expect(await lostOf(user, as)).toMatchObject({
        assignments: { nodes: [{ state: 'DELIVERED', lostAt: at, grants: [{ state: 'ACTIVE', lostAt: at }] }] },
        grants: { nodes: [{ lostAt: at, user: { id: user.id } }] },
      });
      expect(await toldOf(as, 'ACCESS_LOST')).toHaveLength(1);
    }
    expect(await actionsOf(user)).toContain('grant.lost');
    const refused = await t.execute<Answer>(REPROCESS, { input: { requestId: request.id } }, { as: user });
    expect(refused.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    const { reprocessAccessRequest } = await t.query<Answer>(REPROCESS, { input: { requestId: request.id } }, { as: manager });
    expect(reprocessAccessRequest).toMatchObject({ errors: [], accessRequest: { state: 'DELIVERING' } });
    await t.drain();
    expect(await membersOf(t, group)).toEqual([user.id]);
    expect(await look(t, user, request)).toMatchObject({
      state: 'DELIVERED',
      assignment: { state: 'DELIVERED', grants: [{ state: 'ACTIVE' }] },
    });
    expect(await lostOf(user)).toEqual({ assignments: { nodes: [] }, grants: { nodes: [] } });
    expect(await actionsOf(user)).toContain('grant.given_again');
  });

  it('6.11 is given again by its last operation', async () => {
    const { user, manager, group } = await held();
    const input = { operationId: (await operationsOf(t, user))[0].id };
    const retry = async () => (await t.query<Answer>(RETRY, { input }, { as: manager })).retryProvisioning;
    expect((await retry()).errors).toMatchObject([{ code: 'WRONG_STATE' }]);
    await takeOut(group, user);
    expect(await retry()).toMatchObject({
      errors: [],
      provisioningOperation: { state: 'QUEUED', grant: { state: 'PENDING', lostAt: null } },
    });
    expect((await retry()).errors).toMatchObject([{ code: 'WRONG_STATE' }]);
    await t.drain();
    expect(await membersOf(t, group)).toEqual([user.id]);
    expect((await operationsOf(t, user)).map(({ action, state }) => [action, state])).toEqual([
      ['GRANT', 'SUCCEEDED'],
      ['GRANT', 'SUCCEEDED'],
    ]);
  });

  it('6.11 is given again at once where the connector says so, and by whoever newly needs it', async () => {
    const bySetting = await held('GIVE_AGAIN');
    await takeOut(bySetting.group, bySetting.user);
    await t.drain();
    expect(await membersOf(t, bySetting.group)).toEqual([bySetting.user.id]);
    expect(await toldOf(bySetting.user, 'ACCESS_LOST')).toEqual([]);

    const { user, group, roles, catalog, request } = await held();
    const other = await t.world.package({ catalog, roles, policy: {} });
    await takeOut(group, user);
    await ask(t, user, other);
    await t.drain();
    expect(await membersOf(t, group)).toEqual([user.id]);
    expect((await look(t, user, request)).assignment).toMatchObject({ state: 'DELIVERED', grants: [{ state: 'ACTIVE' }] });
  });

  it('6.11 is found again where somebody puts it back, and is told anew when it is lost anew', async () => {
    const { user, group } = await held();
    await takeOut(group, user);
    await move(IN, group, user);
    expect(await lostOf(user)).toEqual({ assignments: { nodes: [] }, grants: { nodes: [] } });
    expect(await actionsOf(user)).toContain('grant.found');
    t.clock.advance('PT1M');
    await takeOut(group, user);
    expect(await toldOf(user, 'ACCESS_LOST')).toHaveLength(2);
  });

  it('6.11 is no loss where nobody holds a package, or where we take it away ourselves', async () => {
    const [stranger, { user, group, request, accessPackage }] = [await t.world.user(), await held()];
    await move(IN, group, stranger);
    await takeOut(group, stranger);
    // Theirs before there was a package, and after it.
    const adopter = await t.world.user();
    await move(IN, group, adopter);
    const adopted = await ask(t, adopter, accessPackage);
    await t.drain();
    await giveUp(t, adopter, adopted);
    await t.drain();
    expect(await membersOf(t, group)).toContain(adopter.id);
    await takeOut(group, adopter);
    await giveUp(t, user, request);
    await takeOut(group, user);
    await t.drain();
    for (const person of [user, stranger, adopter]) {
      expect(await lostOf(person)).toEqual({ assignments: { nodes: [] }, grants: { nodes: [] } });
      expect(await toldOf(person, 'ACCESS_LOST')).toEqual([]);
    }
    expect((await look(t, 'system', request)).assignment).toMatchObject({ state: 'EXPIRED', grants: [{ state: 'REMOVED' }] });
  });

  it('6.11 is written once more where it was just being given', async () => {
    const { group, accessPackage } = await held();
    const user = await t.world.user();
    await ask(t, user, accessPackage);
    // The worker wrote the membership and dies before it says so.
    const [{ id }] = await operationsOf(t, user);
    await t.world.write(async (change) => {
      await change.em.execute(`update provisioning_operation set state = 'RUNNING', attempts = 1 where id = ?`, [id]);
      await change.em.execute(
        `insert into group_member (id, created_at, group_id, user_id) values ('gmb_00000000000000000000000001', now(), ?, ?)`,
        [group.id, user.id],
      );
    });
    await takeOut(group, user);
    t.clock.advance('PT10M');
    await t.runJobs('all');
    expect(await membersOf(t, group)).toContain(user.id);
    expect(
      (await t.query<Answer>(OPERATIONS, { filter: { id: { eq: id } } }, { as: 'system' })).provisioningOperations.nodes,
    ).toMatchObject([{ state: 'CANCELED' }]);
    expect((await operationsOf(t, user)).map(({ state }) => state)).toEqual(['CANCELED', 'SUCCEEDED']);
  });
});
