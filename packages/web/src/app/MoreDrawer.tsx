import { Drawer } from '@mantine/core';
import { type ReactNode } from 'react';

/** What opens from "More" on a phone. */
export function MoreDrawer({ opened, close, children }: { opened: boolean; close: () => void; children: ReactNode }) {
  return (
    <Drawer opened={opened} onClose={close} title="All pages" position="bottom" size="auto">
      {children}
    </Drawer>
  );
}
