import { ScopeLeaver } from '@gatehouse/schema/policies/scope-leaver.entity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@gatehouse/schema/shared/ids';
import { endLeaversWorker } from '@gatehouse/server/features/requests/ending/end-leavers.worker';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { END } from '../testkit/documents.ts';
import { ask, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const UPDATE = `mutation ($input: UpdateAssignmentPolicyInput!) { updateAssignmentPolicy(input: $input) {
  assignmentPolicy { id version } errors { code path message } } }`;
const PREVIEW = `query ($id: ID!, $definition: PolicyDefinitionInput!) { policyScopePreview(policyId: $id, definition: $definition) {
  holdersOutside sample { userId name } confirmationRequired confirmation } }`;
const NOTICES = 'query { notifications(first: 50) { nodes { kind text } } }';
const AUDIT = `query ($id: ID!) { auditEvents(filter: { subjectId: { eq: $id }, action: { eq: "policy.updated" } }, first: 5) { nodes { details } } }`;

type Somebody = { id: string };
const ended = async (as: Somebody): Promise<string[]> =>
  (await t.query<Answer>(NOTICES, {}, { as })).notifications.nodes
    .filter(({ kind }: Answer) => kind === 'ACCESS_ENDED')
    .map(({ text }: Answer) => text);

/** A package that two groups may have, with as many holders in each as are wanted, and whoever administers it. */
const inside = async (staying: number, leaving: number) => {
  const admin = await t.world.admin();
  const people = async (count: number) => Promise.all(Array.from({ length: count }, () => t.world.user()));
  const [stays, goes] = [await people(staying), await people(leaving)];
  const [kept, dropped] = [await t.world.group({ users: stays }), await t.world.group({ users: goes })];
  const accessPackage = await t.world.package({ policy: { scope: 'SPECIFIC_USERS_AND_GROUPS', for: [kept, dropped] } });
  // One after the other: all at once would wait for a connection longer than a server lets them.
  for (const as of [...stays, ...goes]) await ask(t, as, accessPackage);
  await t.drain();
  const { nodes } = (
    await t.query<Answer>(
      'query ($id: ID!) { assignmentPolicies(filter: { accessPackage: { id: { eq: $id } } }) { nodes { id version } } }',
      { id: accessPackage.id },
      { as: admin },
    )
  ).assignmentPolicies;
  const policy = nodes[0] as Somebody;
  const definition = (...groups: Somebody[]) => ({
    scope: 'SPECIFIC_USERS_AND_GROUPS',
    scopeGroupIds: groups.map(({ id }) => id),
    expiration: { kind: 'NEVER' },
  });
  const preview = async (...groups: Somebody[]) =>
    (await t.query<Answer>(PREVIEW, { id: policy.id, definition: definition(...groups) }, { as: admin })).policyScopePreview;
  const narrow = async (groups: Somebody[], more: object = {}) =>
    (await t.query<Answer>(UPDATE, { input: { id: policy.id, definition: definition(...groups), ...more } }, { as: admin }))
      .updateAssignmentPolicy;
  const held = async (who: Somebody) => {
    const query = 'select state from assignment where target_id = ? and access_package_id = ?';
    const rows = await t.app.orm.em.fork().execute<{ state: string }[]>(query, [who.id, accessPackage.id]);
    return rows.map(({ state }) => state);
  };
  return { admin, stays, goes, kept, dropped, accessPackage, policy, preview, narrow, held };
};

describe('6.17 narrowing a scope with holders inside', () => {
  it('6.17 shows whom it leaves out and is not saved before somebody chose; who keeps it keeps it', async () => {
    const { goes, kept, dropped, preview, narrow, held, policy, admin } = await inside(1, 2);
    expect(await preview(kept, dropped)).toMatchObject({ holdersOutside: 0, sample: [] });
    const seen = await preview(kept);
    expect(seen).toMatchObject({ holdersOutside: 2, confirmationRequired: false });
    expect(seen.sample.map(({ userId }: Answer) => userId).sort()).toEqual(goes.map(({ id }) => id).sort());
    expect((await narrow([kept])).errors).toEqual([
      { code: 'CONFIRMATION_REQUIRED', path: ['holdersOutside'], message: expect.stringContaining('2 people') },
    ]);
    expect((await narrow([kept], { holdersOutside: 'END' })).errors).toMatchObject([
      { code: 'INVALID', path: ['holdersOutsideReason'] },
    ]);
    // Nothing was written by a refusal, and a wider scope asks nothing.
    expect(await preview(kept)).toMatchObject({ holdersOutside: 2, confirmation: seen.confirmation });
    expect((await narrow([kept], { holdersOutside: 'KEEP' })).errors).toEqual([]);
    await t.drain();
    expect(await Promise.all(goes.map(held))).toEqual([['DELIVERED'], ['DELIVERED']]);
    const { nodes } = (await t.query<Answer>(AUDIT, { id: policy.id }, { as: admin })).auditEvents;
    expect(nodes[0].details).toMatchObject({ holdersOutside: 'KEEP', holders: 2 });
    expect((await narrow([kept, dropped])).errors).toEqual([]);
  });

  it('6.17 ends their access with a reason, tells them why and by whom, and nobody who stays', async () => {
    const { admin, stays, goes, kept, accessPackage, narrow, held } = await inside(1, 1);
    const answer = await narrow([kept], { holdersOutside: 'END', holdersOutsideReason: 'Only Sales from now on' });
    expect(answer.errors).toEqual([]);
    await t.drain();
    expect(await Promise.all([...stays, ...goes].map(held))).toEqual([['DELIVERED'], ['EXPIRED']]);
    expect(await ended(goes[0]!)).toEqual([
      `Your access to \u201c${accessPackage.name}\u201d was ended by ${admin.name}, because its policy is for other people now, with the reason: \u201cOnly Sales from now on\u201d.`,
    ]);
    expect(await ended(stays[0]!)).toEqual([]);
    const removals = await t.query<Answer>(
      'query ($id: ID!) { accessRequests(filter: { target: { id: { eq: $id } }, type: { eq: SYSTEM_REMOVE } }) { nodes { id cause justification requester { id } } } }',
      { id: goes[0]!.id },
      { as: admin },
    );
    expect(removals.accessRequests.nodes).toMatchObject([
      { cause: 'ELIGIBILITY_LOST', justification: 'Only Sales from now on', requester: { id: admin.id } },
    ]);
  });

  it('6.17 for many is confirmed against the version, made good where the queue lost it, and done once', async () => {
    const { goes, kept, preview, narrow, held, accessPackage } = await inside(0, 27);
    const seen = await preview(kept);
    expect(seen).toMatchObject({ holdersOutside: 27, confirmationRequired: true });
    const choice = { holdersOutside: 'END', holdersOutsideReason: 'Moved' };
    expect((await narrow([kept], choice)).errors).toMatchObject([{ code: 'CONFIRMATION_REQUIRED', path: ['confirmation'] }]);
    // The number moves meanwhile, and what was seen is good all the same.
    const first = goes.shift()!;
    const { nodes } = (await t.query<Answer>('query { assignments(first: 1) { nodes { id } } }', {}, { as: first })).assignments;
    await t.query(END, { input: { assignmentId: nodes[0].id } }, { as: first });
    await t.drain();
    expect(await preview(kept)).toMatchObject({ holdersOutside: 26, confirmation: seen.confirmation });
    expect((await narrow([kept], { ...choice, confirmation: seen.confirmation })).errors).toEqual([]);
    await t.app.orm.em.fork().getConnection().execute(`delete from work.job where name = 'end-leavers'`);
    const states = async () => (await Promise.all(goes.map(held))).flat();
    t.clock.advance('PT1H');
    await t.runJobs('all');
    expect(new Set(await states())).toEqual(new Set(['EXPIRED']));
    // A second run finds nothing more to end.
    await t.runJobs('scope-leavers');
    const query = `select count(*)::int as n from access_request where access_package_id = ? and cause = 'ELIGIBILITY_LOST'`;
    expect(await t.app.orm.em.fork().execute(query, [accessPackage.id])).toEqual([{ n: 26 }]);
  }, 60_000);

  it('6.17 whom the policy is for again before their turn keeps it', async () => {
    const { goes, kept, dropped, narrow, held } = await inside(0, 1);
    expect((await narrow([kept], { holdersOutside: 'KEEP' })).errors).toEqual([]);
    // Written down by hand, so that no worker comes to it before the policy is for them again.
    expect((await narrow([kept, dropped])).errors).toEqual([]);
    const insert = `insert into scope_leaver (id, created_at, assignment_id, policy_version_id)
      select ?, now(), a.id, v.id from assignment a join assignment_policy_version v on v.policy_id = a.policy_id and v.number = 2
      where a.target_id = ?`;
    await t.app.orm.em.fork().execute(insert, [newId(ScopeLeaver), goes[0]!.id]);
    await endLeaversWorker().run(t.app, { after: '' }, t.app.now());
    expect(await t.app.orm.em.fork().execute('select 1 from scope_leaver')).toEqual([]);
    expect(await held(goes[0]!)).toEqual(['DELIVERED']);
    expect(await ended(goes[0]!)).toEqual([]);
  });
});
