import { Button, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { DateTimeField } from '../../../ui/forms/date-time-field.tsx';
import { Refusals } from '../../../ui/states/feedback.tsx';
import { beyondFields, fieldProblems } from '../../../ui/field-problems.ts';
import { inWords } from '../../../ui/forms/length.ts';
import { inDays } from '../../../ui/words/dates.ts';
import { When } from '../../../ui/words/when.tsx';
import type { AssignmentDetails } from '../assignment.ts';

const Extend = graphql(
  `
    mutation ExtendAssignment($input: ExtendAssignmentInput!) {
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

/** What the dialog says of the access. */
export type ExtendableAccess = Pick<AssignmentDetails, 'id' | 'expiresAt' | 'policy'> & { accessPackage: { name: string } };

interface ExtendDialogProps {
  assignment: ExtendableAccess;
  /** Whose access it is, where it is somebody else’s. */
  holder?: string;
  opened: boolean;
  close: () => void;
}

/** What the policy allows, in a sentence; null where its terms are not shown to the viewer. */
function bounds(assignment: ExtendableAccess): string | null {
  const version = assignment.policy?.currentVersion;
  if (!version) return null;
  const approval = version.extensionNeedsApproval
    ? ' It has to be approved; if nobody decides in time the access ends as planned.'
    : ' It needs no approval.';
  const ceiling = version.extensionCeiling ? ` In all it lasts ${inWords(version.extensionCeiling)} at most.` : '';
  if (version.duration) return `By at most ${inWords(version.duration)}, counted from the present end.${ceiling}${approval}`;
  if (version.endsAt) return `Until ${inDays(version.endsAt)} at the latest.${ceiling}${approval}`;
  return `${ceiling}${approval}`.trim();
}

/** Asking to keep access for longer. */
export function ExtendDialog({ assignment, holder, opened, close }: ExtendDialogProps) {
  const title = `Keep ${assignment.accessPackage.name} for longer${holder ? ` for ${holder}` : ''}`;
  return (
    <Modal opened={opened} onClose={close} title={title}>
      {opened && <Form assignment={assignment} holder={holder} close={close} />}
    </Modal>
  );
}

function Form({ assignment, holder, close }: Omit<ExtendDialogProps, 'opened'>) {
  const [until, setUntil] = useState<'LATEST' | 'DATE'>('LATEST');
  const [expiresAt, setExpiresAt] = useState<string | null>(null);
  const [justification, setJustification] = useState('');
  const extend = useAction(Extend);
  const send = async () => {
    const end = until === 'DATE' ? expiresAt : null;
    const result = await extend.run({
      input: {
        assignmentId: assignment.id,
        expiresAt: end,
        justification: justification.trim() || null,
        idempotencyKey: intentKey(),
      },
    });
    if (!result?.ok) return;
    const made = result.payload.accessRequest;
    notifications.show({
      message:
        made?.state === 'PENDING_APPROVAL'
          ? 'Your request to extend waits for approval.'
          : `${holder ? `The access of ${holder}` : 'Your access'} was extended.`,
    });
    close();
  };
  return (
    <form onSubmit={(event) => (event.preventDefault(), void send())}>
      <Stack>
        <Text size="sm" component="div">
          {assignment.expiresAt && (
            <>
              It ends <When at={assignment.expiresAt} as="both" />.{' '}
            </>
          )}
          {bounds(assignment)}
        </Text>
        <Radio.Group label="Until when" value={until} onChange={(value) => setUntil(value === 'DATE' ? 'DATE' : 'LATEST')}>
          <Stack gap="xs" mt="xs">
            <Radio value="LATEST" label="For as long as the policy allows" />
            <Radio value="DATE" label="Until a date" />
          </Stack>
        </Radio.Group>
        {until === 'DATE' && (
          <DateTimeField
            label="New end"
            required
            value={expiresAt}
            min={assignment.expiresAt}
            error={fieldProblems(extend.errors).expiresAt}
            onChange={setExpiresAt}
          />
        )}
        <Textarea
          label="Why is it still needed?"
          autosize
          minRows={2}
          value={justification}
          onChange={(event) => setJustification(event.currentTarget.value)}
        />
        <Refusals errors={beyondFields(extend.errors, until === 'DATE' ? ['expiresAt'] : [])} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Not now
          </Button>
          <Button type="submit" loading={extend.busy} disabled={until === 'DATE' && !expiresAt}>
            Ask to extend
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
