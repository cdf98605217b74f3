import { useEffect, useEffectEvent } from 'react';
import type { QueueItem } from './queue-item.ts';
import type { QueueRow } from './queue-state.ts';

interface Keys {
  approve: (item: QueueItem) => void;
  deny: (item: QueueItem) => void;
  open: (item: QueueItem) => void;
  select: (item: QueueItem) => void;
  undo: () => void;
  help: () => void;
}

const rowElement = (id: string) => document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"] article`);

/** Takes the focus to a row. */
export function focusRow(id: string): void {
  rowElement(id)?.focus();
}

function focusedRow(): string | null {
  return document.activeElement?.closest('[data-row]')?.getAttribute('data-row') ?? null;
}

/** Is somebody typing, or is the key another control's business? */
function taken(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  if (target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable], [role="menu"], [role="dialog"]'))
    return true;
  return event.key === 'Enter' && target.tagName !== 'ARTICLE';
}

/** The queue by keyboard: move, decide, select, open. `off` while a dialog is in front. */
export function useQueueKeys(off: boolean, rows: readonly QueueRow[], keys: Keys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (off || taken(event)) return;
    const at = rows.findIndex((row) => row.item.id === focusedRow());
    const here = rows[at]?.item;
    const act = (): boolean => {
      switch (event.key) {
        case 'j':
          return move(rows[Math.min(at + 1, rows.length - 1)]);
        case 'k':
          return move(rows[Math.max(at - 1, 0)]);
        case 'u':
          return (keys.undo(), true);
        case '?':
          return (keys.help(), true);
      }
      if (!here) return false;
      switch (event.key) {
        case 'a':
          return (keys.approve(here), true);
        case 'd':
          return (keys.deny(here), true);
        case 'x':
          return (keys.select(here), true);
        case 'Enter':
          return (keys.open(here), true);
      }
      return false;
    };
    if (act()) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

function move(row: QueueRow | undefined): boolean {
  if (!row) return false;
  focusRow(row.item.id);
  rowElement(row.item.id)?.scrollIntoView({ block: 'nearest' });
  return true;
}
