import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { useViewer } from '../../../app/viewer.tsx';
import { graphql } from '../../../graphql/graphql.ts';
import { usePages } from '../../../graphql/use-pages.ts';
import { DataTable } from '../../../ui/lists/DataTable.tsx';
import { Empty } from '../../../ui/states/feedback.tsx';
import { FilterBar } from '../../../ui/lists/FilterBar.tsx';
import { Page, TextLink } from '../../../ui/frame/page.tsx';
import { PageList } from '../../../ui/lists/page-list.tsx';
import { SearchField } from '../../../ui/lists/search-field.tsx';
import { GroupDialog } from './GroupDialog.tsx';

const GroupsQuery = graphql(`
  query Groups($filter: GroupFilter, $after: String) {
    groups(first: 50, after: $after, filter: $filter, orderBy: [{ field: NAME }]) {
      nodes {
        id
        name
        description
        source
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

/** Every group. */
export function GroupsView() {
  const viewer = useViewer();
  const { q } = useSearch({ from: '/shell/admin/groups' });
  const navigate = useNavigate({ from: '/admin/groups' });
  const [making, setMaking] = useState(false);
  const filter = q ? { or: [{ name: { contains: q } }, { description: { contains: q } }] } : {};
  const pages = usePages(GroupsQuery, { filter }, (data) => data.groups);
  return (
    <Page
      title="Groups"
      wide
      about="Named sets of people. A group may hold groups; roles, policies and approvals may name one."
      actions={viewer.viewerCan.manageGroups.allowed && <Button onClick={() => setMaking(true)}>New group</Button>}
    >
      <FilterBar>
        <SearchField label="Search groups" value={q} onSearch={(text) => void navigate({ search: { q: text }, replace: true })} />
      </FilterBar>
      <PageList
        pages={pages}
        noun={['group', 'groups']}
        empty={
          <Empty title={q ? 'No group is called that' : 'No group yet'} icon={<IconUsersGroup />}>
            {q ? 'Try fewer or other words.' : 'Roles, policies and approvals may name a group instead of single people.'}
          </Empty>
        }
      >
        {(nodes) => (
          <DataTable
            label="Groups"
            rows={nodes}
            columns={[
              {
                name: 'Name',
                cell: (group) => (
                  <TextLink to="/admin/groups/$groupId" params={{ groupId: group.id }}>
                    {group.name}
                  </TextLink>
                ),
              },
              { name: 'Description', cell: (group) => group.description ?? '–' },
              { name: 'Mastered by', cell: (group) => (group.source === 'gatehouse' ? 'Gatehouse' : group.source) },
            ]}
          />
        )}
      </PageList>
      <GroupDialog
        opened={making}
        close={() => setMaking(false)}
        group={null}
        done={(id) => void navigate({ to: '/admin/groups/$groupId', params: { groupId: id } })}
      />
    </Page>
  );
}
