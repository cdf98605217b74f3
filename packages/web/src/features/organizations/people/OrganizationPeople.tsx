import { Text } from '@mantine/core';
import { useState } from 'react';
import { graphql } from '../../../graphql/graphql.ts';
import { usePages } from '../../../graphql/use-pages.ts';
import { Section } from '../../../ui/frame/page.tsx';
import { FilterBar } from '../../../ui/lists/FilterBar.tsx';
import { PageList } from '../../../ui/lists/page-list.tsx';
import { SearchField } from '../../../ui/lists/search-field.tsx';
import { GuestFragment } from './guest.ts';
import { GuestTable } from './GuestTable.tsx';

const PeopleQuery = graphql(
  `
    query OrganizationPeople($filter: UserFilter, $search: String, $after: String) {
      users(first: 50, after: $after, filter: $filter, search: $search) {
        nodes {
          ...GuestRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [GuestFragment],
);

/** The people of an organization who are known here, as far as the reader may see them. */
export function OrganizationPeople({ organizationId }: { organizationId: string }) {
  const [search, setSearch] = useState<string>();
  const filter = { organization: { id: { eq: organizationId } }, state: { ne: 'DELETED' as const } };
  const pages = usePages(PeopleQuery, { filter, search }, (data) => data.users);
  return (
    <Section title="Its people">
      {(search || (pages.totalCount ?? 0) > 10) && (
        <FilterBar>
          <SearchField label="Search its people" value={search} onSearch={setSearch} />
        </FilterBar>
      )}
      <PageList
        pages={pages}
        noun={['person', 'people']}
        empty={<Text c="dimmed">{search ? 'Nobody is called that.' : 'None of its people is known here yet.'}</Text>}
      >
        {(nodes) => <GuestTable guests={nodes} />}
      </PageList>
    </Section>
  );
}
