import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconClipboardList } from '@tabler/icons-react';
import { graphql } from '../../../graphql/graphql.ts';
import { usePages } from '../../../graphql/use-pages.ts';
import { DataTable } from '../../../ui/lists/DataTable.tsx';
import { Empty } from '../../../ui/states/feedback.tsx';
import { FilterBar, WordFilter } from '../../../ui/lists/FilterBar.tsx';
import { Page, TextLink } from '../../../ui/frame/page.tsx';
import { PageList } from '../../../ui/lists/page-list.tsx';
import { SearchField } from '../../../ui/lists/search-field.tsx';
import { StateBadge } from '../../../ui/states/state-badge.tsx';
import { When } from '../../../ui/words/when.tsx';
import { choices, requestStates, requestStatesOf, requestTypes } from '../../../ui/words/words.ts';
import { RequestRowFragment } from './request-row.ts';

const AllRequestsQuery = graphql(
  `
    query AllRequests($filter: AccessRequestFilter, $after: String) {
      accessRequests(first: 50, after: $after, filter: $filter, orderBy: [{ field: CREATED_AT, direction: DESC }]) {
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

/** Every request that somebody in charge may see. */
export function AllRequestsView() {
  const { q, state, type } = useSearch({ from: '/shell/admin/requests' });
  const navigate = useNavigate({ from: '/admin/requests' });
  const narrow = (part: Partial<{ q: string | undefined; state: typeof state; type: typeof type }>) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const filter = {
    ...(q
      ? {
          or: [
            { target: { name: { contains: q } } },
            { requester: { name: { contains: q } } },
            { accessPackage: { name: { contains: q } } },
          ],
        }
      : {}),
    ...(state ? { state: { eq: state } } : {}),
    ...(type ? { type: { eq: type } } : {}),
  };
  const narrowed = Boolean(q || state || type);
  const pages = usePages(AllRequestsQuery, { filter }, (data) => data.accessRequests);
  return (
    <Page title="All requests" wide about="Every change of somebody’s access that you may see, whoever started it.">
      <FilterBar>
        <SearchField
          label="Search requests"
          placeholder="A person or a package"
          value={q}
          onSearch={(text) => narrow({ q: text })}
        />
        <WordFilter
          label="State"
          any="Every state"
          value={state}
          choices={choices(requestStates)}
          onChange={(value) => narrow({ state: value })}
        />
        <WordFilter
          label="Kind"
          any="Every kind"
          value={type}
          choices={choices(requestTypes)}
          onChange={(value) => narrow({ type: value })}
        />
      </FilterBar>
      <PageList
        pages={pages}
        noun={['request', 'requests']}
        empty={
          <Empty title={narrowed ? 'No request is like this' : 'No request yet'} icon={<IconClipboardList />}>
            {narrowed ? 'Try fewer or other words.' : 'Whatever is asked for, assigned or taken away appears here.'}
          </Empty>
        }
      >
        {(nodes) => (
          <DataTable
            label="Requests"
            rows={nodes}
            columns={[
              {
                name: 'Request',
                cell: (row) => (
                  <TextLink
                    to="/requests/$requestId"
                    params={{ requestId: row.id }}
                    aria-label={`${row.accessPackage.name}, ${row.target.name}`}
                  >
                    {row.accessPackage.name}
                  </TextLink>
                ),
              },
              { name: 'For', cell: (row) => row.target.name },
              { name: 'Kind', cell: (row) => requestTypes[row.type] },
              { name: 'By', cell: (row) => row.requester?.name ?? (row.source === 'IMPORTED' ? 'Not recorded' : 'Gatehouse') },
              { name: 'Started', cell: (row) => <When at={row.createdAt} /> },
              { name: 'State', cell: (row) => <StateBadge words={requestStatesOf(row.type)} state={row.state} /> },
            ]}
          />
        )}
      </PageList>
    </Page>
  );
}
