import { Button, Group, List, Modal, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { graphql, type ResultOf } from '../../../graphql/graphql.ts';
import { Refusals } from '../../../ui/states/feedback.tsx';

/** What a changed scope does to those inside. */
export const ScopePreviewQuery = graphql(`
  query PolicyScopePreview($policyId: ID!, $definition: PolicyDefinitionInput!) {
    policyScopePreview(policyId: $policyId, definition: $definition) {
      holdersOutside
      sample {
        userId
        name
      }
      confirmation
    }
  }
`);

export type ScopePreview = NonNullable<ResultOf<typeof ScopePreviewQuery>['policyScopePreview']>;

/** What becomes of them, as the mutation wants to know it. */
export interface LeaversChoice {
  holdersOutside: 'KEEP' | 'END';
  holdersOutsideReason: string | null;
  confirmation: string;
}

interface LeaversDialogProps {
  preview: ScopePreview;
  busy: boolean;
  errors: Parameters<typeof Refusals>[0]['errors'];
  close: () => void;
  save: (choice: LeaversChoice) => void;
}

/** Asks, before a narrower scope is saved, what becomes of those who hold access and whom the policy would not be for any more. */
export function LeaversDialog({ preview, busy, errors, close, save }: LeaversDialogProps) {
  const [choice, setChoice] = useState<LeaversChoice['holdersOutside']>('KEEP');
  const [reason, setReason] = useState('');
  const { holdersOutside, sample, confirmation } = preview;
  const more = holdersOutside - sample.length;
  const ends = choice === 'END';
  return (
    <Modal opened onClose={close} title={`${holdersOutside} ${holdersOutside === 1 ? 'person is' : 'people are'} left out`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save({ holdersOutside: choice, holdersOutsideReason: ends ? reason.trim() : null, confirmation });
        }}
      >
        <Stack>
          <Text size="sm">They hold access under this policy, and it would not be for them any more:</Text>
          <List size="sm">
            {sample.map(({ userId, name }) => (
              <List.Item key={userId}>{name}</List.Item>
            ))}
            {more > 0 && <List.Item>and {more} more</List.Item>}
          </List>
          <Radio.Group
            label="What becomes of their access?"
            value={choice}
            onChange={(value) => setChoice(value as typeof choice)}
          >
            <Stack gap="xs" mt={6}>
              <Radio value="KEEP" label="They keep it until its end" />
              <Radio value="END" label="It ends now, and they are told why and by whom" />
            </Stack>
          </Radio.Group>
          {ends && (
            <Textarea
              label="Reason"
              required
              autosize
              minRows={2}
              maxLength={4000}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
          <Refusals errors={errors} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Not now
            </Button>
            <Button type="submit" color={ends ? 'red' : undefined} loading={busy} disabled={ends && reason.trim() === ''}>
              {ends ? 'Save and end their access' : 'Save policy'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
