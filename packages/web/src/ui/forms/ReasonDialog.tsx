import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Refusal } from '../../graphql/errors.ts';
import { Refusals } from '../states/feedback.tsx';
import { useKept } from './use-kept.ts';

interface ReasonDialogProps {
  opened: boolean;
  close: () => void;
  title: string;
  /** What it does. */
  about: ReactNode;
  confirm: string;
  stay?: string;
  danger?: boolean;
  /** What the reason is called; null: none is asked for. */
  reasonLabel?: string | null;
  required?: boolean;
  busy: boolean;
  errors: readonly Refusal[];
  /** @returns whether it was done. */
  send: (reason: string | null) => Promise<boolean>;
  children?: ReactNode;
}

/** Asks once more before something that others feel, with a reason. */
export function ReasonDialog(props: ReasonDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.close} title={props.title}>
      {props.opened && <Form {...props} />}
    </Modal>
  );
}

function Form({
  title,
  close,
  about,
  confirm,
  stay = 'Not now',
  danger = true,
  reasonLabel = 'Reason',
  required = false,
  busy,
  errors,
  send,
  children,
}: ReasonDialogProps) {
  const [reason, setReason, forget] = useKept(`reason:${title}`, '');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async () => {
    if (required && reason.trim() === '') return setProblem('A reason is needed.');
    if (!(await send(reason.trim() || null))) return;
    forget();
    close();
  };
  return (
    <form noValidate onSubmit={(event) => (event.preventDefault(), void submit())}>
      <Stack>
        <Text size="sm">{about}</Text>
        {children}
        {reasonLabel && (
          <Textarea
            label={reasonLabel}
            autosize
            minRows={2}
            maxLength={10_000}
            data-autofocus
            required={required}
            error={problem}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <Refusals errors={errors} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {stay}
          </Button>
          <Button type="submit" color={danger ? 'red' : undefined} loading={busy}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
