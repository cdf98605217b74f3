import { Checkbox } from '@mantine/core';
import { Status } from '../../../../ui/states/status.tsx';
import styles from './queue.module.css';

interface QueueToolbarProps {
  /** How many wait in all, and how many of them fit what is looked for; undefined while they are counted. */
  all: number;
  fit: number | undefined;
  filtered: boolean;
  chosen: number;
  everything: boolean;
  selectAll: (on: boolean) => void;
  busy: boolean;
}

const wait = (count: number) => (count === 1 ? '1 approval waits' : `${count} approvals wait`);

/** How many there are, in one number of the server, and the box that chooses them all. */
export function QueueToolbar({ all, fit, filtered, chosen, everything, selectAll, busy }: QueueToolbarProps) {
  return (
    <div className={styles.toolbar}>
      <Checkbox
        label={`Select all${fit === undefined ? '' : ` ${fit}`}`}
        checked={everything}
        indeterminate={chosen > 0 && !everything}
        disabled={busy || fit === 0}
        onChange={() => selectAll(!everything)}
      />
      <Status className={styles.count}>
        {!filtered ? wait(all) : fit === undefined ? 'Counting …' : `${fit} of ${wait(all)}`}
      </Status>
    </div>
  );
}
