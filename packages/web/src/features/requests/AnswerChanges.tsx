import { List, Text } from '@mantine/core';
import { graphql, type FragmentOf } from '../../graphql/graphql.ts';
import { When } from '../../ui/words/when.tsx';

/** What `AnswerChanges` shows. */
export const AnswerChangesFragment = graphql(`
  fragment AnswerChanges on AccessRequest {
    answerChanges {
      questionId
      question
      from
      to
      values
      at
      by
    }
  }
`);

/** What was changed in the answers since, from what to what, by whom and when; nothing where nothing was. */
export function AnswerChanges({ request }: { request: FragmentOf<typeof AnswerChangesFragment> }) {
  if (request.answerChanges.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        Answers changed later
      </Text>
      <List size="sm" spacing={4}>
        {request.answerChanges.map((change) => (
          <List.Item key={`${change.questionId} ${change.at}`}>
            {change.question}: {change.from === null ? 'not answered' : `\u201c${change.from}\u201d`} became{' '}
            {change.to === null ? 'not answered' : `\u201c${change.to}\u201d`}, changed by{' '}
            {change.by ?? 'somebody who manages it'} <When at={change.at} as="both" />
          </List.Item>
        ))}
      </List>
    </div>
  );
}
