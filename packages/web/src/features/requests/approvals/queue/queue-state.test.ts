import { expect, test } from 'vitest';
import type { QueueItem } from './queue-item.ts';
import { NOTHING_READ, queue, waiting, type Queue, type QueueEvent } from './queue-state.ts';

/** The stage with a letter for its id; those of earlier letters have waited longer. */
const item = (id: string) => ({ id, openedAt: `2026-11-24T10:00:${id.charCodeAt(0)}.000Z` }) as QueueItem;
const page = (ids: string, after: string | null = null, cursor: string | null = null) => ({
  items: [...ids].map(item),
  after: after === null ? null : item(after),
  cursor,
});
const LATER = 60_000;
const begun = (...read: Parameters<typeof page>) => queue(NOTHING_READ, { kind: 'BEGUN', page: page(...read) });
const after = (state: Queue, ...events: QueueEvent[]) => events.reduce(queue, state);
const read = (...args: Parameters<typeof page>): QueueEvent => ({ kind: 'READ', page: page(...args), at: LATER });
const came = (id: string): QueueEvent => ({ kind: 'CAME', item: item(id), at: LATER });
const settled = (id: string, at = LATER): QueueEvent => ({ kind: 'SETTLED', id, how: 'You approved this.', at });
const shown = ({ rows }: Queue) => rows.map((row) => (row.settled === null ? row.item.id : `(${row.item.id})`)).join('');

test('6.31 a sweep that takes nothing away leaves the very same queue, so that nothing is drawn anew', () => {
  const state = begun('AB');
  expect(queue(state, { kind: 'SWEPT', before: LATER, except: [] })).toBe(state);
  const one = after(state, settled('A', 5_000));
  expect(queue(one, { kind: 'SWEPT', before: 4_000, except: [] })).toBe(one);
  expect(queue(one, { kind: 'SWEPT', before: 9_000, except: ['A'] })).toBe(one);
  expect(shown(queue(one, { kind: 'SWEPT', before: 9_000, except: [null] }))).toBe('B');
});

test('6.34 what comes new never lands before older ones that were not read yet', () => {
  const state = begun('ABC', null, 'next');
  expect(shown(after(state, came('Z')))).toBe('ABC');
  expect(shown(after(state, came('Z'), read('DEZ', 'C')))).toBe('ABCDEZ');
  // Everything was read: it comes last. Handed on by somebody else, it may have waited long; it moves nothing all the same.
  expect(shown(after(state, read('DE', 'C'), came('Z')))).toBe('ABCDEZ');
  expect(shown(after(begun('BC', null, 'next'), came('A')))).toBe('BCA');
});

test('6.34 page by page everything is reached, each once', () => {
  const state = after(begun('AB', null, '1'), read('CD', 'B', '2'), read('E', 'D'));
  expect(shown(state)).toBe('ABCDE');
  expect(state.cursor).toBeNull();
});

test('a page that is read again settles what it should hold, and says nothing of what lies behind it', () => {
  const two = after(begun('AB', null, '1'), read('CD', 'B', '2'));
  const again = after(two, read('BC', null, '1b'));
  expect(shown(again)).toBe('(A)BCD');
  expect(again.cursor).toBe('2');
  expect(shown(after(again, read('D', 'C', '2b')))).toBe('(A)BCD');
  // All was known; since then more came than one page holds.
  const all = after(begun('AB'), read('ABC', null, '3'));
  expect(shown(all)).toBe('ABC');
  expect(all.cursor).toBe('3');
});

test('what came a moment ago may be younger than an answer that does not hold it', () => {
  const state = after(begun('AB'), came('C'));
  expect(shown(after(state, { ...read('AB'), at: LATER + 1_000 } as QueueEvent))).toBe('ABC');
  expect(shown(after(state, { ...read('AB'), at: LATER + 5_000 } as QueueEvent))).toBe('AB(C)');
});

test('what was decided stays in its place, waits again when it is taken back, and is not counted meanwhile', () => {
  const state = after(begun('ABC'), settled('B'));
  expect(shown(state)).toBe('A(B)C');
  expect(waiting(state.rows).map((row) => row.item.id)).toEqual(['A', 'C']);
  expect(shown(after(state, came('B')))).toBe('ABC');
});
