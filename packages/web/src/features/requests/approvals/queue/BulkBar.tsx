import { Button, CloseButton } from '@mantine/core';
import type { QueueItem } from './queue-item.ts';
import styles from './queue.module.css';
import type { DecisionWord } from '../deciding/use-decide.ts';
import { Status } from '../../../../ui/states/status.tsx';

interface BulkBarProps {
  items: readonly QueueItem[];
  clear: () => void;
  decide: (decision: DecisionWord) => void;
}

/** What can be done with everything that is selected. */
export function BulkBar({ items, clear, decide }: BulkBarProps) {
  if (items.length === 0) return null;
  return (
    <section className={styles.bar} aria-label="Selected approvals">
      <Status>{items.length} selected</Status>
      <Button size="sm" onClick={() => decide('APPROVE')}>
        Approve all
      </Button>
      <Button size="sm" color="red" onClick={() => decide('DENY')}>
        Deny all
      </Button>
      <CloseButton aria-label="Select nothing" onClick={clear} style={{ marginLeft: 'auto', color: 'inherit' }} />
    </section>
  );
}
