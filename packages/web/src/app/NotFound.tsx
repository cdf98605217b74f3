import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconMapQuestion } from '@tabler/icons-react';
import { Empty } from '../ui/states/feedback.tsx';
import { Page } from '../ui/frame/page.tsx';

/** Shown where an address leads nowhere, or to what is not for the viewer: both look the same. */
export function NotFound() {
  return (
    <Page title="There is nothing here">
      <Empty
        title="This page does not exist"
        icon={<IconMapQuestion />}
        action={
          <Button component={Link} to="/">
            Go to the start page
          </Button>
        }
      >
        The address may be mistyped, or what stood here is gone, or it is not for you to see.
      </Empty>
    </Page>
  );
}
