import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { deliverable, retryWhenDue } from '../testkit/delivery.ts';
import { ASSIGNMENTS } from '../testkit/documents.ts';
import { afterUndo, ask, look, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => void (t = await startTestApp()));
afterAll(() => t.stop());

const SEEN = `query ($id: ID!) { node(id: $id) { ... on AccessRequest { state deliveryErrors viewerCan { reprocess { allowed code } }
  assignment { id state } } } }`;
const AGAIN = `mutation ($id: ID!) { reprocessAccessRequest(input: { requestId: $id }) { accessRequest { state } errors { code } } }`;

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
