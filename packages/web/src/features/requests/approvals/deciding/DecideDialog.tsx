import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Refusal } from '../../../../graphql/errors.ts';
import { DateTimeField } from '../../../../ui/forms/date-time-field.tsx';
import { Refusals } from '../../../../ui/states/feedback.tsx';
import { SendForm } from '../../../../ui/forms/SendForm.tsx';
import { Status } from '../../../../ui/states/status.tsx';
import { useKept } from '../../../../ui/forms/use-kept.ts';
import { howLong } from '../../how-long.ts';
import type { QueueItem } from '../queue/queue-item.ts';
import type { DecisionWord, Verdict } from './use-decide.ts';
import { useNow } from '../../../../ui/words/when.tsx';

interface DecideDialogProps {
  asking: { items: readonly QueueItem[]; decision: DecisionWord } | null;
  close: () => void;
  /** @returns whether it was done: until then the reason is kept. */
  send: (verdict: Verdict) => Promise<boolean>;
  busy: boolean;
  /** How far many of them are. */
  progress?: { done: number; of: number } | null;
  errors: readonly Refusal[];
  /** False where the page itself says where the focus goes afterwards. */
  returnFocus?: boolean;
}

/** A decision with its reason: for every denial, for approvals whose stage wants one, and for a sooner end. */
export function DecideDialog({ asking, close, returnFocus = true, ...rest }: DecideDialogProps) {
  const word = asking?.decision === 'DENY' ? 'Deny' : 'Approve';
  const [first] = asking?.items ?? [];
  const title =
    !asking || !first
      ? ''
      : asking.items.length > 1
        ? `${word} ${asking.items.length} requests`
        : `${word}: ${first.request.target.name}, ${first.request.accessPackage.name}`;
  return (
    <Modal opened={asking !== null} onClose={close} title={title} returnFocus={returnFocus}>
      {asking && <Form key={asking.items.map(({ id }) => id).join()} asking={asking} close={close} {...rest} />}
    </Modal>
  );
}

function Form({
  asking,
  close,
  send,
  busy,
  progress,
  errors,
}: DecideDialogProps & { asking: NonNullable<DecideDialogProps['asking']> }) {
  const { items, decision } = asking;
  const [first] = items;
  const [reason, setReason, forget] = useKept(`decide:${decision}:${first?.id}+${items.length - 1}`, '');
  const [expiresAt, setExpiresAt] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const now = useNow();
  const required = items.some((item) => item.justificationRequired);
  const submit = async () => {
    if (required && reason.trim() === '') return setProblem('This stage wants a reason.');
    if (await send({ decision, justification: reason.trim() || null, expiresAt })) forget();
  };
  return (
    <SendForm send={() => void submit()}>
      <Stack>
        {items.length === 1 && first && <Text size="sm">{howLong(first.request.schedule)}.</Text>}
        <Textarea
          label="Reason"
          description="The requester reads this."
          autosize
          minRows={3}
          data-autofocus
          required={required}
          error={problem}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {decision === 'APPROVE' && items.length === 1 && (
          <DateTimeField
            label="Sooner end"
            description="Leave empty to give it for as long as it was asked for."
            value={expiresAt}
            min={new Date(now).toISOString()}
            max={first?.request.schedule.expiresAt}
            onChange={setExpiresAt}
          />
        )}
        {decision === 'DENY' && (
          <Text size="sm" c="dimmed">
            A denial ends the request as soon as it can no longer be taken back.
          </Text>
        )}
        <Refusals errors={errors} />
        <Status>{progress && <Text size="sm">{`${progress.done} of ${progress.of} are decided.`}</Text>}</Status>
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Not now
          </Button>
          <Button type="submit" color={decision === 'DENY' ? 'red' : undefined} loading={busy}>
            {decision === 'DENY' ? 'Deny' : 'Approve'}
          </Button>
        </Group>
      </Stack>
    </SendForm>
  );
}
