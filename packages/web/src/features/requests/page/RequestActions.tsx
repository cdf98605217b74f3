import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { ReasonDialog } from '../../../ui/forms/ReasonDialog.tsx';
import { allOf } from '../../../ui/words/language.ts';
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

type Actionable = Pick<RequestDetails, 'id' | 'state' | 'requester' | 'target' | 'viewerCan'>;

/** Who learns that a request was canceled, and what then. */
function whoIsTold({ state, requester, target }: Actionable, me: string): string {
  const others = new Map([target, ...(requester ? [requester] : [])].map(({ id, name }) => [id, name]));
  others.delete(me);
  const told = [...others.values(), ...(state === 'PENDING_APPROVAL' ? ['whoever was to decide'] : [])];
  const all = allOf.format(told);
  const said = told.length === 0 ? '' : `${all.charAt(0).toUpperCase()}${all.slice(1)} ${told.length > 1 ? 'are' : 'is'} told. `;
  return `${said}${target.id === me ? 'You may ask again later.' : 'It can be asked for again later.'}`;
}

/** What the viewer may do with a request as a whole. */
export function RequestActions({ request, me }: { request: Actionable; me: string }) {
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
        about={whoIsTold(request, me)}
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
