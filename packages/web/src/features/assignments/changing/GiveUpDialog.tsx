import { notifications } from '@mantine/notifications';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { ReasonDialog } from '../../../ui/forms/ReasonDialog.tsx';

const End = graphql(
  `
    mutation EndAssignment($input: EndAssignmentInput!) {
      endAssignment(input: $input) {
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

interface GiveUpDialogProps {
  assignment: { id: string; accessPackage: { name: string } };
  /** Whose access it is, where it is somebody else's. */
  holder?: string;
  opened: boolean;
  close: () => void;
}

/** Giving access up, or taking somebody's away. */
export function GiveUpDialog({ assignment, holder, opened, close }: GiveUpDialogProps) {
  const end = useAction(End);
  const name = assignment.accessPackage.name;
  return (
    <ReasonDialog
      opened={opened}
      close={close}
      title={holder ? `Take ${name} from ${holder}?` : `Give up ${name}?`}
      about="Its rights are taken away at once, except those that another package also gives. Getting it back takes a new request."
      confirm={holder ? 'Take away' : 'Give up'}
      stay="Keep it"
      busy={end.busy}
      errors={end.errors}
      send={async (justification) => {
        const result = await end.run({ input: { assignmentId: assignment.id, justification, idempotencyKey: intentKey() } });
        if (result?.ok) notifications.show({ message: `${name} is being taken away.` });
        return result?.ok ?? false;
      }}
    />
  );
}
