import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';

/** Up to here all are drawn: the page can be searched with the browser, and printed. */
const FEW = 100;

/**
 * Of many rows of a page those in sight, and how much room the others take above and below them.
 * @param height what a row is taken to be high, in pixels, until it was drawn once. @param gap pixels between two rows.
 */
export function useShownRows<Row extends { id: string }>(
  rows: readonly Row[],
  { height, gap = 0 }: { height: number; gap?: number },
) {
  // Of the list as a table's body, or as a list of cards.
  const list = useRef<never>(null);
  const [top, setTop] = useState(0);
  const many = rows.length > FEW;
  useLayoutEffect(() => {
    const found = list.current as HTMLElement | null;
    if (many && found) setTop(Math.round(found.getBoundingClientRect().top + window.scrollY));
  }, [many]);
  // Its answers are new each time they are asked for, and nothing here is remembered.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useWindowVirtualizer({
    count: rows.length,
    enabled: many,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]!.id,
    gap,
    overscan: 12,
    scrollMargin: top,
    useFlushSync: false,
  });
  if (!many) return { list, shown: rows.map((row, index) => ({ row, index })), above: 0, below: 0, measure: null };
  const items = virtual.getVirtualItems();
  return {
    list,
    shown: items.map(({ index }) => ({ row: rows[index]!, index })),
    above: (items[0]?.start ?? top) - top,
    below: virtual.getTotalSize() - ((items.at(-1)?.end ?? top) - top),
    measure: virtual.measureElement,
  };
}
