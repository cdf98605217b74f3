import { useCallback, useEffect, useEffectEvent, useReducer, useRef } from 'react';
import { useClient, useQuery } from 'urql';
import { useViewer } from '../../../app/viewer.tsx';
import { graphql } from '../../../graphql/graphql.ts';
import { useLive } from '../../../graphql/live.ts';
import { Failed, Loading } from '../../../ui/feedback.tsx';
import { Page } from '../../../ui/page.tsx';
import { outcome } from './outcome.ts';
import { QueueItemFragment } from './queue-item.ts';
import { QueuePage } from './QueuePage.tsx';
import { queue } from './queue-state.ts';

/** More than this at once is a backlog, not a queue; the rest comes up as these are decided. */
const AT_ONCE = 50;
/** How long a settled row stays to be read. */
const LINGER_MS = 6_000;

const QueueQuery = graphql(
  `
    query ApprovalQueue($first: Int!) {
      approvals(first: $first) {
        nodes {
          ...QueueItem
        }
        pageInfo {
          hasNextPage
        }
        totalCount
      }
    }
  `,
  [QueueItemFragment],
);

const StageQuery = graphql(
  `
    query SettledStage($id: ID!) {
      node(id: $id) {
        __typename
        ...QueueItem
      }
    }
  `,
  [QueueItemFragment],
);

const QueueEvents = graphql(
  `
    subscription ApprovalQueue($after: String) {
      approvalQueueChanged(after: $after) {
        cursor
        kind
        id
        approvalStage {
          ...QueueItem
        }
      }
    }
  `,
  [QueueItemFragment],
);

/** The approvals that wait for somebody, live. */
export function QueueView() {
  const viewer = useViewer();
  const client = useClient();
  const [{ data, error, fetching }, reload] = useQuery({
    query: QueueQuery,
    variables: { first: AT_ONCE },
    requestPolicy: 'cache-and-network',
  });
  const [rows, tell] = useReducer(queue, []);
  const held = useRef<string | null>(null);
  const pointing = useRef(false);

  const nodes = data?.approvals.nodes;
  useEffect(() => {
    if (nodes) tell({ kind: 'LOADED', items: nodes, at: Date.now() });
  }, [nodes]);

  const refresh = useCallback(() => reload({ requestPolicy: 'network-only' }), [reload]);
  const lookUp = useEffectEvent(async (id: string) => {
    if (rows.find((row) => row.item.id === id)?.settled !== null) return;
    const result = await client.query(StageQuery, { id }, { requestPolicy: 'network-only' }).toPromise();
    const found = result.data?.node?.__typename === 'ApprovalStage' ? result.data.node : null;
    tell({
      kind: 'SETTLED',
      id,
      how: found ? outcome(found, viewer.user.id) : 'This is not for you to decide any more.',
      at: Date.now(),
    });
  });

  useLive(
    QueueEvents,
    {},
    (message) => message.approvalQueueChanged,
    (event) => {
      if (event.kind === 'RESYNC') refresh();
      else if (event.approvalStage) tell({ kind: 'CAME', item: event.approvalStage, at: Date.now() });
      else if (event.id) void lookUp(event.id);
    },
  );

  // Settled rows leave while nobody points at the list: nothing moves under the pointer. Without any, nothing ticks.
  const leaving = rows.some((row) => row.settled !== null);
  useEffect(() => {
    if (!leaving) return;
    const timer = setInterval(() => {
      if (!pointing.current) tell({ kind: 'SWEPT', before: Date.now() - LINGER_MS, except: held.current });
    }, 1_000);
    return () => clearInterval(timer);
  }, [leaving]);

  const hasMore = data?.approvals.pageInfo.hasNextPage ?? false;
  const settled = rows.length > 0 && rows.every((row) => row.settled !== null);
  useEffect(() => {
    if (hasMore && settled) refresh();
  }, [hasMore, settled, refresh]);

  if (!data) {
    return (
      <Page title="Approvals">
        {error ? <Failed error={error} retry={refresh} /> : <Loading label={fetching ? 'Loading approvals' : 'Approvals'} />}
      </Page>
    );
  }
  return (
    <QueuePage
      rows={rows}
      tell={tell}
      refresh={refresh}
      hidden={hasMore ? Math.max(0, data.approvals.totalCount - data.approvals.nodes.length) : 0}
      pointing={(now) => (pointing.current = now)}
      hold={(id) => (held.current = id)}
    />
  );
}
