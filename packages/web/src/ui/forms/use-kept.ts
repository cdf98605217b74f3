import { useCallback, useState } from 'react';

const PREFIX = 'gatehouse:typed:';
let owner = '';

/** Whose words are kept from now on: what one person typed is never shown to the next one who signs in in this tab. */
export function keepFor(userId: string): void {
  owner = userId;
}

/** Forgets what was typed in this tab; whoever signs out leaves nothing behind. */
export function forgetTyped(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}

/**
 * A state that outlives its page within this tab: a reload, a mistaken click or an ended session lose nothing that was typed.
 * @param key of what it is about, such as `decide:apr_…`
 * @param initial what it is until something is typed
 * @returns the value, how to change it, and `forget` for when it was sent
 */
export function useKept<T>(key: string, initial: T | (() => T)) {
  const name = `${PREFIX}${owner}:${key}`;
  const first = () => (typeof initial === 'function' ? (initial as () => T)() : initial);
  const [value, setValue] = useState<T>(() => read<T>(name) ?? first());
  const set = useCallback(
    (next: T | ((before: T) => T)) =>
      setValue((before) => {
        const after = typeof next === 'function' ? (next as (before: T) => T)(before) : next;
        write(name, after);
        return after;
      }),
    [name],
  );
  const forget = useCallback(() => {
    sessionStorage.removeItem(name);
    setValue(first());
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what it began as does not change
  }, [name]);
  return [value, set, forget] as const;
}

function read<T>(name: string): T | null {
  try {
    const kept = sessionStorage.getItem(name);
    return kept === null ? null : (JSON.parse(kept) as T);
  } catch {
    return null;
  }
}

function write(name: string, value: unknown): void {
  try {
    if (value === '') sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, JSON.stringify(value));
  } catch {
    // No room or no right to keep it: what is typed stays where it is.
  }
}
