import { expect, test } from 'vitest';
import type { QueueItem } from './queue-item.ts';
import { queue, type QueueRow } from './queue-state.ts';

const item = (id: string) => ({ id, openedAt: `2026-11-24T10:00:0${id}.000Z` }) as QueueItem;
const load = (...ids: string[]) => queue([], { kind: 'LOADED', items: ids.map(item), at: 0 });
const idsOf = (rows: readonly QueueRow[]) => rows.map((row) => row.item.id).join('');

test('6.31 a sweep that takes nothing away leaves the very same rows, so that nothing is drawn anew', () => {
  const rows = load('1', '2');
  expect(queue(rows, { kind: 'SWEPT', before: 9_000, except: null })).toBe(rows);
  const settled = queue(rows, { kind: 'SETTLED', id: '1', how: 'You approved this.', at: 5_000 });
  expect(queue(settled, { kind: 'SWEPT', before: 4_000, except: null })).toBe(settled);
  expect(queue(settled, { kind: 'SWEPT', before: 9_000, except: '1' })).toBe(settled);
  expect(idsOf(queue(settled, { kind: 'SWEPT', before: 9_000, except: null }))).toBe('2');
});
