import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Refusal } from '../graphql/errors.ts';
import { Refusals } from './feedback.tsx';

interface FormDialogProps {
  opened: boolean;
  close: () => void;
  title: string;
  confirm: string;
  danger?: boolean;
  busy: boolean;
  errors: readonly Refusal[];
  submit: () => void | Promise<void>;
  /** False where something that is needed is missing. */
  ready?: boolean;
  size?: string;
  children: ReactNode;
}

/** A form in front of a page. Its fields are made anew each time it opens. */
export function FormDialog({
  opened,
  close,
  title,
  confirm,
  danger = false,
  busy,
  errors,
  submit,
  ready = true,
  size = 'md',
  children,
}: FormDialogProps) {
  return (
    <Modal opened={opened} onClose={close} title={title} size={size}>
      <form onSubmit={(event) => (event.preventDefault(), void submit())}>
        <Stack>
          {children}
          <Refusals errors={errors} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Not now
            </Button>
            <Button type="submit" color={danger ? 'red' : undefined} loading={busy} disabled={!ready}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
