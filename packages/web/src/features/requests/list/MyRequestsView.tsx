import { Button, SegmentedControl } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { IconSend } from '@tabler/icons-react';
import { CLOSED_REQUEST_STATES, PENDING_REQUEST_STATES } from '@gatehouse/schema/rules/request-machine';
import { useViewer } from '../../../app/viewer.tsx';
import { graphql } from '../../../graphql/graphql.ts';
import { useLive } from '../../../graphql/live.ts';
import { usePages } from '../../../graphql/use-pages.ts';
import { InboxTicks, MyAccessTicks } from '../../../graphql/ticks.ts';
import { Empty } from '../../../ui/states/feedback.tsx';
import { Page } from '../../../ui/frame/page.tsx';
import { PageList } from '../../../ui/lists/page-list.tsx';
import { RequestList } from './RequestList.tsx';
import { RequestRowFragment } from './request-row.ts';

const MyRequestsQuery = graphql(
  `
    query MyRequests($filter: AccessRequestFilter, $after: String) {
      accessRequests(first: 25, after: $after, filter: $filter, orderBy: [{ field: CREATED_AT, direction: DESC }]) {
        nodes {
          ...RequestRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [RequestRowFragment],
);

/** What somebody asked for, and what was asked for them. */
export function MyRequestsView() {
  const viewer = useViewer();
  const me = viewer.user.id;
  const { show } = useSearch({ from: '/shell/requests' });
  const navigate = useNavigate({ from: '/requests' });
  const states = show === 'closed' ? CLOSED_REQUEST_STATES : show === 'all' ? null : PENDING_REQUEST_STATES;
  const filter = {
    or: [{ requester: { id: { eq: me } } }, { target: { id: { eq: me } } }],
    ...(states ? { state: { in: [...states] } } : {}),
  };
  const pages = usePages(MyRequestsQuery, { filter }, (data) => data.accessRequests);
  useLive(InboxTicks, {}, (data) => data.inboxChanged, pages.reload);
  useLive(MyAccessTicks, {}, (data) => data.myAccessChanged, pages.reload);
  return (
    <Page title="My requests" about="What you asked for, and what others asked for you. It changes by itself.">
      <SegmentedControl
        aria-label="Which requests"
        mb="md"
        value={show ?? 'open'}
        onChange={(value) =>
          void navigate({ search: { show: value === 'closed' || value === 'all' ? value : undefined }, replace: true })
        }
        data={[
          { value: 'open', label: 'Running' },
          { value: 'closed', label: 'Closed' },
          { value: 'all', label: 'All' },
        ]}
      />
      <PageList
        pages={pages}
        noun={['request', 'requests']}
        empty={
          <Empty
            title={show === 'closed' ? 'No request of yours is closed yet' : 'No request of yours is running'}
            icon={<IconSend />}
            action={
              <Button component={Link} to="/packages">
                Browse packages
              </Button>
            }
          >
            Pick a package, say why you need it, and follow it here.
          </Empty>
        }
      >
        {(nodes) => <RequestList requests={nodes} me={me} />}
      </PageList>
    </Page>
  );
}
