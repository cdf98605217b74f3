import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Link, useNavigate } from '@tanstack/react-router';
import { IconChecks, IconFilter, IconFilterOff, IconKeyboard } from '@tabler/icons-react';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { Empty, Failed, Refusals } from '../../../../ui/states/feedback.tsx';
import { Page } from '../../../../ui/frame/page.tsx';
import { BulkBar } from './BulkBar.tsx';
import { DecideDialog } from '../deciding/DecideDialog.tsx';
import { KeyboardHelp } from './KeyboardHelp.tsx';
import styles from './queue.module.css';
import type { Sought } from './queue-filter.ts';
import { entriesOf } from './queue-groups.ts';
import type { QueueItem } from './queue-item.ts';
import { waiting } from './queue-state.ts';
import { QueueFilters } from './QueueFilters.tsx';
import { QueueGrid, type GridHandle } from './QueueGrid.tsx';
import { QueueDrawer, QueuePanel } from './QueuePanel.tsx';
import { QueueToolbar } from './QueueToolbar.tsx';
import { AskQuestion, Reassign, type SideDialog } from '../deciding/SideDialogs.tsx';
import { UndoBar } from '../deciding/UndoBar.tsx';
import { useDecide, type DecisionWord, type Verdict } from '../deciding/use-decide.ts';
import type { useQueue } from './use-queue.ts';
import { useQueueKeys } from './use-queue-keys.ts';
import { useRowFocus } from './use-row-focus.ts';
import { useSelection } from './use-selection.ts';

interface QueuePageProps {
  queue: ReturnType<typeof useQueue>;
  counts: { all: number; fit: number | undefined };
  sought: Sought & { group?: 'package' | undefined };
  narrow: (part: QueuePageProps['sought']) => void;
}

/** A decision that is being made in the dialog. */
interface Asking {
  items: readonly QueueItem[];
  decision: DecisionWord;
  /** Begun with a key: the keys go on from the next one. */
  byKey: boolean;
}

const PLAIN: Verdict = { decision: 'APPROVE', justification: null, expiresAt: null };

/** The queue of somebody who decides. */
export function QueuePage({ queue, counts, sought, narrow }: QueuePageProps) {
  const navigate = useNavigate();
  const wide = useMediaQuery('(min-width: 68em)', true, { getInitialValueInEffect: false });
  const [asking, setAsking] = useState<Asking | null>(null);
  const [side, setSide] = useState<{ item: QueueItem; dialog: NonNullable<SideDialog> } | null>(null);
  const [help, setHelp] = useState(false);
  // As many as wait on arrival decide, and then only the button does: what comes and goes moves nothing.
  const [filters, setFilters] = useState(wide && counts.all > 3);
  const [drawer, setDrawer] = useState(false);
  const [at, setAt] = useState<string | null>(null);
  const grid = useRef<GridHandle>(null);
  const go = useRowFocus(useCallback((id) => grid.current?.reveal(id), []));

  const { state, tell, hold } = queue;
  const byPackage = sought.group === 'package';
  const entries = entriesOf(state.rows, byPackage);
  const rows = entries.flatMap((entry) => (entry.kind === 'ROW' ? entry.row : []));
  const here = rows.find((row) => row.item.id === at) ?? rows.find((row) => row.settled === null) ?? null;
  const current = here?.item.id ?? null;
  const selection = useSelection(rows);
  useEffect(() => {
    hold({ ids: [current] });
  }, [hold, current]);

  const deciding = useDecide({
    settle: (id, how) => tell({ kind: 'SETTLED', id, how, at: Date.now() }),
    reopened: () => void queue.refresh(),
  });

  // A list by package, or a box that chooses them all, needs to know them all.
  const more = state.cursor !== null;
  const readAll = useEffectEvent(queue.readAll);
  useEffect(() => {
    if (byPackage && more) void readAll();
  }, [byPackage, more]);

  /** The one after it in the list, or else the last one before it. */
  const nextOf = (item: QueueItem): string | null => {
    const open = rows.filter((row) => row.settled === null || row.item.id === item.id);
    const place = open.findIndex((row) => row.item.id === item.id);
    return (open[place + 1] ?? open[place - 1])?.item.id ?? null;
  };
  const goOn = (byKey: boolean, item: QueueItem, next: string | null) => go(byKey && next ? next : item.id);

  const decide = (item: QueueItem, decision: DecisionWord, closely = false, byKey = false) => {
    deciding.forget();
    const plain = decision === 'APPROVE' && !item.justificationRequired && !closely;
    if (!plain) return setAsking({ items: [item], decision, byKey });
    const next = nextOf(item);
    const inRow = byKey || document.activeElement?.closest('[data-row]') != null;
    void deciding.decide(item, PLAIN).then((done) => done && inRow && goOn(byKey, item, next));
  };
  const send = async (verdict: Verdict): Promise<boolean> => {
    const [first] = asking?.items ?? [];
    if (!asking || !first) return false;
    const last = asking.items.at(-1) ?? first;
    const next = nextOf(last);
    const done =
      asking.items.length > 1 ? await deciding.decideMany(asking.items, verdict) : await deciding.decide(first, verdict);
    if (!done) return false;
    setAsking(null);
    selection.clear();
    goOn(asking.byKey || asking.items.length > 1, first, next);
    return true;
  };
  const leave = () => {
    const [first] = asking?.items ?? [];
    setAsking(null);
    deciding.forget();
    if (first && asking?.items.length === 1) go(first.id);
  };
  const selectAll = async (on: boolean) => {
    if (!on) return selection.clear();
    const { rows: known } = await queue.readAll();
    selection.set(
      waiting(known).map((row) => row.item.id),
      true,
    );
  };
  const openPage = (item: QueueItem) => void navigate({ to: '/approvals/$stageId', params: { stageId: item.id } });
  const open = (item: QueueItem) => {
    setAt(item.id);
    if (wide) document.getElementById('approval')?.focus({ preventScroll: true });
    else setDrawer(true);
  };

  useQueueKeys(asking !== null || side !== null || help || (drawer && !wide), rows, {
    approve: (item) => decide(item, 'APPROVE', false, true),
    deny: (item) => decide(item, 'DENY', false, true),
    open: openPage,
    select: (item) => selection.toggle(item.id),
    undo: () => void deciding.takeBack(),
    help: () => setHelp(true),
    go,
    end: () =>
      void queue.readAll().then(({ rows: known }) => {
        const last = entriesOf(known, byPackage).findLast((entry) => entry.kind === 'ROW');
        // Drawn once more before it can be scrolled to.
        if (last) requestAnimationFrame(() => go(last.key));
      }),
  });

  const filtered = Boolean(sought.q || sought.package || sought.due);
  const narrowing = filters || filtered || byPackage;
  const panel = {
    row: here,
    busy: deciding.busy,
    decide,
    ask: (item: QueueItem, dialog: NonNullable<SideDialog>) => setSide({ item, dialog }),
    openPage,
  };
  return (
    <Page
      title="Approvals"
      waiting={counts.all}
      wide
      about="What waits for your decision, who waits longest first. The list changes by itself."
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconFilter size={18} aria-hidden />}
            aria-expanded={narrowing}
            disabled={filtered || byPackage}
            onClick={() => setFilters(!filters)}
          >
            Filter
          </Button>
          <Button
            variant="default"
            leftSection={<IconKeyboard size={18} aria-hidden />}
            onClick={() => setHelp(true)}
            visibleFrom="sm"
          >
            Keyboard
          </Button>
        </>
      }
    >
      {narrowing && <QueueFilters sought={sought} narrow={narrow} rows={state.rows} readAll={() => void queue.readAll()} />}
      <QueueToolbar
        {...counts}
        filtered={filtered}
        chosen={selection.items.length}
        everything={selection.all && !more}
        selectAll={(on) => void selectAll(on)}
        busy={deciding.busy}
      />
      {!asking && <Refusals errors={deciding.failed} />}
      {queue.error && <Failed error={queue.error} retry={() => void queue.refresh()} />}
      {rows.length === 0 && !more ? (
        <Nothing filtered={filtered} clear={() => narrow({ q: undefined, package: undefined, due: undefined })} />
      ) : (
        <div className={styles.split} data-stale={!queue.fresh || undefined}>
          <QueueGrid
            ref={grid}
            entries={entries}
            total={Math.max(counts.fit ?? 0, entries.length)}
            more={more}
            readOn={() => void queue.readOn()}
            selected={selection.ids}
            current={current}
            setCurrent={setAt}
            selectAll={selection.set}
            toggle={selection.toggle}
            decide={decide}
            open={open}
            hold={hold}
            busy={deciding.busy}
          />
          {wide && <QueuePanel {...panel} />}
        </div>
      )}
      {!wide && <QueueDrawer {...panel} opened={drawer} close={() => setDrawer(false)} />}
      <BulkBar
        items={selection.items}
        clear={selection.clear}
        decide={(decision) => {
          deciding.forget();
          setAsking({ items: selection.items, decision, byKey: false });
        }}
      />
      <UndoBar
        undo={deciding.undo}
        takeBack={() => void deciding.takeBack()}
        busy={deciding.takingBack}
        gone={deciding.dropUndo}
      />
      <DecideDialog
        asking={asking}
        close={leave}
        send={send}
        busy={deciding.busy}
        progress={deciding.progress}
        errors={deciding.failed}
        returnFocus={false}
      />
      <AskQuestion item={side?.dialog === 'QUESTION' ? side.item : null} close={() => setSide(null)} />
      <Reassign item={side?.dialog === 'REASSIGN' ? side.item : null} close={() => setSide(null)} />
      <KeyboardHelp opened={help} close={() => setHelp(false)} />
    </Page>
  );
}

function Nothing({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  if (filtered)
    return (
      <Empty
        title="Nothing like this waits for you"
        icon={<IconFilterOff />}
        action={<Button onClick={clear}>Show all</Button>}
      />
    );
  return (
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
  );
}
