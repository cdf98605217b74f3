import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { afterUndo, ask, decide, look, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const UPDATE =
  'mutation ($input: UpdateAnswersInput!) { updateAnswers(input: $input) { accessRequest { id } errors { code message } } }';
const CHANGES = `query ($id: ID!) { node(id: $id) { ... on AccessRequest {
  answerChanges { question from to values at by } timeline(first: 50) { nodes { action } } } } }`;
const NOTICES = 'query { notifications(first: 50) { nodes { kind text stage { id } } } }';
const EXTEND =
  'mutation ($input: ExtendAssignmentInput!) { extendAssignment(input: $input) { accessRequest { id } errors { code message } } }';

type Somebody = { id: string };
const changesOf = async (as: Somebody, request: Somebody): Promise<Answer> =>
  (await t.query<Answer>(CHANGES, { id: request.id }, { as })).node;
const told = async (as: Somebody): Promise<Answer[]> =>
  (await t.query<Answer>(NOTICES, {}, { as })).notifications.nodes.filter(({ kind }: Answer) => kind === 'ANSWERS_CHANGED');

/** Somebody holds a package whose questions they answered, by the decision of somebody. */
const held = async () => {
  const [approver, holder, admin] = [await t.world.user(), await t.world.user(), await t.world.admin()];
  const accessPackage = await t.world.package({
    policy: {
      scope: 'ALL_USERS',
      duration: 'P60D',
      stages: [{ approvers: [approver] }],
      questions: [
        { text: 'Which project?', changeable: true },
        { text: 'Where?', changeable: true, required: false },
      ],
    },
  });
  const options = await t.query<Answer>(
    'query ($id: ID!) { requestOptions(accessPackageId: $id) { policies { questions { id } } } }',
    { id: accessPackage.id },
    { as: holder },
  );
  const [project, where] = options.requestOptions.policies[0].questions.map(({ id }: Somebody) => id) as [string, string];
  const request = await ask(t, holder, accessPackage, {
    answers: [
      { questionId: project, value: 'Apollo' },
      { questionId: where, value: 'Bonn' },
    ],
  });
  await decide(t, approver, request.stages[0]);
  await afterUndo(t);
  const { assignment } = await look(t, holder, request);
  const update = async (as: Somebody, ...answers: [string, string | null][]) => {
    const input = { assignmentId: assignment.id, answers: answers.map(([questionId, value]) => ({ questionId, value })) };
    const { updateAnswers } = await t.query<Answer>(UPDATE, { input }, { as });
    expect(updateAnswers.errors).toEqual([]);
    return updateAnswers.accessRequest as Somebody;
  };
  return { approver, holder, admin, accessPackage, request, assignment, project, where, update };
};

describe('6.17 answers changed later', () => {
  it('6.17 are told to who decided on them, and shown with what they were, what they are, when and by whom', async () => {
    const { approver, holder, accessPackage, request, project, where, update } = await held();
    expect(await changesOf(approver, request)).toMatchObject({ answerChanges: [] });
    const changed = await update(holder, [project, 'Gemini'], [where, 'Bonn']);
    const text = `${holder.name} changed answers that ${holder.name}\u2019s access to \u201c${accessPackage.name}\u201d rests on.`;
    expect(await told(approver)).toEqual([{ kind: 'ANSWERS_CHANGED', text, stage: { id: request.stages[0].id } }]);
    const first = {
      question: 'Which project?',
      from: 'Apollo',
      to: 'Gemini',
      values: ['Gemini'],
      at: expect.any(String),
      by: holder.name,
    };
    for (const as of [approver, holder]) {
      const shown = await changesOf(as, request);
      expect(shown.answerChanges).toEqual([first]);
      expect(shown.timeline.nodes.map(({ action }: Answer) => action)).toContain('request.answers_changed');
    }
    expect((await changesOf(holder, changed)).answerChanges).toEqual([first]);
    // Who did it themself is told nothing, least of all that their access is there.
    expect(await told(holder)).toEqual([]);
    const { nodes } = (await t.query<Answer>(NOTICES, {}, { as: holder })).notifications;
    expect(nodes.filter(({ kind }: Answer) => kind === 'ACCESS_DELIVERED')).toHaveLength(1);
  });

  it('6.17 by somebody with a role are told to the holder too; an answer that is taken back is a change', async () => {
    const { approver, holder, admin, request, project, where, update } = await held();
    await update(admin, [project, 'Mercury'], [where, null]);
    expect(await told(holder)).toMatchObject([
      { text: expect.stringContaining(`${admin.name} changed answers that your access`) },
    ]);
    expect((await changesOf(approver, request)).answerChanges).toMatchObject([
      { from: 'Apollo', to: 'Mercury', by: admin.name },
      { from: 'Bonn', to: null, values: [], by: admin.name },
    ]);
  });

  it('6.17 the same answer again changes nothing and tells nobody', async () => {
    const { approver, holder, request, project, update } = await held();
    await update(holder, [project, 'Apollo']);
    expect(await told(approver)).toEqual([]);
    expect((await changesOf(approver, request)).answerChanges).toEqual([]);
  });

  it('6.17 are seen by whoever has an extension of the access in their hands', async () => {
    const { approver, holder, assignment, project, update } = await held();
    await update(holder, [project, 'Gemini']);
    t.clock.advance('P50D');
    const { extendAssignment } = await t.query<Answer>(
      EXTEND,
      { input: { assignmentId: assignment.id, duration: 'P30D' } },
      { as: holder },
    );
    expect(extendAssignment.errors).toEqual([]);
    expect((await changesOf(approver, extendAssignment.accessRequest)).answerChanges).toMatchObject([
      { from: 'Apollo', to: 'Gemini' },
    ]);
  });
});
