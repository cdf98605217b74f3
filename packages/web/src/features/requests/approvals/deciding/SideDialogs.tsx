import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useViewer } from '../../../../app/viewer.tsx';
import { intentKey, useAction } from '../../../../graphql/use-action.ts';
import { Refusals } from '../../../../ui/states/feedback.tsx';
import { SendForm } from '../../../../ui/forms/SendForm.tsx';
import { useKept } from '../../../../ui/forms/use-kept.ts';
import { PersonPicker, type Picked } from '../../../identity/choosing/PersonPicker.tsx';
import { Comment, Reassign as ReassignMutation } from './mutations.ts';
import type { QueueItem } from '../queue/queue-item.ts';

export type SideDialog = 'QUESTION' | 'REASSIGN' | null;

interface SideDialogProps {
  /** What it is about; null: it is closed. */
  item: QueueItem | null;
  close: () => void;
}

interface FormProps {
  item: QueueItem;
  close: () => void;
}

/** A question to the requester; the clock goes on. */
export function AskQuestion({ item, close }: SideDialogProps) {
  const whom = item?.request.requester?.name ?? item?.request.target.name ?? '';
  return (
    <Modal opened={item !== null} onClose={close} title={`Ask ${whom}`}>
      {item && <QuestionForm key={item.id} item={item} close={close} />}
    </Modal>
  );
}

function QuestionForm({ item, close }: FormProps) {
  const [text, setText, forget] = useKept(`ask:${item.id}`, '');
  const comment = useAction(Comment);
  const send = async () => {
    if (text.trim() === '') return;
    const result = await comment.run({ input: { requestId: item.request.id, text: text.trim(), idempotencyKey: intentKey() } });
    if (!result?.ok) return;
    forget();
    notifications.show({ message: 'Your question was sent. The answer stands on the page of the request.' });
    close();
  };
  return (
    <SendForm send={() => void send()}>
      <Stack>
        <Textarea
          label="Your question"
          description="The request goes on waiting, and lapses as planned."
          autosize
          minRows={3}
          required
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Refusals errors={comment.errors} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Not now
          </Button>
          <Button type="submit" loading={comment.busy} disabled={text.trim() === ''}>
            Send
          </Button>
        </Group>
      </Stack>
    </SendForm>
  );
}

/** Hands the stage to somebody else. */
export function Reassign({ item, close }: SideDialogProps) {
  return (
    <Modal opened={item !== null} onClose={close} title="Hand to somebody else">
      {item && <ReassignForm key={item.id} item={item} close={close} />}
    </Modal>
  );
}

function ReassignForm({ item, close }: FormProps) {
  const viewer = useViewer();
  const [person, setPerson] = useState<Picked | null>(null);
  const [reason, setReason, forget] = useKept(`hand-over:${item.id}`, '');
  const reassign = useAction(ReassignMutation);
  const send = async () => {
    if (!person) return;
    const result = await reassign.run({
      input: { stageId: item.id, userId: person.id, reason: reason.trim() || null, idempotencyKey: intentKey() },
    });
    if (!result?.ok) return;
    forget();
    notifications.show({ message: `${person.name} was asked to decide instead of you.` });
    close();
  };
  const barred = [viewer.user.id, item.request.target.id, ...(item.request.requester ? [item.request.requester.id] : [])];
  return (
    <SendForm send={() => void send()}>
      <Stack>
        <PersonPicker label="Who should decide" required value={person} onChange={setPerson} without={barred} />
        <Textarea label="Why" autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Refusals errors={reassign.errors} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Not now
          </Button>
          <Button type="submit" loading={reassign.busy} disabled={!person}>
            Hand over
          </Button>
        </Group>
      </Stack>
    </SendForm>
  );
}
