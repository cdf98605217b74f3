import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconUserCheck } from '@tabler/icons-react';
import { graphql } from '../../../graphql/graphql.ts';
import { usePages } from '../../../graphql/use-pages.ts';
import { Empty } from '../../../ui/states/feedback.tsx';
import { FilterBar, WordFilter } from '../../../ui/lists/FilterBar.tsx';
import { Page } from '../../../ui/frame/page.tsx';
import { PageList } from '../../../ui/lists/page-list.tsx';
import { SearchField } from '../../../ui/lists/search-field.tsx';
import { assignmentStates, choices } from '../../../ui/words/words.ts';
import { AssignmentRowFragment, AssignmentTable } from './AssignmentTable.tsx';

const AllAssignmentsQuery = graphql(
  `
    query AllAssignments($filter: AssignmentFilter, $after: String) {
      assignments(first: 50, after: $after, filter: $filter, orderBy: [{ field: CREATED_AT, direction: DESC }]) {
        nodes {
          ...AssignmentRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [AssignmentRowFragment],
);

/** Who holds what, as far as somebody in charge may see it. */
export function AllAssignmentsView() {
  const { q, state } = useSearch({ from: '/shell/admin/assignments' });
  const navigate = useNavigate({ from: '/admin/assignments' });
  const narrow = (part: Partial<{ q: string | undefined; state: typeof state }>) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const filter = {
    ...(q ? { or: [{ target: { name: { contains: q } } }, { accessPackage: { name: { contains: q } } }] } : {}),
    state: state ? { eq: state } : { ne: 'EXPIRED' as const },
  };
  const pages = usePages(AllAssignmentsQuery, { filter }, (data) => data.assignments);
  return (
    <Page title="All assignments" wide about="Who holds which package, under which policy, from when until when.">
      <FilterBar>
        <SearchField
          label="Search assignments"
          placeholder="A person or a package"
          value={q}
          onSearch={(text) => narrow({ q: text })}
        />
        <WordFilter
          label="State"
          any="Not ended"
          value={state}
          choices={choices(assignmentStates)}
          onChange={(value) => narrow({ state: value })}
        />
      </FilterBar>
      <PageList
        pages={pages}
        noun={['assignment', 'assignments']}
        empty={
          <Empty title={q || state ? 'No assignment is like this' : 'Nobody holds a package'} icon={<IconUserCheck />}>
            {q || state ? 'Try fewer or other words.' : 'Whoever is given a package appears here, with policy, start and end.'}
          </Empty>
        }
      >
        {(nodes) => <AssignmentTable assignments={nodes} withPackage changed={pages.reload} />}
      </PageList>
    </Page>
  );
}
