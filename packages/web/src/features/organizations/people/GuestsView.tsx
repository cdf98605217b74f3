import { Alert, Group, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconUserStar } from '@tabler/icons-react';
import type { UserState } from '@gatehouse/schema/rules/vocabulary';
import { graphql } from '../../../graphql/graphql.ts';
import { usePages } from '../../../graphql/use-pages.ts';
import { FilterBar, WordFilter } from '../../../ui/lists/FilterBar.tsx';
import { Page } from '../../../ui/frame/page.tsx';
import { PageList } from '../../../ui/lists/page-list.tsx';
import { SearchField } from '../../../ui/lists/search-field.tsx';
import { Empty } from '../../../ui/states/feedback.tsx';
import { choices, userStates } from '../../../ui/words/words.ts';
import { OrganizationPicker } from '../choosing/OrganizationPicker.tsx';
import { useOrganization } from '../choosing/use-organization.ts';
import { sponsorName } from '../organization.ts';
import { GuestFragment } from './guest.ts';
import { GuestTable } from './GuestTable.tsx';

const GuestsQuery = graphql(
  `
    query Guests($filter: UserFilter, $search: String, $after: String) {
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

interface Narrowed {
  q?: string | undefined;
  state?: UserState | undefined;
  organization?: string | undefined;
}

/** Everybody from outside: guests, and Prospects who have no account yet. */
export function GuestsView() {
  const { q, state, organization } = useSearch({ from: '/shell/admin/guests' });
  const navigate = useNavigate({ from: '/admin/guests' });
  const narrow = (part: Narrowed) => void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const chosen = useOrganization(organization);
  const filter = {
    kind: { eq: 'GUEST' as const },
    state: state ? { eq: state } : { ne: 'DELETED' as const },
    ...(organization && { organization: { id: { eq: organization } } }),
  };
  const pages = usePages(GuestsQuery, { filter, search: q }, (data) => data.users);
  const narrowed = Boolean(q || state || organization);
  return (
    <Page
      title="Guests"
      wide
      about="People from outside. A Prospect proved who they are and has no account yet; they become a guest by their first access."
    >
      <FilterBar>
        <SearchField label="Search guests" placeholder="Name or mail" value={q} onSearch={(text) => narrow({ q: text })} />
        <WordFilter
          label="State"
          any="Not deleted"
          value={state}
          choices={choices(userStates)}
          onChange={(value) => narrow({ state: value })}
        />
        <OrganizationPicker
          key={chosen?.id ?? 'none'}
          label="Organization"
          placeholder="Every organization"
          value={chosen}
          onChange={(picked) => narrow({ organization: picked?.id })}
        />
      </FilterBar>
      {chosen && (
        <Alert color="gate" variant="light" mb="md">
          <Group gap="xs">
            <Text size="sm">
              {chosen.sponsors.length > 0
                ? `${chosen.sponsors.map(sponsorName).join(', ')} ${chosen.sponsors.length === 1 ? 'vouches' : 'vouch'} for the people of ${chosen.name}.`
                : `Nobody vouches for the people of ${chosen.name}.`}
            </Text>
          </Group>
        </Alert>
      )}
      <PageList
        pages={pages}
        noun={['guest', 'guests']}
        empty={
          <Empty title={narrowed ? 'Nobody is like this' : 'Nobody from outside is known here yet'} icon={<IconUserStar />}>
            {narrowed ? 'Try fewer or other words.' : 'Whoever from outside signs in to ask for something appears here.'}
          </Empty>
        }
      >
        {(nodes) => <GuestTable guests={nodes} withOrganization />}
      </PageList>
    </Page>
  );
}
