import { Button, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { IconChecks, IconKeyboard } from '@tabler/icons-react';
import { useState, type Dispatch } from 'react';
import { Empty, Refusals } from '../../../ui/feedback.tsx';
import { Page } from '../../../ui/page.tsx';
import { BulkBar } from './BulkBar.tsx';
import { DecideDialog } from './DecideDialog.tsx';
import { KeyboardHelp } from './KeyboardHelp.tsx';
import { QueueCard } from './QueueCard.tsx';
import styles from './queue.module.css';
import type { QueueItem } from './queue-item.ts';
import { waiting, type QueueEvent, type QueueRow } from './queue-state.ts';
import { UndoBar } from './UndoBar.tsx';
import { useDecide, type DecisionWord, type Verdict } from './use-decide.ts';
import { focusRow, useQueueKeys } from './use-queue-keys.ts';
import { Status } from '../../../ui/status.tsx';

interface QueuePageProps {
  rows: readonly QueueRow[];
  tell: Dispatch<QueueEvent>;
  refresh: () => void;
  /** How many more wait than are shown. */
  hidden: number;
  /** The pointer is over the list, or not. */
  pointing: (now: boolean) => void;
  /** The row that has the focus must stay. */
  hold: (id: string | null) => void;
}

const PLAIN: Verdict = { decision: 'APPROVE', justification: null, expiresAt: null };

/** The queue of somebody who decides. */
export function QueuePage({ rows, tell, refresh, hidden, pointing, hold }: QueuePageProps) {
  const navigate = useNavigate();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<{ items: readonly QueueItem[]; decision: DecisionWord } | null>(null);
  const [help, setHelp] = useState(false);
  const deciding = useDecide({
    settle: (id, how) => {
      tell({ kind: 'SETTLED', id, how, at: Date.now() });
      setSelected((before) => new Set([...before].filter((one) => one !== id)));
    },
    reopened: refresh,
  });
  const count = waiting(rows);
  const open = rows.filter((row) => row.settled === null);
  const chosen = open.filter((row) => selected.has(row.item.id)).map((row) => row.item);

  const decide = (item: QueueItem, decision: DecisionWord, closely = false) => {
    const plain = decision === 'APPROVE' && !item.justificationRequired && !closely;
    if (!plain) return setAsking({ items: [item], decision });
    const next = open[open.findIndex((row) => row.item.id === item.id) + 1];
    void deciding.decide(item, PLAIN).then((done) => done && next && focusRow(next.item.id));
  };
  const send = async (verdict: Verdict) => {
    if (!asking) return;
    const [first] = asking.items;
    const done =
      asking.items.length > 1 || !first
        ? await deciding.decideMany(asking.items, verdict)
        : await deciding.decide(first, verdict);
    if (done) setAsking(null);
  };
  const toggle = (id: string) =>
    setSelected((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));

  useQueueKeys(asking !== null || help, open, {
    approve: (item) => decide(item, 'APPROVE'),
    deny: (item) => decide(item, 'DENY'),
    open: (item) => void navigate({ to: '/approvals/$stageId', params: { stageId: item.id } }),
    select: (item) => toggle(item.id),
    undo: () => void deciding.takeBack(),
    help: () => setHelp(true),
  });

  return (
    <Page
      title="Approvals"
      waiting={count}
      about="What waits for your decision, the oldest first. The list changes by itself."
      actions={
        <Button
          variant="default"
          leftSection={<IconKeyboard size={18} aria-hidden />}
          onClick={() => setHelp(true)}
          visibleFrom="sm"
        >
          Keyboard
        </Button>
      }
    >
      <Status silent>{count === 1 ? '1 approval waits' : `${count} approvals wait`}</Status>
      {!asking && <Refusals errors={deciding.failed} />}
      {rows.length === 0 ? (
        <Empty
          title="Nothing waits for you"
          icon={<IconChecks />}
          action={
            <Button variant="default" component={Link} to="/requests">
              See your own requests
            </Button>
          }
        >
          When somebody asks for access that you decide about, it appears here by itself.
        </Empty>
      ) : (
        // Nothing is done by pointing here; the list only holds still while somebody does.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <ul
          className={styles.queue}
          onPointerEnter={(event) => event.pointerType === 'mouse' && pointing(true)}
          onPointerLeave={() => pointing(false)}
          onFocus={(event) => hold((event.target as HTMLElement).closest('[data-row]')?.getAttribute('data-row') ?? null)}
          onBlur={() => hold(null)}
        >
          {rows.map((row) => (
            <QueueCard
              key={row.item.id}
              row={row}
              busy={deciding.busy}
              selected={selected.has(row.item.id)}
              toggle={() => toggle(row.item.id)}
              decide={(decision, closely) => decide(row.item, decision, closely)}
            />
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <Text mt="md" c="dimmed">
          {hidden} more wait; they come up as these are decided.
        </Text>
      )}
      <BulkBar
        items={chosen}
        clear={() => setSelected(new Set())}
        decide={(decision) => setAsking({ items: chosen, decision })}
      />
      <UndoBar
        undo={deciding.undo}
        takeBack={() => void deciding.takeBack()}
        busy={deciding.takingBack}
        gone={deciding.dropUndo}
      />
      <DecideDialog
        asking={asking}
        close={() => setAsking(null)}
        send={(verdict) => void send(verdict)}
        busy={deciding.busy}
        errors={deciding.failed}
      />
      <KeyboardHelp opened={help} close={() => setHelp(false)} />
    </Page>
  );
}
