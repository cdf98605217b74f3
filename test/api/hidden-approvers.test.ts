import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { ask, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const REASSIGN = `mutation ($input: ReassignApprovalInput!) { reassignApproval(input: $input) {
  accessRequest { id } errors { code message path } } }`;
const TRAIL = `query ($id: ID!) { node(id: $id) { ... on AccessRequest { timeline(first: 50) { nodes { action details } } } } }`;

const COMMENT = `mutation ($input: CommentOnRequestInput!) { commentOnRequest(input: $input) { errors { code message } } }`;
const THREAD = `query ($id: ID!) { node(id: $id) { ... on AccessRequest { comments { text author { id name } } } } }`;

/** So many people nobody else knows. */
const people = (count: number) => Promise.all(Array.from({ length: count }, () => t.world.user()));

describe('approvers whose names a policy hides', () => {
  test('are not told to the requester by the trail either', async () => {
    const [hidden, other, requester] = await people(3);
    const stages = [{ approvers: [hidden!], showApprovers: false }];
    const pkg = await t.world.package({ policy: { stages } });
    const request = await ask(t, requester!, pkg);
    await t.query(REASSIGN, { input: { stageId: request.stages[0].id, userId: other!.id, reason: 'Away' } }, { as: hidden! });
    const seen = JSON.stringify(await t.query<Answer>(TRAIL, { id: request.id }, { as: requester! }));
    expect(seen).toContain('approval.stage_opened');
    expect(seen).not.toContain(hidden!.id);
    expect(seen).not.toContain(other!.id);
    // What one wrote oneself is one's own evidence.
    expect(seen).toContain('policyVersionId');
    const asked = JSON.stringify(await t.query<Answer>(TRAIL, { id: request.id }, { as: 'system' }));
    expect(asked).toContain(hidden!.id);
  });

  test('nor by what they write to the requester', async () => {
    const [hidden, requester] = await people(2);
    const pkg = await t.world.package({ policy: { stages: [{ approvers: [hidden!], showApprovers: false }] } });
    const request = await ask(t, requester!, pkg);
    for (const [as, text] of [
      [hidden!, 'What for?'],
      [requester!, 'For work.'],
    ] as const)
      await t.query(COMMENT, { input: { requestId: request.id, text } }, { as });
    const thread = async (as: { id: string }) =>
      (await t.query<Answer>(THREAD, { id: request.id }, { as })).node.comments.map((one: Answer) => one.author?.id ?? null);
    expect(await thread(requester!)).toEqual([null, requester!.id]);
    expect(await thread(hidden!)).toEqual([hidden!.id, requester!.id]);
  });
});
