import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { Failed, Loading } from '../../../../ui/states/feedback.tsx';
import { Page } from '../../../../ui/frame/page.tsx';
import { stageFilter } from './queue-filter.ts';
import { QueuePage } from './QueuePage.tsx';
import { useCounts } from './use-count.ts';
import { useQueue } from './use-queue.ts';

/** The approvals that wait for somebody, live. */
export function QueueView() {
  const sought = useSearch({ from: '/shell/approvals' });
  const navigate = useNavigate({ from: '/approvals' });
  const { q, package: packageId, due } = sought;
  // As of when the page was opened: a filter that moved with the clock would be another one each time.
  const [now] = useState(() => Date.now());
  const filter = useMemo(() => stageFilter({ q, package: packageId, due }, now), [q, packageId, due, now]);
  const queue = useQueue(filter);
  const counts = useCounts(filter);
  if (queue.empty) {
    return (
      <Page title="Approvals" waiting={counts.all} wide>
        {queue.error ? <Failed error={queue.error} retry={() => void queue.refresh()} /> : <Loading label="Loading approvals" />}
      </Page>
    );
  }
  return (
    <QueuePage
      queue={queue}
      counts={counts}
      sought={sought}
      narrow={(part) => void navigate({ search: (before) => ({ ...before, ...part }), replace: true })}
    />
  );
}
