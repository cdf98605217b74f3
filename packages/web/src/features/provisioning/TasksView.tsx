import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconTool } from '@tabler/icons-react';
import { graphql } from '../../graphql/graphql.ts';
import { useLive } from '../../graphql/live.ts';
import { InboxTicks } from '../../graphql/ticks.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { Empty } from '../../ui/states/feedback.tsx';
import { Page } from '../../ui/frame/page.tsx';
import { PageList } from '../../ui/lists/page-list.tsx';
import { TaskCard, TaskFragment } from './TaskCard.tsx';

const TasksQuery = graphql(
  `
    query ManualTasks($filter: ManualTaskFilter, $after: String) {
      manualTasks(first: 25, after: $after, filter: $filter, orderBy: [{ field: CREATED_AT }]) {
        nodes {
          ...Task
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [TaskFragment],
);

/** What a person must do in targets that no program reaches. */
export function TasksView() {
  const { show } = useSearch({ from: '/shell/tasks' });
  const navigate = useNavigate({ from: '/tasks' });
  const filter = { state: show === 'closed' ? { ne: 'OPEN' as const } : { eq: 'OPEN' as const } };
  const pages = usePages(TasksQuery, { filter }, (data) => data.manualTasks);
  useLive(InboxTicks, {}, (data) => data.inboxChanged, pages.reload);
  return (
    <Page
      title="Manual tasks"
      waiting={show ? 0 : (pages.totalCount ?? 0)}
      about="Access to systems that Gatehouse cannot reach by itself. Do what the task says there, then close it here: only then is the access delivered."
    >
      <SegmentedControl
        aria-label="Which tasks"
        mb="md"
        value={show ?? 'open'}
        onChange={(value) => void navigate({ search: { show: value === 'closed' ? value : undefined }, replace: true })}
        data={[
          { value: 'open', label: 'To do' },
          { value: 'closed', label: 'Closed' },
        ]}
      />
      <PageList
        pages={pages}
        noun={['task', 'tasks']}
        empty={
          <Empty title={show ? 'No task was closed yet' : 'Nothing is to be done by hand'} icon={<IconTool />}>
            Tasks appear here when access to a resource of yours has to be given or taken by a person.
          </Empty>
        }
      >
        {(nodes) => (
          <ul style={{ display: 'grid', gap: '0.75rem', margin: 0, padding: 0, listStyle: 'none' }}>
            {nodes.map((task) => (
              <li key={task.id}>
                <TaskCard task={task} />
              </li>
            ))}
          </ul>
        )}
      </PageList>
    </Page>
  );
}
