import { Alert, Button, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconEyeCheck } from '@tabler/icons-react';
import { intentKey, useAction } from '../../graphql/use-action.ts';
import { Refusals } from '../../ui/states/feedback.tsx';
import { ConfirmPolicyVersion } from './mutations.ts';
import type { PolicyVersion } from './policy.ts';

/** What a policy says that could ask nobody does not serve whoever wrote it until somebody else has looked at it. */
export function Confirmation({ version }: { version: PolicyVersion }) {
  const confirm = useAction(ConfirmPolicyVersion);
  if (!version.awaitsConfirmation) return null;
  const { confirm: may } = version.viewerCan;
  const author = version.author?.name ?? 'Whoever wrote it';
  const send = async () => {
    const result = await confirm.run({ input: { versionId: version.id, idempotencyKey: intentKey() } });
    if (result?.ok) notifications.show({ color: 'green', message: 'The policy is confirmed.' });
  };
  return (
    <Alert color="gate" variant="light" icon={<IconEyeCheck />} title="Not confirmed by a second person">
      <Stack align="flex-start" gap="sm">
        <Text size="sm">
          {author} wrote what this policy says, and access under it can be had or kept without asking anybody. It serves everybody
          but {version.author ? version.author.name : 'its author'} until somebody else who may edit policies here confirms it.
        </Text>
        {may.allowed ? (
          <Button size="xs" loading={confirm.busy} onClick={() => void send()}>
            Confirm this policy
          </Button>
        ) : (
          <Text size="sm" c="dimmed">
            {may.reason}
          </Text>
        )}
        <Refusals errors={confirm.errors} />
      </Stack>
    </Alert>
  );
}
