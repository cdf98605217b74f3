import { Button, SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconBell } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { UserErrorFragment } from '../../graphql/errors.ts';
import { graphql } from '../../graphql/graphql.ts';
import { useLive } from '../../graphql/live.ts';
import { InboxTicks } from '../../graphql/ticks.ts';
import { useAction } from '../../graphql/use-action.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { Empty, Refusals } from '../../ui/states/feedback.tsx';
import { Page } from '../../ui/frame/page.tsx';
import { PageList } from '../../ui/lists/page-list.tsx';
import { DemoMails, DemoMailsQuery } from './DemoMails.tsx';
import { NotificationFragment, NotificationList } from './NotificationList.tsx';

const NotificationsQuery = graphql(
  `
    query Notifications($filter: NotificationFilter, $after: String) {
      notifications(first: 25, after: $after, filter: $filter, orderBy: [{ field: CREATED_AT, direction: DESC }]) {
        nodes {
          ...Notification
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [NotificationFragment],
);

const MarkRead = graphql(
  `
    mutation MarkNotificationsRead($input: MarkNotificationsReadInput!) {
      markNotificationsRead(input: $input) {
        markedCount
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

/** What somebody is told. */
export function InboxView() {
  const { show } = useSearch({ from: '/shell/inbox' });
  const navigate = useNavigate({ from: '/inbox' });
  const filter = show === undefined ? { readAt: { isNull: true } } : {};
  const pages = usePages(NotificationsQuery, { filter }, (data) => data.notifications, { pause: show === 'mail' });
  const [mails] = useQuery({ query: DemoMailsQuery, variables: {} });
  const mark = useAction(MarkRead);
  // What was just read stays in sight until the list is read again.
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  useLive(
    InboxTicks,
    {},
    (data) => data.inboxChanged,
    (event) => {
      if (!event.objectId || !read.has(event.objectId)) pages.reload();
    },
  );

  const markRead = async (ids: string[] | null) => {
    setRead((before) => new Set([...before, ...(ids ?? [])]));
    const result = await mark.run({ input: ids ? { ids } : { all: true } });
    if (result?.ok && !ids) pages.reload();
  };
  const demo = (mails.data?.demoMails.nodes.length ?? 0) > 0;
  return (
    <Page
      title="Inbox"
      about="What happened that concerns you. Decisions that wait for you stand under Approvals."
      actions={
        show === undefined && pages.nodes && pages.nodes.length > 0 ? (
          <Button variant="default" loading={mark.busy} onClick={() => void markRead(null)}>
            Mark all as read
          </Button>
        ) : null
      }
    >
      <SegmentedControl
        aria-label="Which messages"
        mb="md"
        value={show ?? 'unread'}
        onChange={(value) =>
          void navigate({ search: { show: value === 'all' || value === 'mail' ? value : undefined }, replace: true })
        }
        data={[
          { value: 'unread', label: 'Unread' },
          { value: 'all', label: 'All' },
          ...(demo || show === 'mail' ? [{ value: 'mail', label: 'Mails (demo)' }] : []),
        ]}
      />
      <Refusals errors={mark.errors} />
      {show === 'mail' ? (
        <DemoMails mails={mails.data?.demoMails.nodes ?? []} />
      ) : (
        <PageList
          pages={pages}
          noun={['message', 'messages']}
          empty={
            <Empty title={show ? 'Nothing was told to you yet' : 'You have read everything'} icon={<IconBell />}>
              When a request of yours moves on, or access begins or ends, it says so here.
            </Empty>
          }
        >
          {(nodes) => <NotificationList notifications={nodes} read={read} markRead={(ids) => void markRead(ids)} />}
        </PageList>
      )}
    </Page>
  );
}
