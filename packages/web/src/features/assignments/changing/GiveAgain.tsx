import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';

const GiveAgainMutation = graphql(
  `
    mutation GiveAgain($input: ReprocessAccessRequestInput!) {
      reprocessAccessRequest(input: $input) {
        accessRequest {
          id
          state
          assignment {
            id
            state
            lostAt
            grants {
              id
              state
              lostAt
            }
          }
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

/** What of an assignment says whether its lost rights may be given again, and by which request. */
export interface Lost {
  state: string;
  lostAt: string | null;
  reasons: readonly { request: { id: string; viewerCan: { reprocess: { allowed: boolean } } } | null }[];
}

/**
 * Gives again what an assignment lost behind our back, or tries again what its targets refused; nothing where neither is so or
 * the viewer may not.
 */
export function GiveAgain({ assignment, whose, done }: { assignment: Lost; whose?: string; done?: () => void }) {
  const give = useAction(GiveAgainMutation);
  const request = assignment.reasons.map((reason) => reason.request).find((one) => one?.viewerCan.reprocess.allowed);
  const failed = assignment.state === 'DELIVERY_FAILED' || assignment.state === 'PARTIALLY_DELIVERED';
  if (!(assignment.lostAt || failed) || !request) return null;
  const again = async () => {
    const result = await give.run({ input: { requestId: request.id, idempotencyKey: intentKey() } });
    if (result?.ok) notifications.show({ message: assignment.lostAt ? 'It is given again.' : 'The delivery is tried again.' });
    else if (result) notifications.show({ color: 'red', title: 'This was not done', message: result.errors[0]?.message });
    if (result?.ok) done?.();
  };
  return (
    <Button size="xs" variant="default" loading={give.busy} onClick={() => void again()}>
      {assignment.lostAt ? 'Give again' : 'Try again'}
      {whose && <span className="sr-only"> to {whose}</span>}
    </Button>
  );
}
