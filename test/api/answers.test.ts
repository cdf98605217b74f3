import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { ASSIGNMENTS, OPTIONS, SUBMIT } from '../testkit/documents.ts';
import { ask, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => void (t = await startTestApp()));
afterAll(() => t.stop());

const VALUES = 'query ($id: ID!) { node(id: $id) { ... on AccessRequest { answers { value values } } } }';
const GATES = `errors { ... on NotEligibleError { gates { code issue questionId message path } } }`;

test('an answer of a choice is shown by what the choice is called, and by its code where there is none any more', async () => {
  const requester = await t.world.user();
  const choices = [
    { value: 'key-user', text: 'Key user' },
    { value: 'viewer', text: 'Viewer' },
    { value: 'gone', text: 'Gone' },
  ];
  const pkg = await t.world.package({
    policy: { questions: [{ text: 'Which parts?', kind: 'MULTIPLE_CHOICE', choices }, { text: 'Since when?' }] },
  });
  const { requestOptions } = await t.query<Answer>(OPTIONS, { id: pkg.id }, { as: requester });
  const [parts, since] = requestOptions.policies[0].questions.map(({ id }: Answer) => id);
  const request = await ask(t, requester, pkg, {
    answers: [
      { questionId: parts, values: ['key-user', 'gone'] },
      { questionId: since, value: 'viewer' },
    ],
  });
  await t.world.write(({ em }) => em.execute(`update policy_question set choices = choices - 2 where id = ?`, [parts]));
  const { node } = await t.query<Answer>(VALUES, { id: request.id }, { as: requester });
  expect(node.answers).toEqual(
    expect.arrayContaining([
      { value: 'Key user, gone', values: ['key-user', 'gone'] },
      { value: 'viewer', values: ['viewer'] },
    ]),
  );
});

describe('6.15 answers that are missing or wrong', () => {
  it('6.15 every question that is not answered as it must be is named, each with its path', async () => {
    const requester = await t.world.user();
    const pkg = await t.world.package({
      policy: {
        justificationRequired: true,
        questions: [
          { text: 'Which site?', required: true },
          { text: 'Cost centre', pattern: '[0-9]{4}' },
          { text: 'Anything else?', required: false },
        ],
      },
    });
    const { requestOptions } = await t.query<Answer>(OPTIONS, { id: pkg.id }, { as: requester });
    const [site, centre] = requestOptions.policies[0].questions.map(({ id }: Answer) => id);
    const submit = SUBMIT.replace(/errors \{[^]*$/, `${GATES} } }`);
    const input = { accessPackageId: pkg.id, answers: [{ questionId: centre, value: 'none' }] };
    const { submitAccessRequest } = await t.query<Answer>(submit, { input }, { as: requester });
    expect(submitAccessRequest.errors[0].gates).toEqual([
      {
        code: 'ANSWERS_INVALID',
        issue: 'REQUIRED',
        questionId: site,
        message: 'This question needs an answer.',
        path: ['answers', site],
      },
      {
        code: 'ANSWERS_INVALID',
        issue: 'PATTERN_MISMATCH',
        questionId: centre,
        message: 'The answer must have the form [0-9]{4}.',
        path: ['answers', centre],
      },
      {
        code: 'ANSWERS_INVALID',
        issue: 'JUSTIFICATION_REQUIRED',
        questionId: null,
        message: 'Say why the access is needed.',
        path: ['justification'],
      },
    ]);
  });

  it('6.15 a changed answer that does not fit names its question too', async () => {
    const holder = await t.world.user();
    const pkg = await t.world.package({
      policy: { questions: [{ text: 'Cost centre', pattern: '[0-9]{4}', changeable: true }] },
    });
    const { requestOptions } = await t.query<Answer>(OPTIONS, { id: pkg.id }, { as: holder });
    const questionId = requestOptions.policies[0].questions[0].id;
    await ask(t, holder, pkg, { answers: [{ questionId, value: '1234' }] });
    await t.drain();
    const { assignments } = await t.query<Answer>(ASSIGNMENTS, { filter: { target: { id: { eq: holder.id } } } }, { as: holder });
    const update = `mutation ($input: UpdateAnswersInput!) { updateAnswers(input: $input) { ${GATES} } }`;
    const input = { assignmentId: assignments.nodes[0].id, answers: [{ questionId, value: 'x' }] };
    const { updateAnswers } = await t.query<Answer>(update, { input }, { as: holder });
    expect(updateAnswers.errors[0].gates).toMatchObject([
      { questionId, issue: 'PATTERN_MISMATCH', path: ['answers', questionId] },
    ]);
  });
});
