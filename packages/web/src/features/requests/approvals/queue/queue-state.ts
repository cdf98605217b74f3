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

/** A page of the queue as it was read: the oldest first. */
export interface QueueRead {
  items: readonly QueueItem[];
  /** The last one of the page before; null: this is the first page. */
  after: QueueItem | null;
  /** Where the next page begins; null: there is none. */
  cursor: string | null;
}

/** What somebody has of their queue: its older part, page by page, and what came since. */
export interface Queue {
  rows: readonly QueueRow[];
  /** The last one of the pages that were read; null: none was, or the queue was empty. */
  last: QueueItem | null;
  /** Where what was not read yet begins; null: everything was. */
  cursor: string | null;
}

export type QueueEvent =
  | { kind: 'BEGUN'; page: QueueRead }
  | { kind: 'READ'; page: QueueRead; at: number }
  | { kind: 'CAME'; item: QueueItem; at: number }
  | { kind: 'SETTLED'; id: string; how: string; at: number }
  | { kind: 'SWEPT'; before: number; except: readonly (string | null)[] };

export const NOTHING_READ: Queue = { rows: [], last: null, cursor: null };

const row = (item: QueueItem, fresh: boolean, cameAt = 0): QueueRow => ({ item, fresh, settled: null, settledAt: 0, cameAt });

/** In the order of the queue: who waits longest comes first. */
export function isBefore(one: QueueItem, other: QueueItem): boolean {
  const [a, b] = [one.openedAt ?? '', other.openedAt ?? ''];
  return a === b ? one.id < other.id : a < b;
}

/**
 * The queue as somebody sees it. Rows keep their places: what is new comes last (the oldest stand first), and as long as
 * older ones were not read it does not come at all, but with its page. What was decided elsewhere stays where it is, says
 * so, and leaves only when it is swept.
 */
export function queue(state: Queue, event: QueueEvent): Queue {
  const { rows } = state;
  switch (event.kind) {
    case 'BEGUN':
      return read(NOTHING_READ, event.page, 0);
    case 'READ':
      return read(state, event.page, event.at);
    case 'CAME': {
      const known = rows.some((one) => one.item.id === event.item.id);
      if (known)
        return {
          ...state,
          rows: rows.map((one) => (one.item.id === event.item.id ? { ...one, ...row(event.item, one.fresh) } : one)),
        };
      if (state.cursor !== null && state.last && isBefore(state.last, event.item)) return state;
      return { ...state, rows: [...rows, row(event.item, true, event.at)] };
    }
    case 'SETTLED':
      return {
        ...state,
        rows: rows.map((one) => (one.item.id === event.id ? { ...one, settled: event.how, settledAt: event.at } : one)),
      };
    case 'SWEPT': {
      const stay = rows.filter(
        (one) => one.settled === null || one.settledAt > event.before || event.except.includes(one.item.id),
      );
      // The same rows are the same queue: a new one, once a second, would have the whole page drawn anew.
      return stay.length === rows.length ? state : { ...state, rows: stay };
    }
  }
}

/** Takes a page in: rows that it should hold and does not hold do not wait any more. */
function read(state: Queue, { items, after, cursor }: QueueRead, at: number): Queue {
  const end = cursor === null ? null : (items.at(-1) ?? after);
  const loaded = new Map(items.map((item) => [item.id, item]));
  const within = ({ item }: QueueRow) => (after === null || isBefore(after, item)) && (end === null || !isBefore(end, item));
  const kept = state.rows.map((one) => {
    const item = loaded.get(one.item.id);
    loaded.delete(one.item.id);
    if (item) return { ...row(item, one.fresh), cameAt: one.cameAt };
    // What came a moment ago may be younger than this answer.
    if (one.settled !== null || !within(one) || at - one.cameAt < 3_000) return one;
    return { ...one, settled: 'This does not wait for you any more.', settledAt: at };
  });
  const known = lastKnown(state);
  // A page that is read again says nothing of what lies behind it.
  const again = end !== null && known !== null && isBefore(end, known);
  return {
    rows: [...kept, ...[...loaded.values()].map((item) => row(item, false))],
    last: again ? state.last : end,
    cursor: again ? state.cursor : cursor,
  };
}

/** How far the queue is known; null: nothing of it is. */
export function lastKnown({ rows, last, cursor }: Queue): QueueItem | null {
  if (cursor !== null) return last;
  return rows.reduce<QueueItem | null>((end, { item }) => (end && isBefore(item, end) ? end : item), null);
}

/** Those that still wait. */
export function waiting(rows: readonly QueueRow[]): readonly QueueRow[] {
  return rows.filter((one) => one.settled === null);
}
