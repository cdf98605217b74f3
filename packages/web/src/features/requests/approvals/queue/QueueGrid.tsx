// Rows stand where they belong, each at its own height, which the rows of a table do not: the roles say what they are.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { Button, Skeleton } from '@mantine/core';
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useEffectEvent, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref } from 'react';
import { useNow } from '../../../../ui/words/when.tsx';
import styles from './queue.module.css';
import type { Entry } from './queue-groups.ts';
import { QueueRowView, type RowActions } from './QueueRowView.tsx';
import type { Hold } from './use-queue.ts';

/** What others may ask of the list. */
export interface GridHandle {
  /** Brings a row into sight; one that is far away is drawn only then. */
  reveal: (id: string) => void;
}

interface QueueGridProps extends RowActions {
  ref: Ref<GridHandle>;
  entries: readonly Entry[];
  /** How many rows there are in all, read or not. */
  total: number;
  /** Rows that were not read yet. */
  more: boolean;
  readOn: () => void;
  selected: ReadonlySet<string>;
  /** The row where somebody is: it has the one stop of the Tab key, and is never taken out of the page. */
  current: string | null;
  setCurrent: (id: string) => void;
  selectAll: (ids: readonly string[], on: boolean) => void;
  hold: (part: Partial<Hold>) => void;
  busy: boolean;
}

/** What is above and below the list and hides a part of it: the head of the page, the bars at the foot. */
const HIDDEN_ABOVE = 72;
const HIDDEN_BELOW = 150;

/** Everything that waits as a grid of compact rows, of which only those in sight are drawn. */
export function QueueGrid(props: QueueGridProps) {
  const { ref, entries, total, more, readOn, selected, current, setCurrent, selectAll, hold, busy, ...actions } = props;
  const grid = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setTop(Math.round((grid.current?.getBoundingClientRect().top ?? 0) + window.scrollY));
    measure();
    // What stands above may come, go, or wrap.
    const watch = new ResizeObserver(measure);
    watch.observe(document.body);
    return () => watch.disconnect();
  }, []);
  const keyOf = (index: number) => entries[index]?.key ?? 'more';
  const stay = entries.findIndex((entry) => entry.key === current);
  const rows = useWindowVirtualizer({
    count: entries.length + (more ? 1 : 0),
    estimateSize: (index) => (entries[index]?.kind === 'GROUP' ? 52 : 66),
    getItemKey: keyOf,
    overscan: 6,
    scrollMargin: top,
    scrollPaddingStart: HIDDEN_ABOVE,
    scrollPaddingEnd: HIDDEN_BELOW,
    // Where somebody is stays in the page wherever it is scrolled to: the focus would be lost with it.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return stay < 0 || shown.includes(stay) ? shown : [...shown, stay].sort((a, b) => a - b);
    },
    useFlushSync: false,
  });
  const now = useNow();
  const items = rows.getVirtualItems();
  const indexOf = useEffectEvent((id: string) => entries.findIndex((entry) => entry.key === id));
  const scrollTo = useCallback(
    (id: string) => {
      const index = indexOf(id);
      if (index >= 0) rows.scrollToIndex(index, { align: 'auto' });
    },
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [rows],
  );
  useImperativeHandle(ref, () => ({ reveal: scrollTo }), [scrollTo]);

  const ending = more && items.some((item) => item.index >= entries.length);
  const next = useEffectEvent(readOn);
  useEffect(() => {
    if (ending) next();
  }, [ending, entries.length]);

  return (
    // Nothing is done by pointing here; the list only holds still while somebody does.
    <div
      ref={grid}
      role="grid"
      aria-label="Approvals that wait for you"
      aria-multiselectable="true"
      aria-rowcount={total}
      aria-busy={more && ending}
      className={styles.grid}
      style={{ height: rows.getTotalSize() }}
      onPointerEnter={(event) => event.pointerType === 'mouse' && hold({ pointing: true })}
      onPointerLeave={() => hold({ pointing: false })}
    >
      {items.map((item) => {
        const entry = entries[item.index];
        const place = { transform: `translateY(${item.start - rows.options.scrollMargin}px)` };
        const common = { ref: rows.measureElement, 'data-index': item.index, className: styles.place, style: place };
        if (!entry)
          return (
            <div key={item.key} {...common} role="row">
              <div role="gridcell" aria-label="More are on their way">
                <Skeleton height={64} radius="md" />
              </div>
            </div>
          );
        if (entry.kind === 'GROUP') {
          const open = entry.rows.filter((row) => row.settled === null).map((row) => row.item.id);
          const all = open.length > 0 && open.every((id) => selected.has(id));
          return (
            <div key={item.key} {...common} role="row">
              <div role="rowheader" className={styles.group}>
                <h2>
                  {entry.name} <span className={styles.groupCount}>{open.length}</span>
                </h2>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  disabled={open.length === 0}
                  onClick={() => selectAll(open, !all)}
                  aria-label={`${all ? 'Select none' : 'Select all'}: ${entry.name}`}
                >
                  {all ? 'Select none' : 'Select all'}
                </Button>
              </div>
            </div>
          );
        }
        return (
          <QueueRowView
            key={item.key}
            {...actions}
            place={common}
            row={entry.row}
            index={item.index}
            now={now}
            busy={busy}
            selected={selected.has(entry.key)}
            current={entry.key === current}
            arrive={() => setCurrent(entry.key)}
          />
        );
      })}
    </div>
  );
}
