import { useEffect } from 'react';
import { useQuery } from 'urql';
import { useViewer } from '../../../../app/viewer.tsx';
import { CountQuery } from './queue-queries.ts';
import type { StageFilter } from './use-queue.ts';

/**
 * How many approvals wait, and how many of them fit a filter: counted by the server, the same number in the navigation,
 * in the tab, on the page and for those who listen. @returns `fit` undefined while it is counted
 */
export function useCounts(filter: StageFilter | null): { all: number; fit: number | undefined } {
  const all = useViewer().counts.approvals;
  const [{ data }, again] = useQuery({ query: CountQuery, variables: { filter }, pause: filter === null });
  useEffect(() => {
    if (filter) again({ requestPolicy: 'network-only' });
  }, [all, filter, again]);
  return { all, fit: filter ? data?.approvals.totalCount : all };
}
