import { Button, Stack, Text, Textarea } from '@mantine/core';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { Refusals } from '../../../ui/states/feedback.tsx';
import { Section } from '../../../ui/frame/page.tsx';
import { useKept } from '../../../ui/forms/use-kept.ts';
import { When } from '../../../ui/words/when.tsx';
import { Comment } from '../approvals/deciding/mutations.ts';
import type { RequestDetails } from './request.ts';

/** Questions and answers between approvers and requester. */
export function CommentThread({ request, me }: { request: Pick<RequestDetails, 'id' | 'comments' | 'viewerCan'>; me: string }) {
  const [text, setText, forget] = useKept(`comment:${request.id}`, '');
  const comment = useAction(Comment);
  const may = request.viewerCan.comment;
  if (request.comments.length === 0 && !may.allowed) return null;
  const send = async () => {
    const result = await comment.run({ input: { requestId: request.id, text: text.trim(), idempotencyKey: intentKey() } });
    if (result?.ok) forget();
  };
  return (
    <Section title="Questions and answers">
      <Stack>
        <ul aria-live="polite" style={{ display: 'grid', gap: '0.75rem', margin: 0, padding: 0, listStyle: 'none' }}>
          {request.comments.map((one) => (
            <li key={one.id}>
              <Text size="sm" c="dimmed" component="div">
                <strong>{one.author?.id === me ? 'You' : (one.author?.name ?? 'Whoever decides')}</strong> ·{' '}
                <When at={one.createdAt} />
              </Text>
              <Text style={{ whiteSpace: 'pre-line' }}>{one.text}</Text>
            </li>
          ))}
        </ul>
        {may.allowed && (
          <form onSubmit={(event) => (event.preventDefault(), void send())}>
            <Textarea
              label="Write to the other side"
              autosize
              minRows={2}
              maxLength={10_000}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Refusals errors={comment.errors} />
            <Button type="submit" mt="sm" variant="default" loading={comment.busy} disabled={text.trim() === ''}>
              Send
            </Button>
          </form>
        )}
      </Stack>
    </Section>
  );
}
