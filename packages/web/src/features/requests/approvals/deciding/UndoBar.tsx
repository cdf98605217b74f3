import { Button, CloseButton } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import { useNow } from '../../../../ui/words/when.tsx';
import styles from '../queue/queue.module.css';
import type { Undoable } from './use-decide.ts';
import { Status } from '../../../../ui/states/status.tsx';

interface UndoBarProps {
  undo: Undoable | null;
  takeBack: () => void;
  busy: boolean;
  gone: () => void;
}

/** For as long as a decision may be taken back: what it was, and the way back. */
export function UndoBar({ undo, ...rest }: UndoBarProps) {
  return <Status className={styles.stick}>{undo && <Bar undo={undo} {...rest} />}</Status>;
}

function Bar({ undo, takeBack, busy, gone }: UndoBarProps & { undo: Undoable }) {
  const now = useNow(250);
  const seconds = Math.ceil((undo.until - now) / 1000);
  const over = useEffectEvent(gone);
  useEffect(() => {
    if (seconds <= 0 && !busy) over();
  }, [seconds, busy]);
  return (
    <div className={styles.bar}>
      <span style={{ flex: 1, minWidth: '12rem' }}>{undo.what}</span>
      <Button size="sm" loading={busy} onClick={takeBack}>
        Take back
        {/* Read once, not every second. */}
        <span aria-hidden>&nbsp;({Math.max(0, seconds)})</span>
      </Button>
      <CloseButton aria-label="Keep the decision" onClick={gone} style={{ color: 'inherit' }} />
    </div>
  );
}
