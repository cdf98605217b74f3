import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { ask, assign, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => void (t = await startTestApp()));
afterAll(() => t.stop());

const GATES = `gates { code path details { __typename
  ... on GateAnswer { questionId issue }
  ... on GateSchedule { startSelectable endSelectable earliestStart latestStart earliestEnd latestEnd longestDuration possibleFrom }
  ... on GateStage { order eligible quorum }
  ... on GateAssignment { assignmentId expiresAt requestableFrom }
  ... on GateRequest { requestId }
  ... on GatePolicy { policyId } } }`;
const refusing = (mutation: string, input: string) =>
  `mutation ($input: ${input}!) { ${mutation}(input: $input) { errors { ... on NotEligibleError { ${GATES} } } } }`;

type Who = { id: string };

/** What stands in the way of asking for a package, once something is filled in. */
async function refused(as: Who, pkg: Who, more: object = {}): Promise<Answer> {
  const document = refusing('submitAccessRequest', 'SubmitAccessRequestInput');
  const { submitAccessRequest } = await t.query<Answer>(document, { input: { accessPackageId: pkg.id, ...more } }, { as });
  return submitAccessRequest.errors[0]?.gates;
}

/** What stands in the way before anything is filled in. */
async function foreseen(as: Who, pkg: Who, target: Who): Promise<Answer> {
  const document = `query ($id: ID!, $target: ID) { requestOptions(accessPackageId: $id, targetId: $target) { ${GATES} } }`;
  return (await t.query<Answer>(document, { id: pkg.id, target: target.id }, { as })).requestOptions.gates;
}

const inDays = (days: number) => new Date(t.app.now().getTime() + days * 86_400_000).toISOString();

describe('6.15 what is filled in wrongly names its field, and what would be accepted', () => {
  it('answers, by their question, and the justification', async () => {
    const requester = await t.world.user();
    const pkg = await t.world.package({
      policy: { justificationRequired: true, questions: [{ text: 'Which?', required: true }] },
    });
    const [question, justification] = await refused(requester, pkg);
    const { questionId } = question.details;
    expect(question).toEqual({
      code: 'ANSWERS_INVALID',
      path: ['answers', questionId],
      details: { __typename: 'GateAnswer', questionId, issue: 'REQUIRED' },
    });
    expect(questionId).toMatch(/^qst_/);
    expect(justification).toEqual({
      code: 'ANSWERS_INVALID',
      path: ['justification'],
      details: { __typename: 'GateAnswer', questionId: null, issue: 'JUSTIFICATION_REQUIRED' },
    });
  });

  it('a start, an end and a length, with their bounds', async () => {
    const requester = await t.world.user();
    const pkg = await t.world.package({ policy: { customSchedule: true, duration: 'P30D' } });
    const wishes = { startsAt: inDays(-2), expiresAt: inDays(99), duration: 'P31D' };
    for (const [field, value] of Object.entries(wishes)) {
      const [gate] = await refused(requester, pkg, { [field]: value });
      expect(gate).toMatchObject({
        code: 'SCHEDULE_OUT_OF_BOUNDS',
        path: [field],
        details: {
          __typename: 'GateSchedule',
          startSelectable: true,
          endSelectable: true,
          latestStart: null,
          longestDuration: 'P30D',
          possibleFrom: null,
        },
      });
      const { earliestStart, earliestEnd, latestEnd } = gate.details;
      expect(Date.parse(latestEnd) - Date.parse(earliestEnd)).toBe(30 * 86_400_000);
      expect(earliestEnd).toBe(earliestStart);
    }
  });

  it('an extension that comes too early, with from when it is possible', async () => {
    const holder = await t.world.user();
    const pkg = await t.world.package({ policy: { duration: 'P90D', extensionAllowed: true } });
    await ask(t, holder, pkg);
    await t.drain();
    const [{ details }] = await refused(holder, pkg);
    const document = refusing('extendAssignment', 'ExtendAssignmentInput');
    const input = { assignmentId: details.assignmentId };
    const { extendAssignment } = await t.query<Answer>(document, { input }, { as: holder });
    const [gate] = extendAssignment.errors[0].gates;
    expect(gate).toMatchObject({ code: 'SCHEDULE_OUT_OF_BOUNDS', path: null, details: { earliestEnd: details.expiresAt } });
    expect(Date.parse(details.expiresAt) - Date.parse(gate.details.possibleFrom)).toBe(14 * 86_400_000);
  });

  it('a policy that is not for them, by its id where it is theirs to see', async () => {
    const member = await t.world.user();
    const admin = await t.world.admin();
    const pkg = await t.world.package({ policy: {} });
    const policy = await t.world.policy({ accessPackage: pkg, scope: 'SERVICES' });
    const gate = { code: 'POLICY_NOT_APPLICABLE', path: ['policyId'] };
    expect(await refused(member, pkg, { policyId: policy.id })).toEqual([{ ...gate, details: null }]);
    const details = { __typename: 'GatePolicy', policyId: policy.id };
    expect(await refused(admin, pkg, { policyId: policy.id })).toEqual([{ ...gate, details }]);
  });

  it('a stage that too few can decide', async () => {
    const requester = await t.world.user();
    const pkg = await t.world.package({ policy: { stages: [{ approvers: [await t.world.user()], quorum: 2 }] } });
    const details = { __typename: 'GateStage', order: 1, eligible: 1, quorum: 2 };
    const gates = [{ code: 'NO_APPROVER', path: null, details }];
    expect(await refused(requester, pkg)).toEqual(gates);
    expect(await foreseen(requester, pkg, requester)).toEqual(gates);
  });
});

describe('6.6 what is in the way is named to those who may see it', () => {
  /** Somebody may ask for everybody, and sees nothing of what they asked for themselves. */
  async function delegated() {
    const [target, deputy, approver] = [await t.world.user(), await t.world.user(), await t.world.user()];
    const policy = { onBehalf: [deputy], stages: [{ approvers: [approver] }] };
    return { target, deputy, approver, pkg: await t.world.package({ policy }) };
  }

  it('6.6 the pending request', async () => {
    const { target, deputy, pkg } = await delegated();
    const { id } = await ask(t, target, pkg);
    const gate = { code: 'REQUEST_PENDING', path: null };
    const own = [{ ...gate, details: { __typename: 'GateRequest', requestId: id } }];
    expect(await refused(target, pkg)).toEqual(own);
    expect(await foreseen(target, pkg, target)).toEqual(own);
    expect(await refused(deputy, pkg, { targetId: target.id })).toEqual([{ ...gate, details: null }]);
    expect(await foreseen(deputy, pkg, target)).toEqual([{ ...gate, details: null }]);
    expect(JSON.stringify(await foreseen(deputy, pkg, target))).not.toContain(id);
  });

  it('6.6 the assignment', async () => {
    const { target, deputy, pkg } = await delegated();
    const admin = await t.world.admin();
    const direct = await t.world.policy({ accessPackage: pkg, scope: 'NOBODY' });
    await assign(t, admin, pkg, direct, target);
    await t.drain();
    const [gate] = await refused(target, pkg);
    expect(gate).toMatchObject({ code: 'ALREADY_ASSIGNED', path: null, details: { __typename: 'GateAssignment' } });
    expect(gate.details).toMatchObject({ assignmentId: expect.stringMatching(/^asg_/), expiresAt: null, requestableFrom: null });
    expect(await foreseen(target, pkg, target)).toEqual([gate]);
    expect(await refused(deputy, pkg, { targetId: target.id })).toEqual([{ ...gate, details: null }]);
    expect(await foreseen(deputy, pkg, target)).toEqual([{ ...gate, details: null }]);
  });

  it('6.6 of a request that failed later, to each of its readers', async () => {
    const { target, deputy, approver, pkg } = await delegated();
    const own = await ask(t, target, pkg);
    const failed = await ask(t, deputy, await t.world.package({ policy: { onBehalf: [deputy] } }), { targetId: target.id });
    const details = { type: 'GateRequest', requestId: own.id };
    const kept = { code: 'REQUEST_PENDING', message: 'Another request is still open.', fixedBy: 'REQUESTER', details };
    await t.world.write(({ em }) =>
      em.execute('update access_request set gates = ?::jsonb where id = ?', [JSON.stringify([kept]), failed.id]),
    );
    const document = `query ($id: ID!) { node(id: $id) { ... on AccessRequest { ${GATES} } } }`;
    const read = async (as: Who) => (await t.query<Answer>(document, { id: failed.id }, { as })).node?.gates[0].details;
    expect(await read(target)).toEqual({ __typename: 'GateRequest', requestId: own.id });
    expect(await read(deputy)).toBeNull();
    expect(await read(approver)).toBeUndefined();
  });

  it('6.6 what was kept without details is shown without', async () => {
    const { target, pkg } = await delegated();
    const { id } = await ask(t, target, pkg);
    const kept = { code: 'PACKAGE_RETIRED', message: 'It is retired.', fixedBy: 'PACKAGE_MANAGER' };
    await t.world.write(({ em }) =>
      em.execute('update access_request set gates = ?::jsonb where id = ?', [JSON.stringify([kept]), id]),
    );
    const document = `query ($id: ID!) { node(id: $id) { ... on AccessRequest { ${GATES} } } }`;
    const { node } = await t.query<Answer>(document, { id }, { as: target });
    expect(node.gates).toEqual([{ code: 'PACKAGE_RETIRED', path: null, details: null }]);
  });
});
