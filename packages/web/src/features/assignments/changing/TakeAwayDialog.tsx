import { notifications } from '@mantine/notifications';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { ReasonDialog } from '../../../ui/forms/ReasonDialog.tsx';
import { PeopleInQuestion, type AccessInQuestion } from '../all/PeopleInQuestion.tsx';

const EndMany = graphql(
  `
    mutation EndAssignments($input: EndAssignmentsInput!) {
      endAssignments(input: $input) {
        accessRequests {
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

interface TakeAwayDialogProps {
  /** At most 100. */
  assignments: readonly AccessInQuestion[];
  close: () => void;
  done: () => void;
}

/** Taking somebody's access away, or that of many. Each stands on its own: one refusal keeps no other from ending. */
export function TakeAwayDialog({ assignments, close, done }: TakeAwayDialogProps) {
  const end = useAction(EndMany);
  const [first] = assignments;
  const one = assignments.length === 1 && first;
  return (
    <ReasonDialog
      opened
      close={close}
      title={one ? `Take ${one.accessPackage.name} from ${one.target.name}?` : `Take away ${assignments.length} accesses?`}
      about="Its rights are taken away at once, except those that another package also gives. Whoever held it is told, with your reason. Getting it back takes a new request."
      confirm="Take away"
      stay="Keep it"
      busy={end.busy}
      errors={end.errors}
      send={async (justification) => {
        const assignmentIds = assignments.map(({ id }) => id);
        const result = await end.run({ input: { assignmentIds, justification, idempotencyKey: intentKey() } });
        done();
        if (result?.ok)
          notifications.show({
            message: one
              ? `${one.accessPackage.name} is being taken away.`
              : `${assignments.length} accesses are being taken away.`,
          });
        return result?.ok ?? false;
      }}
    >
      {!one && <PeopleInQuestion assignments={assignments} />}
    </ReasonDialog>
  );
}
