import type { QueueRow } from './queue-state.ts';

/** What stands in the list: a row, or the heading of those that ask for one package. */
export type Entry =
  | { kind: 'ROW'; key: string; row: QueueRow }
  | { kind: 'GROUP'; key: string; name: string; rows: readonly QueueRow[] };

/** What came while somebody was looking: it stands at the end until the list is made anew, so that nothing moves. */
const CAME = 'came';

/** The list as it is shown, in the order of the queue, or by package: first the one whose oldest has waited longest. */
export function entriesOf(rows: readonly QueueRow[], byPackage: boolean): readonly Entry[] {
  const asEntry = (row: QueueRow): Entry => ({ kind: 'ROW', key: row.item.id, row });
  if (!byPackage) return rows.map(asEntry);
  const groups = new Map<string, QueueRow[]>();
  for (const row of rows) {
    const key = row.fresh ? CAME : row.item.request.accessPackage.id;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const came = groups.get(CAME);
  groups.delete(CAME);
  if (came) groups.set(CAME, came);
  return [...groups].flatMap(([key, inside]) => [
    {
      kind: 'GROUP' as const,
      key: `group ${key}`,
      name: key === CAME ? 'Just came' : inside[0]!.item.request.accessPackage.name,
      rows: inside,
    },
    ...inside.map(asEntry),
  ]);
}
