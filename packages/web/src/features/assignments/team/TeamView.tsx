import { Button, Stack, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconUsersGroup } from '@tabler/icons-react';
import { useViewer } from '../../../app/viewer.tsx';
import { graphql } from '../../../graphql/graphql.ts';
import { usePages } from '../../../graphql/use-pages.ts';
import { Empty } from '../../../ui/states/feedback.tsx';
import { Page } from '../../../ui/frame/page.tsx';
import { PageList } from '../../../ui/lists/page-list.tsx';
import { TeamAccessFragment, TeamAccessRow, type TeamAccess } from './TeamAccessRow.tsx';
import styles from '../../../ui/lists/row-list.module.css';

const TeamQuery = graphql(
  `
    query TeamAccess($filter: AssignmentFilter, $after: String) {
      assignments(first: 50, after: $after, filter: $filter, orderBy: [{ field: CREATED_AT, direction: DESC }]) {
        nodes {
          ...TeamAccess
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [TeamAccessFragment],
);

/** By person, in the order of their names; each with the newest first. */
function byPerson(access: readonly TeamAccess[]): [TeamAccess['target'], TeamAccess[]][] {
  const people = new Map<string, TeamAccess[]>();
  for (const one of access) people.set(one.target.id, [...(people.get(one.target.id) ?? []), one]);
  return [...people.values()]
    .map((all): [TeamAccess['target'], TeamAccess[]] => [all[0]!.target, all])
    .sort(([a], [b]) => a.name.localeCompare(b.name));
}

/** What those who report to somebody hold, where the policy lets managers act for them. */
export function TeamView() {
  const viewer = useViewer();
  const filter = { target: { manager: { id: { eq: viewer.user.id } } }, state: { ne: 'EXPIRED' as const } };
  const pages = usePages(TeamQuery, { filter }, (data) => data.assignments);
  return (
    <Page
      title="My team"
      about="What the people who report to you hold, as far as its policy lets you act for them: ask to keep it, or take it away."
    >
      <PageList
        pages={pages}
        noun={['package', 'packages']}
        empty={
          <Empty
            title="Nothing to look after"
            icon={<IconUsersGroup />}
            action={
              <Button component={Link} to="/packages">
                Ask for somebody
              </Button>
            }
          >
            Nobody who reports to you holds a package whose policy lets managers act. You can ask for one on their behalf.
          </Empty>
        }
      >
        {(nodes) => (
          <Stack gap="lg">
            {byPerson(nodes).map(([person, access]) => (
              <section key={person.id} aria-label={person.name}>
                <Title order={2} size="h3" mb="xs">
                  {person.name}
                </Title>
                <ul className={styles.list}>
                  {access.map((one) => (
                    <TeamAccessRow key={one.id} access={one} changed={pages.reload} />
                  ))}
                </ul>
              </section>
            ))}
          </Stack>
        )}
      </PageList>
    </Page>
  );
}
