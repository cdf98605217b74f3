import { Button, Group, Modal, Stack } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Refusal } from '../../graphql/errors.ts';
import { Refusals } from '../states/feedback.tsx';

interface FormDialogProps {
  opened: boolean;
  close: () => void;
  title: string;
  confirm: string;
  danger?: boolean;
  busy: boolean;
  errors: readonly Refusal[];
  submit: () => void | Promise<void>;
  /** Whether all that is needed is there. Where nothing is said, the fields themselves say what is missing. */
  ready?: boolean;
  size?: string;
  children: ReactNode;
}

/** What is wrong in a form: its first field that lacks something, else the refusal. */
const WRONG = '[aria-invalid="true"], [role$="group"][aria-describedby*="-error"] input, [role="alert"]';

/** A form in front of a page. Its fields are made anew each time it opens. What is wrong with it is where its reader is taken. */
export function FormDialog({
  opened,
  close,
  title,
  confirm,
  danger = false,
  busy,
  errors,
  submit,
  ready,
  size = 'md',
  children,
}: FormDialogProps) {
  const form = useRef<HTMLFormElement>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const wrong = tries > 0 && form.current?.querySelector<HTMLElement>(WRONG);
    if (!wrong) return;
    wrong.focus({ preventScroll: true });
    // Not at the edge: the head of the dialog lies over it.
    wrong.scrollIntoView({ block: 'center' });
  }, [tries]);
  const send = async () => {
    await submit();
    setTries(tries + 1);
  };
  return (
    <Modal opened={opened} onClose={close} title={title} size={size}>
      <form ref={form} noValidate={ready === undefined} onSubmit={(event) => (event.preventDefault(), void send())}>
        <Stack>
          {children}
          <Refusals errors={errors} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Not now
            </Button>
            <Button type="submit" color={danger ? 'red' : undefined} loading={busy} disabled={ready === false}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
