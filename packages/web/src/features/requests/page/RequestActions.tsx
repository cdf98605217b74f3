import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { ReasonDialog } from '../../../ui/ReasonDialog.tsx';
import type { RequestDetails } from './request.ts';

const Cancel = graphql(
  `
    mutation CancelAccessRequest($input: CancelAccessRequestInput!) {
      cancelAccessRequest(input: $input) {
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

const Reprocess = graphql(
  `
    mutation ReprocessAccessRequest($input: ReprocessAccessRequestInput!) {
      reprocessAccessRequest(input: $input) {
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

const Revoke = graphql(
  `
    mutation RevokeApproval($input: RevokeApprovalInput!) {
      revokeApproval(input: $input) {
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

/** What the viewer may do with a request as a whole. */
export function RequestActions({ request }: { request: Pick<RequestDetails, 'id' | 'state' | 'viewerCan'> }) {
  const [asking, setAsking] = useState<'CANCEL' | 'REVOKE' | null>(null);
  const cancel = useAction(Cancel);
  const revoke = useAction(Revoke);
  const reprocess = useAction(Reprocess);
  const can = request.viewerCan;

  const again = async () => {
    const result = await reprocess.run({ input: { requestId: request.id, idempotencyKey: intentKey() } });
    if (result?.ok) notifications.show({ message: 'The delivery is tried again.' });
    else if (result) notifications.show({ color: 'red', title: 'This was not done', message: result.errors[0]?.message });
  };
  return (
    <Group gap="xs">
      {can.reprocess.allowed && (
        <Button variant="default" loading={reprocess.busy} onClick={() => void again()}>
          {request.state === 'DELIVERED' ? 'Give again' : 'Try delivery again'}
        </Button>
      )}
      {can.revokeApproval.allowed && (
        <Button variant="default" onClick={() => setAsking('REVOKE')}>
          Revoke my approval
        </Button>
      )}
      {can.cancel.allowed && (
        <Button variant="default" onClick={() => setAsking('CANCEL')}>
          Cancel request
        </Button>
      )}
      <ReasonDialog
        opened={asking === 'CANCEL'}
        close={() => setAsking(null)}
        title="Cancel this request?"
        about="Whoever was to decide is told that it is not needed any more. You may ask again later."
        confirm="Cancel request"
        stay="Keep it"
        busy={cancel.busy}
        errors={cancel.errors}
        send={async (reason) =>
          (await cancel.run({ input: { requestId: request.id, reason, idempotencyKey: intentKey() } }))?.ok ?? false
        }
      />
      <ReasonDialog
        opened={asking === 'REVOKE'}
        close={() => setAsking(null)}
        title="Revoke your approval?"
        about="The access that rests on it is taken away."
        confirm="Revoke approval"
        stay="Keep it"
        busy={revoke.busy}
        errors={revoke.errors}
        send={async (justification) =>
          (await revoke.run({ input: { requestId: request.id, justification, idempotencyKey: intentKey() } }))?.ok ?? false
        }
      />
    </Group>
  );
}
