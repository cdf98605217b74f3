import { useEffect, useEffectEvent } from 'react';
import type { QueueItem } from './queue-item.ts';
import type { QueueRow } from './queue-state.ts';
import { focusedRow } from './use-row-focus.ts';

interface Keys {
  approve: (item: QueueItem) => void;
  deny: (item: QueueItem) => void;
  open: (item: QueueItem) => void;
  select: (item: QueueItem) => void;
  undo: () => void;
  help: () => void;
  /** Takes the focus to a row. */
  go: (id: string) => void;
  /** Takes the focus to the very last one, which may have to be read first. */
  end: () => void;
}

/** Is somebody typing, or is the key another control's business? */
function taken(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  if (target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable], [role="menu"], [role="dialog"]'))
    return true;
  return (event.key === 'Enter' || event.key === ' ') && !target.matches('[data-row]');
}

/** Rows that Page Up and Page Down go past. */
const LEAP = 10;

/** How far a key moves in the list. Arrows, Home and End move the page itself while the focus is not in the list. */
function step(key: string, inside: boolean): number | null {
  if (key === 'j' || (inside && key === 'ArrowDown')) return 1;
  if (key === 'k' || (inside && key === 'ArrowUp')) return -1;
  if (!inside) return null;
  return { PageDown: LEAP, PageUp: -LEAP, Home: -Infinity }[key] ?? null;
}

/** The queue by keyboard: move, decide, select, open. `off` while a dialog is in front. */
export function useQueueKeys(off: boolean, rows: readonly QueueRow[], keys: Keys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (off || taken(event)) return;
    const focused = focusedRow();
    // What is settled is passed over, but for the row where somebody is.
    const stops = rows.filter((row) => row.settled === null || row.item.id === focused);
    const at = stops.findIndex((row) => row.item.id === focused);
    const act = (): boolean => {
      const by = step(event.key, at >= 0);
      if (by !== null) {
        const next = stops[Math.max(0, Math.min(at + by, stops.length - 1))];
        if (next) keys.go(next.item.id);
        return next !== undefined;
      }
      if (event.key === 'u') return (keys.undo(), true);
      if (event.key === '?') return (keys.help(), true);
      if (event.key === 'End' && at >= 0) return (keys.end(), true);
      const here = stops[at];
      return here ? onRow(event.key, here, keys) : false;
    };
    if (act()) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

/** What a key does to the row that has the focus. Of one that is settled nothing is left to decide. */
function onRow(key: string, { item, settled }: QueueRow, keys: Keys): boolean {
  if (key === 'Enter') return (keys.open(item), true);
  const act = { a: keys.approve, d: keys.deny, x: keys.select, ' ': keys.select }[key];
  if (!act) return false;
  if (settled === null) act(item);
  return true;
}
