import type { QueueItem } from './queue-item.ts';

/** How a row in the queue stands: to be decided, or decided or withdrawn and about to leave. */
export interface QueueRow {
  item: QueueItem;
  /** True for what came while somebody was looking. */
  fresh: boolean;
  /** What became of it, in a sentence; null: it waits. */
  settled: string | null;
  /** When it was settled, in milliseconds. */
  settledAt: number;
  /** When it came while somebody was looking, in milliseconds; 0: it was there before. */
  cameAt: number;
}

export type QueueEvent =
  | { kind: 'LOADED'; items: readonly QueueItem[]; at: number }
  | { kind: 'CAME'; item: QueueItem; at: number }
  | { kind: 'SETTLED'; id: string; how: string; at: number }
  | { kind: 'SWEPT'; before: number; except: string | null };

const row = (item: QueueItem, fresh: boolean): QueueRow => ({ item, fresh, settled: null, settledAt: 0, cameAt: 0 });

/**
 * The queue as somebody sees it. Rows keep their places: what is new comes last (the oldest stand first), what was
 * decided elsewhere stays where it is, says so, and leaves only when it is swept.
 */
export function queue(rows: readonly QueueRow[], event: QueueEvent): readonly QueueRow[] {
  switch (event.kind) {
    case 'LOADED': {
      const loaded = new Map(event.items.map((item) => [item.id, item]));
      const kept = rows.map((one) => {
        const item = loaded.get(one.item.id);
        loaded.delete(one.item.id);
        if (item) return { ...row(item, one.fresh), cameAt: one.cameAt };
        // What came a moment ago may be younger than this answer.
        if (one.settled !== null || event.at - one.cameAt < 3_000) return one;
        return { ...one, settled: 'This does not wait for you any more.', settledAt: event.at };
      });
      return [...kept, ...[...loaded.values()].map((item) => row(item, false))];
    }
    case 'CAME': {
      const at = rows.findIndex((one) => one.item.id === event.item.id);
      if (at < 0) return [...rows, { ...row(event.item, true), cameAt: event.at }];
      return rows.map((one, index) => (index === at ? row(event.item, one.fresh) : one));
    }
    case 'SETTLED':
      return rows.map((one) => (one.item.id === event.id ? { ...one, settled: event.how, settledAt: event.at } : one));
    case 'SWEPT': {
      const stay = rows.filter((one) => one.settled === null || one.settledAt > event.before || one.item.id === event.except);
      // The same rows are the same list: a new one, once a second, would have the whole page drawn anew.
      return stay.length === rows.length ? rows : stay;
    }
  }
}

/** How many wait. */
export function waiting(rows: readonly QueueRow[]): number {
  return rows.filter((one) => one.settled === null).length;
}
