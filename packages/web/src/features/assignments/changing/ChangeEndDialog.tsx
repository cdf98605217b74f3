import { Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useClient } from 'urql';
import { explain, UserErrorFragment, type Refusal } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey } from '../../../graphql/use-action.ts';
import { DateTimeField } from '../../../ui/forms/date-time-field.tsx';
import { FormDialog } from '../../../ui/forms/FormDialog.tsx';
import { When } from '../../../ui/words/when.tsx';
import { PeopleInQuestion, type AccessInQuestion } from '../all/PeopleInQuestion.tsx';

const MoveEnd = graphql(
  `
    mutation MoveEnd($input: ExtendAssignmentInput!) {
      extendAssignment(input: $input) {
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

/** A refusal among many says whom it is about; what its conditions say stands below it. */
const about = (name: string, refusal: Refusal): Refusal => ({
  ...refusal,
  message: refusal.__typename === 'NotEligibleError' ? `${name}:` : `${name}: ${refusal.message}`,
});

interface ChangeEndDialogProps {
  assignments: readonly AccessInQuestion[];
  close: () => void;
  done: () => void;
}

/** Moving the end of somebody's access, or of many to the same instant; one after the other, each on its own. */
export function ChangeEndDialog({ assignments, close, done }: ChangeEndDialogProps) {
  const client = useClient();
  const [first] = assignments;
  const one = assignments.length === 1 && first ? first : null;
  const [expiresAt, setExpiresAt] = useState(one?.expiresAt ?? null);
  const [justification, setJustification] = useState('');
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Refusal[]>([]);
  // What was moved already stays moved: a second try is about the rest.
  const [moved, setMoved] = useState<readonly string[]>([]);

  const submit = async () => {
    if (busy) return;
    setBusy(true);
    setErrors([]);
    const refused: Refusal[] = [];
    const gone: string[] = [...moved];
    for (const { id, target } of assignments.filter((each) => !moved.includes(each.id))) {
      const input = { assignmentId: id, expiresAt, justification: justification.trim() || null, idempotencyKey: intentKey() };
      const { data, error } = await client.mutation(MoveEnd, { input }).toPromise();
      const problems = data?.extendAssignment?.errors ?? [
        {
          __typename: 'PlainError',
          code: 'INVALID',
          message: error ? explain(error) : 'Nothing came back.',
          path: null,
        } as Refusal,
      ];
      if (problems.length === 0) gone.push(id);
      else refused.push(...(one ? problems : problems.map((each) => about(target.name, each))));
    }
    setMoved(gone);
    setErrors(refused);
    setBusy(false);
    done();
    if (refused.length > 0) return;
    notifications.show({ message: one ? `The end of ${one.target.name}’s access is moved.` : `${gone.length} ends are moved.` });
    close();
  };

  return (
    <FormDialog
      opened
      close={close}
      title={one ? `When ${one.accessPackage.name} ends for ${one.target.name}` : `When ${assignments.length} accesses end`}
      confirm="Change the end"
      busy={busy}
      errors={errors}
      ready={expiresAt !== null}
      submit={submit}
    >
      <Stack>
        <Text size="sm" component="div">
          {one &&
            (one.expiresAt ? (
              <>
                It ends <When at={one.expiresAt} as="both" />.{' '}
              </>
            ) : (
              'It does not end by itself. '
            ))}
          A sooner end holds at once; a later one only as far as the policy allows, and with its approval where it asks for one.
        </Text>
        {!one && <PeopleInQuestion assignments={assignments} />}
        <DateTimeField label="New end" required value={expiresAt} onChange={setExpiresAt} />
        <Textarea
          label="Reason"
          autosize
          minRows={2}
          maxLength={10_000}
          value={justification}
          onChange={(event) => setJustification(event.currentTarget.value)}
        />
      </Stack>
    </FormDialog>
  );
}
