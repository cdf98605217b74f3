import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { deliverable, giveUp, retryWhenDue } from '../testkit/delivery.ts';
import { ASSIGNMENTS, EXTEND } from '../testkit/documents.ts';
import { afterUndo, ask, look, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => void (t = await startTestApp()));
afterAll(() => t.stop());

const SEEN = `query ($id: ID!) { node(id: $id) { ... on AccessRequest { state deliveryErrors viewerCan { reprocess { allowed code } }
  assignment { id state } } } }`;
const AGAIN = `mutation ($id: ID!) { reprocessAccessRequest(input: { requestId: $id }) { accessRequest { state } errors { code } } }`;
const REPROCESS = `mutation ($input: ReprocessAccessRequestInput!) { reprocessAccessRequest(input: $input) {
  accessRequest { id state } errors { code message } } }`;

const seen = async (as: { id: string }, request: Answer): Promise<Answer> =>
  (await t.query<Answer>(SEEN, { id: request.id }, { as })).node;

/** A delivery that its target refused for good. */
async function failed(onBehalf = false) {
  const manager = await t.world.user();
  const holder = await t.world.user({ manager });
  const { target, catalog, role } = await deliverable(t);
  const pkg = await t.world.package({ catalog, roles: [role], policy: { managerOnBehalf: true } });
  target.refuse();
  const asker = onBehalf ? manager : holder;
  const request = await ask(t, asker, pkg, onBehalf ? { targetId: holder.id } : {});
  await afterUndo(t);
  for (let i = 0; i < 10; i += 1) {
    t.clock.advance('P1D');
    await retryWhenDue(t);
  }
  expect(await look(t, 'system', request)).toMatchObject({ state: 'FAILED', assignment: { state: 'DELIVERY_FAILED' } });
  return { manager, holder, target, pkg, role, request };
}

const held = async (as: { id: string }): Promise<Answer[]> =>
  (await t.query<Answer>(ASSIGNMENTS, { filter: { target: { id: { eq: as.id } } } }, { as })).assignments.nodes;

describe('6.12 a failed delivery', () => {
  it('6.12 a failed delivery blocks no fresh request, which takes its place in one transaction', async () => {
    const { holder, target, pkg, role, request } = await failed();
    target.start();
    const fresh = await ask(t, holder, pkg);
    expect(fresh.state).toBe('DELIVERING');
    expect((await held(holder)).filter(({ state }) => state !== 'EXPIRED' && state !== 'ENDING')).toHaveLength(1);
    await t.runJobs('all');
    expect((await held(holder)).map(({ state }) => state).sort()).toEqual(['DELIVERED', 'EXPIRED']);
    expect(target.holders(role)).toEqual([holder.id]);
    const removals = `query ($u: ID!) { accessRequests(filter: { target: { id: { eq: $u } }, type: { eq: SYSTEM_REMOVE } }) {
      nodes { state cause } } notifications: auditEvents(filter: { targetId: { eq: $u }, action: { eq: "assignment.ended" } }) { totalCount } }`;
    const { accessRequests, notifications } = await t.query<Answer>(removals, { u: holder.id }, { as: 'system' });
    expect(accessRequests.nodes).toEqual([{ state: 'DELIVERED', cause: 'REPLACED' }]);
    expect(notifications.totalCount).toBe(1);
    const told = await t.query<Answer>(`{ notifications(first: 20) { nodes { kind } } }`, {}, { as: holder });
    expect(told.notifications.nodes.map(({ kind }: Answer) => kind)).not.toContain('ACCESS_ENDED');
    expect((await seen(holder, request)).viewerCan.reprocess).toMatchObject({ allowed: false, code: 'WRONG_STATE' });
  });

  it('6.12 its holder has it tried again, and so does who asked for them; both read why it failed', async () => {
    const { holder, manager, target, role, request } = await failed(true);
    const stranger = await t.world.user();
    for (const as of [holder, manager]) {
      const node = await seen(as, request);
      expect(node.deliveryErrors).toHaveLength(1);
      expect(node.deliveryErrors[0]).not.toBe('');
      expect(node.viewerCan.reprocess.allowed).toBe(true);
    }
    expect((await t.query<Answer>(AGAIN, { id: request.id }, { as: stranger })).reprocessAccessRequest.errors).toEqual([
      { code: 'NOT_FOUND' },
    ]);
    target.start();
    const { reprocessAccessRequest } = await t.query<Answer>(AGAIN, { id: request.id }, { as: manager });
    expect(reprocessAccessRequest).toMatchObject({ accessRequest: { state: 'DELIVERING' }, errors: [] });
    await t.runJobs('all');
    expect(target.holders(role)).toEqual([holder.id]);
    expect(await seen(holder, request)).toMatchObject({
      state: 'DELIVERED',
      deliveryErrors: [],
      assignment: { state: 'DELIVERED' },
    });
  });
});

describe('reprocessing', () => {
  it('a delivery whose access has ended since is refused and leaves nothing pending', async () => {
    const { target, accessPackage, catalog } = await deliverable(t);
    const manager = await t.world.user();
    await t.world.catalogRole(catalog, { role: 'ASSIGNMENT_MANAGER', holder: manager });
    const holder = await t.world.user();
    target.refuse();
    const request = await ask(t, holder, accessPackage);
    await t.drain();
    for (let i = 0; i < 10; i += 1) {
      t.clock.advance('P1D');
      await retryWhenDue(t);
    }
    expect((await look(t, holder, request)).state).toBe('FAILED');
    target.start();
    await giveUp(t, holder, request);
    await t.drain();
    const { reprocessAccessRequest } = await t.query<Answer>(REPROCESS, { input: { requestId: request.id } }, { as: manager });
    expect(reprocessAccessRequest.errors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect((await look(t, holder, request)).state).toBe('FAILED');
    await ask(t, holder, accessPackage);
  });

  it('a delivery beside a change of the same access that is still open is refused', async () => {
    const { target, catalog, role } = await deliverable(t);
    const manager = await t.world.user();
    const approver = await t.world.user();
    await t.world.catalogRole(catalog, { role: 'ASSIGNMENT_MANAGER', holder: manager });
    const pkg = await t.world.package({
      catalog,
      roles: [role],
      policy: {
        endsAt: new Date(t.clock.now().getTime() + 90 * 86_400_000),
        extensionStages: [{ approvers: [approver] }],
        extensionNeedsApproval: true,
      },
    });
    const holder = await t.world.user();
    target.refuse();
    const soon = new Date(t.clock.now().getTime() + 60 * 86_400_000);
    const request = await ask(t, holder, pkg, { expiresAt: soon });
    await t.drain();
    for (let i = 0; i < 10; i += 1) {
      t.clock.advance('P1D');
      await retryWhenDue(t);
    }
    const { assignment } = await look(t, holder, request);
    t.clock.advance('P40D');
    const { extendAssignment } = await t.query<Answer>(EXTEND, { input: { assignmentId: assignment.id } }, { as: holder });
    expect(extendAssignment.errors).toEqual([]);
    const { reprocessAccessRequest } = await t.query<Answer>(REPROCESS, { input: { requestId: request.id } }, { as: manager });
    expect(reprocessAccessRequest.errors).toMatchObject([{ code: 'WRONG_STATE' }]);
  });
});
