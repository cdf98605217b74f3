import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';

/** Asks before a page is left on which something was changed and not saved: by a link, by going back, by closing the tab. */
export function LeaveGuard({ unsaved }: { unsaved: () => boolean }) {
  const leaving = useBlocker({ shouldBlockFn: unsaved, enableBeforeUnload: unsaved, withResolver: true });
  return (
    <Modal opened={leaving.status === 'blocked'} onClose={() => leaving.reset?.()} title="Leave without saving?">
      <Stack>
        <Text size="sm">What you changed here is not saved yet, and is gone when you leave.</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => leaving.reset?.()} data-autofocus>
            Stay here
          </Button>
          <Button color="red" onClick={() => leaving.proceed?.()}>
            Leave
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
