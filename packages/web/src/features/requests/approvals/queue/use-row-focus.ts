import { useCallback, useRef } from 'react';

const rowElement = (id: string) => document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);

/** Frames until a row that was out of sight is drawn; on a busy phone that is more than one would think. */
const PATIENCE = 120;

/**
 * Takes the focus to a row, wherever it is: one that is far away is drawn only once it is scrolled to.
 * @param reveal brings a row into sight.
 */
export function useRowFocus(reveal: (id: string) => void): (id: string) => void {
  const wanted = useRef<string | null>(null);
  return useCallback(
    (id: string) => {
      wanted.current = id;
      const attempt = (left: number) => {
        // Somebody has gone on to another one meanwhile.
        if (wanted.current !== id) return;
        // Each time anew: the list may know of the row only once it was drawn again.
        reveal(id);
        const row = rowElement(id);
        if (row) {
          wanted.current = null;
          row.focus({ preventScroll: true });
        } else if (left > 0) requestAnimationFrame(() => attempt(left - 1));
      };
      attempt(PATIENCE);
    },
    [reveal],
  );
}

/** The row that has the focus, or holds what has it. */
export function focusedRow(): string | null {
  return document.activeElement?.closest('[data-row]')?.getAttribute('data-row') ?? null;
}
