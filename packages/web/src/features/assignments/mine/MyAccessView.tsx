import { Button, SegmentedControl } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { IconKey } from '@tabler/icons-react';
import { useViewer } from '../../../app/viewer.tsx';
import { graphql } from '../../../graphql/graphql.ts';
import { useLive } from '../../../graphql/live.ts';
import { MyAccessTicks } from '../../../graphql/ticks.ts';
import { usePages } from '../../../graphql/use-pages.ts';
import { Empty } from '../../../ui/states/feedback.tsx';
import { Page } from '../../../ui/frame/page.tsx';
import { PageList } from '../../../ui/lists/page-list.tsx';
import { AssignmentFragment } from '../assignment.ts';
import { AssignmentCard } from './AssignmentCard.tsx';

const MyAccessQuery = graphql(
  `
    query MyAccess($filter: AssignmentFilter, $after: String) {
      assignments(first: 25, after: $after, filter: $filter, orderBy: [{ field: CREATED_AT, direction: DESC }]) {
        nodes {
          ...AssignmentDetails
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [AssignmentFragment],
);

/** What somebody holds, until when, and what can be done about it. */
export function MyAccessView() {
  const viewer = useViewer();
  const { show } = useSearch({ from: '/shell/access' });
  const navigate = useNavigate({ from: '/access' });
  const filter = {
    target: { id: { eq: viewer.user.id } },
    state: show === 'ended' ? { in: ['EXPIRED' as const] } : { ne: 'EXPIRED' as const },
  };
  const pages = usePages(MyAccessQuery, { filter }, (data) => data.assignments);
  useLive(MyAccessTicks, {}, (data) => data.myAccessChanged, pages.reload);
  return (
    <Page title="My access" about="Everything you hold through Gatehouse, right by right, and when it ends.">
      <SegmentedControl
        aria-label="Which access"
        mb="md"
        value={show ?? 'live'}
        onChange={(value) => void navigate({ search: { show: value === 'ended' ? value : undefined }, replace: true })}
        data={[
          { value: 'live', label: 'Now' },
          { value: 'ended', label: 'Ended' },
        ]}
      />
      <PageList
        pages={pages}
        noun={['package', 'packages']}
        empty={
          <Empty
            title={show === 'ended' ? 'No access of yours has ended' : 'You hold nothing now'}
            icon={<IconKey />}
            action={
              <Button component={Link} to="/packages">
                Browse packages
              </Button>
            }
          >
            {show === 'ended'
              ? 'What you held stands here once it is over.'
              : 'What you ask for appears here as soon as it is delivered. What is over stands under “Ended”.'}
          </Empty>
        }
      >
        {(nodes) => (
          <ul style={{ display: 'grid', gap: '0.875rem', margin: 0, padding: 0, listStyle: 'none' }}>
            {nodes.map((assignment) => (
              <li key={assignment.id}>
                <AssignmentCard assignment={assignment} />
              </li>
            ))}
          </ul>
        )}
      </PageList>
    </Page>
  );
}
