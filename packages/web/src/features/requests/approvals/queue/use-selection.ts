import { useState } from 'react';
import type { QueueItem } from './queue-item.ts';
import { waiting, type QueueRow } from './queue-state.ts';

/** What somebody has chosen of their queue, in its order. What does not wait any more is not chosen any more. */
export function useSelection(rows: readonly QueueRow[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const open = waiting(rows).map((row) => row.item);
  const items: readonly QueueItem[] = open.filter((item) => ids.has(item.id));
  const set = (which: readonly string[], on: boolean) =>
    setIds((before) => new Set(on ? [...before, ...which] : [...before].filter((id) => !which.includes(id))));
  return {
    ids,
    items,
    /** Everything that waits, as far as it was read. */
    all: open.length > 0 && items.length === open.length,
    set,
    toggle: (id: string) => set([id], !ids.has(id)),
    clear: () => setIds(new Set()),
  };
}
