import { Stack, Text, Title } from '@mantine/core';
import { IconBuildings } from '@tabler/icons-react';
import { useViewer } from '../../../app/viewer.tsx';
import { graphql } from '../../../graphql/graphql.ts';
import { usePages } from '../../../graphql/use-pages.ts';
import { Page, TextLink } from '../../../ui/frame/page.tsx';
import { PageList } from '../../../ui/lists/page-list.tsx';
import styles from '../../../ui/lists/row-list.module.css';
import { Empty } from '../../../ui/states/feedback.tsx';
import { StateBadge } from '../../../ui/states/state-badge.tsx';
import { organizationStates, userStates } from '../../../ui/words/words.ts';
import { GuestFragment } from '../people/guest.ts';

/** As many people as stand below an organization; the others are on its page. */
const FEW = 10;

const MineQuery = graphql(
  `
    query MyOrganizations($mine: ConnectedOrganizationFilter!, $few: Int!, $after: String) {
      connectedOrganizations(first: 20, after: $after, filter: $mine, orderBy: [{ field: NAME }]) {
        nodes {
          id
          name
          state
          domains {
            id
            domain
          }
          people(first: $few, filter: { state: { ne: DELETED } }) {
            nodes {
              ...GuestRow
            }
            totalCount
          }
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

/** The organizations for whose people somebody vouches, with these people. */
export function MyOrganizationsView() {
  const me = { id: { eq: useViewer().user.id } };
  const mine = { sponsors: { some: { or: [{ user: me }, { group: { people: { some: me } } }] } } };
  const pages = usePages(MineQuery, { mine, few: FEW }, (data) => data.connectedOrganizations);
  return (
    <Page
      title="My organizations"
      about="You vouch for the people of these organizations: you are asked where a policy asks their sponsors."
    >
      <PageList
        pages={pages}
        noun={['organization', 'organizations']}
        empty={
          <Empty title="You vouch for nobody" icon={<IconBuildings />}>
            Administrators of organizations say who vouches for the people of which organization.
          </Empty>
        }
      >
        {(nodes) => (
          <Stack gap="lg">
            {nodes.map(({ id, name, state, domains, people }) => (
              <section key={id} aria-label={name}>
                <Title order={2} size="h3">
                  <TextLink to="/admin/organizations/$organizationId" params={{ organizationId: id }}>
                    {name}
                  </TextLink>
                </Title>
                <Text size="sm" c="dimmed" mb="xs">
                  {[state === 'PROPOSED' && organizationStates[state][0], ...domains.map(({ domain }) => domain)]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
                {people.totalCount === 0 && <Text c="dimmed">None of its people is known here yet.</Text>}
                <ul className={styles.list}>
                  {people.nodes.map((person) => (
                    <li key={person.id} className={styles.row}>
                      <div className={styles.words}>
                        <TextLink to="/admin/people/$userId" params={{ userId: person.id }}>
                          {person.name}
                        </TextLink>
                        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                          {person.email}
                        </Text>
                      </div>
                      <StateBadge words={userStates} state={person.state} />
                    </li>
                  ))}
                </ul>
                {people.totalCount > people.nodes.length && (
                  <Text size="sm" mt="xs">
                    <TextLink to="/admin/organizations/$organizationId" params={{ organizationId: id }}>
                      All {people.totalCount} people of {name}
                    </TextLink>
                  </Text>
                )}
              </section>
            ))}
          </Stack>
        )}
      </PageList>
    </Page>
  );
}
