import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { readsAll, useViewer } from '../../../app/viewer.tsx';
import { graphql, type FragmentOf } from '../../../graphql/graphql.ts';
import { usePages } from '../../../graphql/use-pages.ts';
import { DataTable } from '../../../ui/lists/DataTable.tsx';
import { Empty } from '../../../ui/states/feedback.tsx';
import { FilterBar, WordFilter } from '../../../ui/lists/FilterBar.tsx';
import { Page, TextLink } from '../../../ui/frame/page.tsx';
import { PageList } from '../../../ui/lists/page-list.tsx';
import { SearchField } from '../../../ui/lists/search-field.tsx';
import { StateBadge } from '../../../ui/states/state-badge.tsx';
import { choices, userKinds, userStates } from '../../../ui/words/words.ts';
import { PersonDialog } from './PersonDialog.tsx';

const RowFragment = graphql(`
  fragment PersonRow on User {
    id
    name
    email
    kind
    state
    department
    jobTitle
    organization {
      id
      name
    }
    manager {
      id
      name
    }
  }
`);

const PeopleQuery = graphql(
  `
    query People($filter: UserFilter, $search: String, $after: String) {
      users(first: 50, after: $after, filter: $filter, search: $search) {
        nodes {
          ...PersonRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [RowFragment],
);

/** Everybody who is known here. */
export function PeopleView() {
  const viewer = useViewer();
  const { q, state, kind } = useSearch({ from: '/shell/admin/people' });
  const navigate = useNavigate({ from: '/admin/people' });
  const [making, setMaking] = useState(false);
  const narrow = (part: Partial<{ q: string | undefined; state: typeof state; kind: typeof kind }>) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const filter = {
    state: state ? { eq: state } : { ne: 'DELETED' as const },
    ...(kind ? { kind: { eq: kind } } : {}),
  };
  const narrowed = Boolean(q || state || kind);
  const inCharge = readsAll(viewer) || viewer.viewerCan.manageUsers.allowed;
  const pages = usePages(PeopleQuery, { filter, search: q }, (data) => data.users);
  return (
    <Page
      title="People"
      wide
      about={
        inCharge
          ? 'Everybody who may hold access, and the services that do.'
          : 'Every member finds every active colleague here, with what a directory says of them. What somebody holds is shown to those in charge alone.'
      }
      actions={viewer.viewerCan.manageUsers.allowed && <Button onClick={() => setMaking(true)}>New person</Button>}
    >
      <FilterBar>
        <SearchField
          label="Search people"
          placeholder="Name, mail, department"
          value={q}
          onSearch={(text) => narrow({ q: text })}
        />
        <WordFilter
          label="State"
          any="Not deleted"
          value={state}
          choices={choices(userStates)}
          onChange={(value) => narrow({ state: value })}
        />
        <WordFilter
          label="Kind"
          any="Every kind"
          value={kind}
          choices={choices(userKinds)}
          onChange={(value) => narrow({ kind: value })}
        />
      </FilterBar>
      <PageList
        pages={pages}
        noun={['person', 'people']}
        empty={
          <Empty title={narrowed ? 'Nobody is like this' : 'Nobody is known here yet'} icon={<IconUsers />}>
            {narrowed ? 'Try fewer or other words.' : 'Whoever is to hold access, ask for it or decide about it stands here.'}
          </Empty>
        }
      >
        {(nodes) => <People people={nodes} />}
      </PageList>
      <PersonDialog
        opened={making}
        close={() => setMaking(false)}
        person={null}
        done={(id) => void navigate({ to: '/admin/people/$userId', params: { userId: id } })}
      />
    </Page>
  );
}

function People({ people }: { people: readonly FragmentOf<typeof RowFragment>[] }) {
  return (
    <DataTable
      label="People"
      rows={people}
      columns={[
        {
          name: 'Name',
          cell: (person) => (
            <TextLink to="/admin/people/$userId" params={{ userId: person.id }}>
              {person.name}
            </TextLink>
          ),
        },
        { name: 'Mail', cell: (person) => person.email ?? '–' },
        { name: 'Title', cell: (person) => person.jobTitle ?? '–' },
        {
          name: 'Department',
          cell: (person) => person.department ?? (person.organization ? `Guest of ${person.organization.name}` : '–'),
        },
        { name: 'Manager', cell: (person) => person.manager?.name ?? '–' },
        { name: 'State', cell: (person) => <StateBadge words={userStates} state={person.state} /> },
      ]}
    />
  );
}
