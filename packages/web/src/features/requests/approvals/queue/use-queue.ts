import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useClient, type CombinedError } from 'urql';
import { useViewer } from '../../../../app/viewer.tsx';
import type { VariablesOf } from '../../../../graphql/graphql.ts';
import { useLive } from '../../../../graphql/live.ts';
import { outcome } from '../deciding/outcome.ts';
import type { QueueItem } from './queue-item.ts';
import { QueueEvents, QueueQuery, StageQuery } from './queue-queries.ts';
import { isBefore, lastKnown, NOTHING_READ, queue, type Queue, type QueueEvent, type QueueRead } from './queue-state.ts';

/** A first page that is there at once, and later ones as long as the API gives them. */
const FIRST_PAGE = 50;
const LATER_PAGES = 100;
/** As many as are read to choose them all, or to group them. */
export const MOST_READ = 2_000;
/** How long a settled row stays to be read. */
const LINGER_MS = 6_000;

export type StageFilter = NonNullable<VariablesOf<typeof QueueQuery>['filter']>;

/** What must stay where it is: everything while the pointer is over the list, and the rows that somebody is at. */
export interface Hold {
  pointing: boolean;
  ids: readonly (string | null)[];
}

/** The approvals that wait for somebody and fit a filter, live, page by page as far as they are asked for. */
export function useQueue(filter: StageFilter | null) {
  const viewer = useViewer();
  const client = useClient();
  const key = JSON.stringify(filter);
  const [state, setState] = useState<Queue>(() => {
    const cached = client.readQuery(QueueQuery, firstPage(filter))?.data;
    return cached ? queue(NOTHING_READ, { kind: 'BEGUN', page: asRead(cached.approvals, null) }) : NOTHING_READ;
  });
  const [error, setError] = useState<CombinedError>();
  // The filter whose rows are shown.
  const [shown, setShown] = useState<string | null>(state === NOTHING_READ ? null : key);
  // What is read on must know what was read a moment ago, before anything is drawn.
  const latest = useRef({ state, key });
  const reading = useRef<Promise<boolean> | null>(null);
  const held = useRef<Hold>({ pointing: false, ids: [] });
  const hold = useCallback((part: Partial<Hold>) => void Object.assign(held.current, part), []);

  const tell = useCallback((event: QueueEvent) => {
    latest.current.state = queue(latest.current.state, event);
    setState(latest.current.state);
  }, []);

  async function ask(after: QueueItem | null, cursor: string | null): Promise<QueueRead | null> {
    const variables = cursor === null ? firstPage(filter) : { first: LATER_PAGES, after: cursor, filter };
    const result = await client.query(QueueQuery, variables, { requestPolicy: 'network-only' }).toPromise();
    if (latest.current.key !== key) return null;
    setError(result.error);
    return result.data ? asRead(result.data.approvals, after) : null;
  }

  const begin = useEffectEvent(async (asked: string) => {
    latest.current.key = asked;
    reading.current = null;
    const page = await ask(null, null);
    if (!page) return;
    tell({ kind: 'BEGUN', page });
    setShown(asked);
  });
  useEffect(() => {
    // What comes back is set when it is there, not within the effect.
    // oxlint-disable-next-line react/set-state-in-effect
    void begin(key);
  }, [key]);

  /** Reads again what is shown. */
  async function refresh(): Promise<void> {
    const known = lastKnown(latest.current.state);
    let page = await ask(null, null);
    while (page) {
      tell({ kind: 'READ', page, at: Date.now() });
      const end = page.items.at(-1);
      if (page.cursor === null || !end || !known || !isBefore(end, known)) return;
      page = await ask(end, page.cursor);
    }
  }

  async function nextPage(): Promise<boolean> {
    const { last, cursor } = latest.current.state;
    const page = cursor === null ? null : await ask(last, cursor);
    if (page) tell({ kind: 'READ', page, at: Date.now() });
    return page !== null;
  }

  /** Reads the next page; whoever asks while one is on its way gets that one. @returns whether there was one */
  function readOn(): Promise<boolean> {
    reading.current ??= nextPage().finally(() => (reading.current = null));
    return reading.current;
  }

  /** Reads to the end, or as far as is reasonable. @returns all there is then */
  async function readAll(): Promise<Queue> {
    const left = () => latest.current.state.cursor !== null && latest.current.state.rows.length < MOST_READ;
    while (left() && (await readOn()));
    return latest.current.state;
  }

  async function came(item: QueueItem): Promise<void> {
    const known = latest.current.state.rows.some((row) => row.item.id === item.id);
    if (!filter || known) return tell({ kind: 'CAME', item, at: Date.now() });
    const variables = { first: 1, after: null, filter: { and: [{ id: { eq: item.id } }, filter] } };
    const { data } = await client.query(QueueQuery, variables, { requestPolicy: 'network-only' }).toPromise();
    if (data?.approvals.nodes[0] && latest.current.key === key) tell({ kind: 'CAME', item, at: Date.now() });
  }

  async function left(id: string): Promise<void> {
    if (latest.current.state.rows.find((row) => row.item.id === id)?.settled !== null) return;
    const { data } = await client.query(StageQuery, { id }, { requestPolicy: 'network-only' }).toPromise();
    const found = data?.node?.__typename === 'ApprovalStage' ? data.node : null;
    const how = found ? outcome(found, viewer.user.id) : 'This is not for you to decide any more.';
    tell({ kind: 'SETTLED', id, how, at: Date.now() });
  }

  useLive(
    QueueEvents,
    {},
    (message) => message.approvalQueueChanged,
    (event) => {
      if (event.kind === 'RESYNC') void refresh();
      else if (event.approvalStage) void came(event.approvalStage);
      else if (event.objectId) void left(event.objectId);
    },
  );

  // Settled rows leave while nobody points at the list: nothing moves under the pointer. Without any, nothing ticks.
  const leaving = state.rows.some((row) => row.settled !== null);
  useEffect(() => {
    if (!leaving) return;
    const timer = setInterval(() => {
      const { pointing, ids } = held.current;
      if (!pointing) tell({ kind: 'SWEPT', before: Date.now() - LINGER_MS, except: ids });
    }, 1_000);
    return () => clearInterval(timer);
  }, [leaving, tell]);

  return { state, tell, error, fresh: shown === key, empty: shown === null, refresh, readOn, readAll, hold };
}

function firstPage(filter: StageFilter | null) {
  return { first: FIRST_PAGE, after: null, filter };
}

interface Page {
  nodes: QueueItem[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

function asRead({ nodes, pageInfo }: Page, after: QueueItem | null): QueueRead {
  return { items: nodes, after, cursor: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}
