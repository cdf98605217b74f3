import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { deliverable, giveUp, grantOf, operationsOf, OPERATIONS, retryWhenDue } from '../testkit/delivery.ts';
import { NOTIFICATIONS } from '../testkit/documents.ts';
import { ask, look, membersOf, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const RETRY = `mutation ($id: ID!) { retryProvisioning(input: { operationId: $id }) {
  provisioningOperation { id state grant { state } } errors { code message } } }`;

describe('delivery', () => {
  test('says delivered when the target does, and not before', async () => {
    const { target, accessPackage, role } = await deliverable(t);
    const user = await t.world.user();
    const request = await ask(t, user, accessPackage);
    expect((await look(t, user, request)).state).toBe('DELIVERING');
    expect(target.holders(role)).toEqual([]);
    await t.drain();
    expect(await look(t, user, request)).toMatchObject({
      state: 'DELIVERED',
      assignment: { state: 'DELIVERED', grants: [{ state: 'ACTIVE', origin: 'PROVISIONED', lastError: null, nextTryAt: null }] },
    });
    expect(target.holders(role)).toEqual([user.id]);
    expect(target.calls.map(({ what }) => what)).toEqual(['HOLDS', 'GRANT']);
    expect(await operationsOf(t, user)).toMatchObject([{ action: 'GRANT', state: 'SUCCEEDED', attempts: 1, refusals: 0 }]);
    const actions = (await look(t, 'system', request)).timeline.nodes.map(({ action }: Answer) => action);
    expect(actions).toContain('grant.activated');
  });

  test('AT41 a target that is away uses up no retries, is tried again up to every quarter of an hour, and gets it when it is back', async () => {
    const { target, accessPackage, role } = await deliverable(t);
    const user = await t.world.user();
    target.stop();
    const request = await ask(t, user, accessPackage);
    await t.drain();
    const waits: number[] = [];
    for (let round = 0; round < 14; round += 1) {
      const grant = await grantOf(t, user);
      expect(grant).toMatchObject({ state: 'PENDING', lastError: 'The target is away.' });
      const wait = Date.parse(grant.nextTryAt) - t.clock.now().getTime();
      waits.push(wait / 1000);
      t.clock.advance(`PT${wait / 1000 - 1}S`);
      await retryWhenDue(t);
      t.clock.advance('PT1S');
      await retryWhenDue(t);
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900, 900]);
    expect(await operationsOf(t, user)).toMatchObject([{ state: 'RETRYING', refusals: 0, attempts: 15 }]);
    // Whoever asked sees that it is not delivered, why, and when it is tried again.
    const { nextTryAt } = await grantOf(t, user);
    expect(Date.parse(nextTryAt)).toBeGreaterThan(t.clock.now().getTime());
    expect(await look(t, user, request)).toMatchObject({
      state: 'DELIVERING',
      assignment: { state: 'DELIVERING', deliveredAt: null, grants: [{ lastError: 'The target is away.', nextTryAt }] },
    });
    target.start();
    t.clock.advance('PT15M');
    await retryWhenDue(t);
    expect((await look(t, user, request)).state).toBe('DELIVERED');
    expect(target.holders(role)).toEqual([user.id]);
  });

  test('refusals count; given up, it fails visibly, and whoever may reprocess has it tried again', async () => {
    const { target, accessPackage, catalog, role } = await deliverable(t);
    const [user, manager, reader, stranger] = await Promise.all([1, 2, 3, 4].map(() => t.world.user()));
    await t.world.catalogRole(catalog, { role: 'ASSIGNMENT_MANAGER', holder: manager! });
    await t.world.catalogRole(catalog, { role: 'READER', holder: reader! });
    target.refuse('Licence count exceeded.');
    const request = await ask(t, user!, accessPackage);
    await t.drain();
    for (let tries = 1; tries < 5; tries += 1) {
      expect(await operationsOf(t, user!)).toMatchObject([
        { state: 'RETRYING', refusals: tries, lastError: 'Licence count exceeded.' },
      ]);
      t.clock.advance('PT15M');
      await retryWhenDue(t);
    }
    const [dead] = await operationsOf(t, user!);
    expect(dead).toMatchObject({
      state: 'DEAD',
      refusals: 5,
      nextTryAt: null,
      grant: { state: 'FAILED', lastError: 'Licence count exceeded.' },
    });
    expect((await look(t, user!, request)).state).toBe('FAILED');

    const retry = (as: { id: string }) => t.execute<Answer>(RETRY, { id: dead.id }, { as });
    expect((await retry(stranger!)).data?.retryProvisioning.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await retry(reader!)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    target.start();
    expect((await retry(manager!)).data?.retryProvisioning).toMatchObject({
      errors: [],
      provisioningOperation: { state: 'QUEUED', grant: { state: 'PENDING' } },
    });
    expect((await retry(manager!)).data?.retryProvisioning.errors).toMatchObject([{ code: 'WRONG_STATE' }]);
    await t.drain();
    expect((await look(t, user!, request)).state).toBe('DELIVERED');
    expect(target.holders(role)).toEqual([user!.id]);
    expect((await operationsOf(t, user!)).map(({ state }) => state)).toEqual(['DEAD', 'SUCCEEDED']);
  });

  test('a target that refuses to take access away raises an alarm', async () => {
    const { target, accessPackage, catalog, role } = await deliverable(t);
    const [user, owner] = await Promise.all([1, 2].map(() => t.world.user()));
    await t.world.catalogRole(catalog, { role: 'OWNER', holder: owner! });
    const request = await ask(t, user!, accessPackage);
    await t.drain();
    target.refuse('Not today.');
    await giveUp(t, user!, request);
    for (let tries = 0; tries < 6; tries += 1) {
      await t.drain();
      t.clock.advance('PT15M');
      await retryWhenDue(t);
    }
    expect(await grantOf(t, user!)).toMatchObject({ state: 'REVOKE_FAILED', lastError: 'Not today.' });
    const told = (await t.query<Answer>(NOTIFICATIONS, {}, { as: owner! })).notifications.nodes;
    expect(told.filter(({ kind }: Answer) => kind === 'REVOCATION_FAILED')).toHaveLength(1);
    target.start();
    const dead = (await operationsOf(t, user!)).at(-1);
    const { retryProvisioning } = await t.query<Answer>(RETRY, { id: dead.id }, { as: owner! });
    expect(retryProvisioning).toMatchObject({ errors: [], provisioningOperation: { grant: { state: 'REVOKING' } } });
    await t.drain();
    expect(target.holders(role)).toEqual([]);
    expect((await look(t, 'system', request)).assignment).toMatchObject({ state: 'EXPIRED', grants: [{ state: 'REMOVED' }] });
  });
});

describe('what was there before', () => {
  test('AT38 is adopted without a write, and stays at the end', async () => {
    const { target, accessPackage, role } = await deliverable(t);
    const user = await t.world.user();
    target.give({ user, role });
    const request = await ask(t, user, accessPackage);
    await t.drain();
    expect((await look(t, user, request)).assignment.grants).toMatchObject([{ state: 'ACTIVE', origin: 'ADOPTED' }]);
    await giveUp(t, user, request);
    await t.drain();
    expect((await look(t, 'system', request)).assignment).toMatchObject({ state: 'EXPIRED', grants: [{ state: 'REMOVED' }] });
    expect(target.writesFor(user)).toEqual([]);
    expect(target.has({ user, role })).toBe(true);
  });

  test('leaves our books at the end with evidence of its own', async () => {
    const { target, accessPackage, role } = await deliverable(t);
    const holder = await t.world.user();
    target.give({ user: holder, role });
    const request = await ask(t, holder, accessPackage);
    await t.drain();
    const grant = await grantOf(t, holder);
    expect(grant).toMatchObject({ state: 'ACTIVE', origin: 'ADOPTED' });
    await giveUp(t, holder, request);
    const events = `query ($id: ID!) { auditEvents(filter: { subjectId: { eq: $id } }, first: 50) { nodes { action } } }`;
    const { auditEvents } = await t.query<Answer>(events, { id: grant.id }, { as: 'system' });
    expect(auditEvents.nodes.map(({ action }: Answer) => action)).toEqual(['grant.released', 'grant.adopted']);
  });

  test('is taken away at the end where the connector says so', async () => {
    const { target, accessPackage, role } = await deliverable(t, { adoptedGrantEnd: 'REMOVE' });
    const user = await t.world.user();
    target.give({ user, role });
    const request = await ask(t, user, accessPackage);
    await t.drain();
    await giveUp(t, user, request);
    await t.drain();
    expect(target.writesFor(user)).toEqual(['REVOKE']);
    expect(target.has({ user, role })).toBe(false);
  });

  test('is not touched by taking back what was never written', async () => {
    const { target, accessPackage, role } = await deliverable(t, { adoptedGrantEnd: 'REMOVE' });
    const user = await t.world.user();
    target.give({ user, role });
    const request = await ask(t, user, accessPackage);
    await giveUp(t, user, request);
    await t.drain();
    expect((await look(t, 'system', request)).assignment).toMatchObject({ state: 'EXPIRED', grants: [{ state: 'REMOVED' }] });
    expect(target.calls).toEqual([]);
    expect(target.has({ user, role })).toBe(true);
  });

  test('is not what we took away a moment ago and the target still shows', async () => {
    const { target, accessPackage, role } = await deliverable(t);
    const user = await t.world.user();
    const first = await ask(t, user, accessPackage);
    await t.drain();
    await giveUp(t, user, first);
    await t.drain();
    target.give({ user, role });
    const second = await ask(t, user, accessPackage);
    await t.drain();
    expect((await look(t, user, second)).assignment.grants).toMatchObject([{ state: 'ACTIVE', origin: 'PROVISIONED' }]);
    await giveUp(t, user, second);
    await t.drain();
    expect(target.has({ user, role })).toBe(false);
    target.give({ user, role });
    t.clock.advance('P2D');
    const third = await ask(t, user, accessPackage);
    await t.drain();
    expect((await look(t, user, third)).assignment.grants).toMatchObject([{ state: 'ACTIVE', origin: 'ADOPTED' }]);
  });
});

describe('6.16 what is found after we took a right away', () => {
  test('6.16 AT38 within a day: was given by somebody in our own directory, which forgets at once, and stays at the end', async () => {
    const [user, admin, group] = [await t.world.user(), await t.world.admin(), await t.world.group()];
    const { roles } = await t.world.resource({ kind: 'GROUP', group });
    const accessPackage = await t.world.package({ roles, policy: {} });
    const first = await ask(t, user, accessPackage);
    await t.drain();
    await giveUp(t, user, first);
    await t.drain();
    const add = `mutation ($input: AddGroupMembersInput!) { addGroupMembers(input: $input) { errors { message } } }`;
    await t.query(add, { input: { groupId: group.id, userIds: [user.id] } }, { as: admin });
    const second = await ask(t, user, accessPackage);
    await t.drain();
    expect((await look(t, user, second)).assignment.grants).toMatchObject([{ state: 'ACTIVE', origin: 'ADOPTED' }]);
    await giveUp(t, user, second);
    await t.drain();
    expect(await membersOf(t, group)).toEqual([user.id]);
  });

  test('6.16 is ours for as long as its connector says, and no longer', async () => {
    for (const [leftOverFor, later, origin] of [
      ['PT1H', 'PT59M', 'PROVISIONED'],
      ['PT1H', 'PT61M', 'ADOPTED'],
      ['PT0S', 'PT0S', 'ADOPTED'],
      ['P3D', 'P2D', 'PROVISIONED'],
    ] as const) {
      const { target, accessPackage, role } = await deliverable(t, { leftOverFor });
      const user = await t.world.user();
      const first = await ask(t, user, accessPackage);
      await t.drain();
      await giveUp(t, user, first);
      await t.drain();
      target.give({ user, role });
      t.clock.advance(later);
      const second = await ask(t, user, accessPackage);
      await t.drain();
      expect((await look(t, user, second)).assignment.grants).toMatchObject([{ state: 'ACTIVE', origin }]);
    }
  });

  test('6.16 is up to the administrator where the target may be slow to forget, for thirty days at most', async () => {
    const admin = await t.world.admin();
    const create = async (kind: string, leftOverFor?: string) => {
      const document = `mutation ($input: CreateConnectorInput!) { createConnector(input: $input) {
        connector { id version leftOverFor lostGrants } errors { code path } } }`;
      const input = { name: `Target ${kind} ${leftOverFor}`, kind, leftOverFor };
      return (await t.query<Answer>(document, { input }, { as: admin })).createConnector;
    };
    expect(await create('directory')).toMatchObject({ errors: [], connector: { leftOverFor: 'PT0S', lostGrants: 'REPORT' } });
    expect(await create('manual')).toMatchObject({ errors: [], connector: { leftOverFor: 'P1D' } });
    expect((await create('directory', 'P1D')).errors).toEqual([{ code: 'INVALID', path: ['leftOverFor'] }]);
    expect((await create('manual', 'P31D')).errors).toEqual([{ code: 'INVALID', path: ['leftOverFor'] }]);
    const { connector } = await create('manual', 'PT15M');
    const update = `mutation ($input: UpdateConnectorInput!) { updateConnector(input: $input) {
      connector { leftOverFor lostGrants } errors { code path } } }`;
    const input = { id: connector.id, expectedVersion: connector.version, leftOverFor: 'PT1H', lostGrants: 'GIVE_AGAIN' };
    expect((await t.query<Answer>(update, { input }, { as: admin })).updateConnector).toEqual({
      errors: [],
      connector: { leftOverFor: 'PT1H', lostGrants: 'GIVE_AGAIN' },
    });
  });
});

describe('who sees what is done in targets', () => {
  test('the person, the roles of the catalog, administrators and auditors; nobody else', async () => {
    const { accessPackage, catalog } = await deliverable(t);
    const [user, reader, stranger] = await Promise.all([1, 2, 3].map(() => t.world.user()));
    const auditor = await t.world.user({ roles: ['AUDITOR'] });
    await t.world.catalogRole(catalog, { role: 'READER', holder: reader! });
    await ask(t, user!, accessPackage);
    await t.drain();
    const filter = { grant: { user: { id: { eq: user!.id } } } };
    const seenBy = async (as: { id: string }) => {
      const grants = 'query ($filter: GrantFilter) { grants(filter: $filter) { totalCount nodes { state } } }';
      const [a, b] = [
        await t.query<Answer>(OPERATIONS, { filter }, { as }),
        await t.query<Answer>(grants, { filter: filter.grant }, { as }),
      ];
      expect(b.grants.totalCount).toBe(b.grants.nodes.length);
      return [a.provisioningOperations.nodes.length, b.grants.nodes.length];
    };
    for (const as of [user!, reader!, auditor]) expect(await seenBy(as)).toEqual([1, 1]);
    expect(await seenBy(stranger!)).toEqual([0, 0]);
  });
});
