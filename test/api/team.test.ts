import { User } from '@gatehouse/schema/identity/user.entity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { END, EXTEND } from '../testkit/documents.ts';
import { afterUndo, ask, decide, look, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const HELD = `query ($manager: ID!) { assignments(filter: { target: { manager: { id: { eq: $manager } } } }) { nodes {
  id state expiresAt target { id } accessPackage { name } grants { state } reasons { id }
  viewerCan { extend { allowed } extendForThem { allowed code } endForThem { allowed } end { allowed } changeEnd { allowed } } } } }`;

async function teamOf(manager: { id: string }): Promise<Answer[]> {
  return (await t.query<Answer>(HELD, { manager: manager.id }, { as: manager })).assignments.nodes;
}

/** A manager, somebody who reports to them, and what that one holds under such a policy. */
async function held(policy: object) {
  const { world } = t;
  const manager = await world.user();
  const report = await world.user({ manager });
  const pkg = await world.package({ policy: { duration: 'P30D', extensionNeedsApproval: false, ...policy } });
  const request = await ask(t, report, pkg);
  await afterUndo(t);
  const assignment = (await look(t, report, request)).assignment;
  return { manager, report, pkg, request, assignment };
}

describe('6.14 managers see, extend and end what their reports hold, where the policy lets them', () => {
  test('6.14 they see it with the request it came from', async () => {
    const { manager, report, request, assignment } = await held({ managerOnBehalf: true });
    expect((await teamOf(manager))[0].viewerCan.extendForThem).toEqual({ allowed: false, code: 'TOO_EARLY' });
    t.clock.advance('P20D');
    expect(await teamOf(manager)).toMatchObject([
      {
        id: assignment.id,
        target: { id: report.id },
        reasons: [{}],
        viewerCan: {
          extend: { allowed: false },
          extendForThem: { allowed: true },
          endForThem: { allowed: true },
          end: { allowed: false },
          changeEnd: { allowed: false },
        },
      },
    ]);
    expect(await look(t, manager, request)).toMatchObject({ id: request.id, assignment: { id: assignment.id } });
    expect((await t.query<Answer>('{ viewer { counts { reports } } }', {}, { as: manager })).viewer.counts.reports).toBe(1);
  });

  test('6.14 also what they asked for themselves', async () => {
    const { world } = t;
    const manager = await world.user();
    const report = await world.user({ manager });
    const approver = await world.user();
    const pkg = await world.package({ policy: { managerOnBehalf: true, stages: [{ approvers: [approver] }] } });
    const request = await ask(t, manager, pkg, { targetId: report.id });
    await decide(t, approver, request.stages[0]);
    await afterUndo(t);
    expect(await teamOf(manager)).toMatchObject([{ target: { id: report.id }, state: 'DELIVERED' }]);
  });

  test('6.14 they keep it for longer and take it away, each a request of theirs', async () => {
    const { manager, report, assignment } = await held({ managerOnBehalf: true, selfExtend: false });
    t.clock.advance('P29D');
    const { extendAssignment } = await t.query<Answer>(EXTEND, { input: { assignmentId: assignment.id } }, { as: manager });
    expect(extendAssignment.errors).toEqual([]);
    const extension = await t.query<Answer>(
      'query ($id: ID!) { node(id: $id) { ... on AccessRequest { type state requester { id } target { id } } } }',
      { id: extendAssignment.accessRequest.id },
      { as: report },
    );
    expect(extension.node).toMatchObject({ type: 'USER_EXTEND', requester: { id: manager.id }, target: { id: report.id } });
    await t.runJobs('all');
    const [longer] = await teamOf(manager);
    expect(longer.expiresAt > assignment.expiresAt).toBe(true);
    const { endAssignment } = await t.query<Answer>(END, { input: { assignmentId: assignment.id } }, { as: manager });
    expect(endAssignment).toMatchObject({ errors: [], accessRequest: { type: 'ON_BEHALF_REMOVE' } });
    await t.runJobs('all');
    expect(await teamOf(manager)).toMatchObject([{ state: 'EXPIRED' }]);
  });

  test('6.14 where the policy does not let managers act, there is nothing to see and nothing to do', async () => {
    const { manager, request, assignment } = await held({ managerOnBehalf: false });
    expect(await teamOf(manager)).toEqual([]);
    expect(await look(t, manager, request)).toBeNull();
    const input = { input: { assignmentId: assignment.id } };
    const { extendAssignment } = await t.query<Answer>(EXTEND, input, { as: manager });
    const { endAssignment } = await t.query<Answer>(END, input, { as: manager });
    expect([extendAssignment.errors[0].code, endAssignment.errors[0].code]).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });

  test('6.14 nor for the manager of somebody else, nor after they lead them no more', async () => {
    const { manager, report, assignment } = await held({ managerOnBehalf: true });
    const other = await t.world.user();
    await t.world.write(async (change) => {
      const moved = await change.em.findOneOrFail(User, report.id);
      moved.manager = change.em.getReference(User, other.id);
    });
    expect(await teamOf(manager)).toEqual([]);
    expect(await teamOf(other)).toMatchObject([{ id: assignment.id }]);
  });
});
