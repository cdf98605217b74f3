import { Alert, Button, EmptyState, List, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { explain, type Refusal } from '../../graphql/errors.ts';
import { GateList } from './gate-list.tsx';
import { Status } from './status.tsx';

/** Nothing is here, and what to do about it. */
export function Empty({
  title,
  children,
  icon,
  action,
}: {
  title: string;
  children?: ReactNode;
  icon?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <EmptyState title={title} description={children} icon={icon} withIndicatorBackground={icon !== undefined} py="xl">
      {action && <EmptyState.Actions>{action}</EmptyState.Actions>}
    </EmptyState>
  );
}

/** The shape of what is on its way. */
export function Loading({ rows = 3, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <Status label={label}>
      <Stack gap="sm">
        {Array.from({ length: rows }, (_, row) => (
          <Skeleton key={row} height={72} radius="lg" />
        ))}
      </Stack>
    </Status>
  );
}

/** The server could not be asked, or would not answer. */
export function Failed({ error, retry }: { error: CombinedError; retry?: () => void }) {
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle />} title="This could not be loaded" role="alert">
      <Text size="sm">{explain(error)}</Text>
      {retry && (
        <Button size="xs" mt="sm" variant="default" onClick={retry}>
          Try again
        </Button>
      )}
    </Alert>
  );
}

/** Do its conditions, which stand below it, say the same as the refusal itself? */
function saidByGates(error: Refusal): boolean {
  if (error.__typename !== 'NotEligibleError') return false;
  return [...new Set(error.gates.map(({ message }) => message))].join(' ') === error.message;
}

/** Every reason for which something was refused, with who can do something about it. */
export function Refusals({ errors }: { errors: readonly Refusal[] }) {
  if (errors.length === 0) return null;
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle />} title="This was not done" role="alert" tabIndex={-1}>
      <List size="sm" spacing={4} listStyleType="none">
        {errors.map((error) => (
          <List.Item key={`${error.code} ${error.message}`}>
            {!saidByGates(error) && error.message}
            {error.__typename === 'NotEligibleError' && <GateList gates={error.gates} reference={error.reference} />}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
