import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { ReasonDialog } from '../../../ui/forms/ReasonDialog.tsx';
import type { PersonDetails } from './PersonView.tsx';

const Block = graphql(
  `
    mutation BlockUser($input: BlockUserInput!) {
      blockUser(input: $input) {
        user {
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

const Unblock = graphql(
  `
    mutation UnblockUser($input: UnblockUserInput!) {
      unblockUser(input: $input) {
        user {
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

const Delete = graphql(
  `
    mutation DeleteUser($input: DeleteInput!) {
      deleteUser(input: $input) {
        deletedId
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

const Restore = graphql(
  `
    mutation RestoreUser($input: RestoreUserInput!) {
      restoreUser(input: $input) {
        user {
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

interface PersonActionsProps {
  person: PersonDetails;
  /** How much they hold, as far as the viewer sees it. */
  held: string | null;
  edit: () => void;
  done: () => void;
}

/** What may be done with a person: change, block, delete, and back. */
export function PersonActions({ person, held, edit, done }: PersonActionsProps) {
  const [asking, setAsking] = useState<'BLOCK' | 'DELETE' | null>(null);
  const actions = {
    block: useAction(Block),
    unblock: useAction(Unblock),
    remove: useAction(Delete),
    restore: useAction(Restore),
  };
  const can = person.viewerCan;
  const input = () => ({ id: person.id, expectedVersion: person.version, idempotencyKey: intentKey() });
  const finish = (result: { ok: boolean; errors?: readonly { message: string }[] } | null) => {
    if (result && !result.ok)
      notifications.show({ color: 'red', title: 'This was not done', message: result.errors?.[0]?.message });
    done();
    return result?.ok ?? false;
  };
  if (person.state === 'DELETED') {
    if (!can.delete.allowed) return null;
    return (
      <Button
        variant="default"
        loading={actions.restore.busy}
        onClick={() => void actions.restore.run({ input: input() }).then(finish)}
      >
        Restore
      </Button>
    );
  }
  return (
    <>
      {can.edit.allowed && (
        <Button variant="default" onClick={edit}>
          Change
        </Button>
      )}
      {can.block.allowed && person.state === 'BLOCKED' && (
        <Button
          variant="default"
          loading={actions.unblock.busy}
          onClick={() => void actions.unblock.run({ input: input() }).then(finish)}
        >
          Unblock
        </Button>
      )}
      {can.block.allowed && person.state === 'ACTIVE' && (
        <Button variant="default" onClick={() => setAsking('BLOCK')}>
          Block
        </Button>
      )}
      {can.delete.allowed && (
        <Button variant="default" onClick={() => setAsking('DELETE')}>
          Delete
        </Button>
      )}
      <ReasonDialog
        opened={asking === 'BLOCK'}
        close={() => setAsking(null)}
        title={`Block ${person.name}?`}
        about={
          <>
            They are signed out everywhere at once and get no new access until they are unblocked. What they hold in the targets
            stays until it ends or is taken away
            {held ? (
              <>
                : <strong>{held}</strong>, which you can take away on this page, under Access.
              </>
            ) : (
              '.'
            )}
          </>
        }
        confirm="Block"
        reasonLabel={null}
        busy={actions.block.busy}
        errors={actions.block.errors}
        send={async () => finish(await actions.block.run({ input: input() }))}
      />
      <ReasonDialog
        opened={asking === 'DELETE'}
        close={() => setAsking(null)}
        title={`Delete ${person.name}?`}
        about="Their access, requests, roles and memberships end. For 30 days they can be restored, without these."
        confirm="Delete"
        reasonLabel={null}
        busy={actions.remove.busy}
        errors={actions.remove.errors}
        send={async () => finish(await actions.remove.run({ input: input() }))}
      />
    </>
  );
}
