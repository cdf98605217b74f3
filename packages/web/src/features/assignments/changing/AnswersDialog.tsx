import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useQuery } from 'urql';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql, type ResultOf } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { Failed, Loading, Refusals } from '../../../ui/states/feedback.tsx';
import { beyondFields, fieldProblems } from '../../../ui/field-problems.ts';
import { QuestionFragment } from '../../requests/form/option.ts';
import { QuestionField } from '../../requests/form/QuestionField.tsx';

const AnswersQuery = graphql(
  `
    query AssignmentAnswers($id: ID!) {
      node(id: $id) {
        ... on Assignment {
          id
          reasons {
            id
            endedAt
            request {
              id
              answerChanges {
                questionId
                values
              }
              answers {
                id
                values
                question {
                  ...Question
                  changeable
                }
              }
            }
          }
        }
      }
    }
  `,
  [QuestionFragment],
);

const UpdateAnswers = graphql(
  `
    mutation UpdateAnswers($input: UpdateAnswersInput!) {
      updateAnswers(input: $input) {
        accessRequest {
          id
          state
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

type Reason = Extract<ResultOf<typeof AnswersQuery>['node'], { reasons: unknown }>['reasons'][number];
type Answer = NonNullable<Reason['request']>['answers'][number];

/** What is answered now: as it was asked for, with what was changed since. */
function standing({ answers, answerChanges }: NonNullable<Reason['request']>): Answer[] {
  const since = new Map(answerChanges.map(({ questionId, values }) => [questionId, values]));
  return answers.map((answer) => ({ ...answer, values: since.get(answer.question.id) ?? answer.values }));
}

interface AnswersDialogProps {
  assignmentId: string;
  opened: boolean;
  close: () => void;
}

/** Changing the answers that may be changed while access lasts. */
export function AnswersDialog({ assignmentId, opened, close }: AnswersDialogProps) {
  const [{ data, error }] = useQuery({ query: AnswersQuery, variables: { id: assignmentId }, pause: !opened });
  const found = data?.node && 'reasons' in data.node ? data.node.reasons : null;
  const answers = found
    ?.filter((reason) => !reason.endedAt)
    .flatMap((reason) => (reason.request ? standing(reason.request) : []))
    .filter((answer) => answer.question.changeable);
  return (
    <Modal opened={opened} onClose={close} title="Change your answers">
      {error && !data && <Failed error={error} />}
      {!error && !answers && <Loading rows={2} />}
      {answers?.length === 0 && <Text>None of your answers may be changed.</Text>}
      {opened && answers && answers.length > 0 && <Form assignmentId={assignmentId} answers={answers} close={close} />}
    </Modal>
  );
}

function Form({ assignmentId, answers, close }: { assignmentId: string; answers: readonly Answer[]; close: () => void }) {
  const [values, setValues] = useState<Readonly<Record<string, string[]>>>(() =>
    Object.fromEntries(answers.map((answer) => [answer.question.id, answer.values])),
  );
  const update = useAction(UpdateAnswers);
  const problems = fieldProblems(update.errors);
  const send = async () => {
    const changed = answers.map(({ question }) => {
      const given = values[question.id] ?? [];
      return question.kind === 'MULTIPLE_CHOICE'
        ? { questionId: question.id, values: given }
        : { questionId: question.id, value: given[0] ?? '' };
    });
    const result = await update.run({ input: { assignmentId, answers: changed, idempotencyKey: intentKey() } });
    if (!result?.ok) return;
    notifications.show({ message: 'Your answers were changed.' });
    close();
  };
  return (
    <form noValidate onSubmit={(event) => (event.preventDefault(), void send())}>
      <Stack>
        {answers.map(({ question }) => (
          <QuestionField
            key={question.id}
            question={question}
            values={values[question.id] ?? []}
            error={problems[question.id]}
            onChange={(given) => setValues({ ...values, [question.id]: given })}
          />
        ))}
        <Refusals
          errors={beyondFields(
            update.errors,
            answers.map(({ question }) => question.id),
          )}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Not now
          </Button>
          <Button type="submit" loading={update.busy}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
