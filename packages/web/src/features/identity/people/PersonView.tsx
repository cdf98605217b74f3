import { Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { NotFound } from '../../../app/NotFound.tsx';
import { readsAll, useViewer } from '../../../app/viewer.tsx';
import { graphql, type ResultOf } from '../../../graphql/graphql.ts';
import { Failed, Loading } from '../../../ui/states/feedback.tsx';
import { Facts, Page, Section, TextLink } from '../../../ui/frame/page.tsx';
import { StateBadge } from '../../../ui/states/state-badge.tsx';
import { When } from '../../../ui/words/when.tsx';
import { userKinds, userStates } from '../../../ui/words/words.ts';
import { AssignmentRowFragment, AssignmentTable } from '../../assignments/all/AssignmentTable.tsx';
import { AuditLink } from '../../audit/AuditLink.tsx';
import { PersonRoles } from '../roles/PersonRoles.tsx';
import { outsiderFacts } from './outsider-facts.tsx';
import { PersonActions } from './PersonActions.tsx';
import { PersonDialog } from './PersonDialog.tsx';

const PersonQuery = graphql(
  `
  query PersonPage($id: ID!) {
    node(id: $id) {
      __typename
      ... on User {
        id
        version
        kind
        state
        blockReason
        name
        email
        department
        jobTitle
        region
        attributes
        deletedAt
        governed
        emailProvedAt
        organization {
          id
          name
          sponsors {
            id
            user {
              id
              name
            }
            group {
              id
              name
            }
          }
        }
        manager {
          id
          name
        }
        responsible {
          id
          name
          state
        }
        viewerCan {
          edit {
            allowed
            reason
          }
          block {
            allowed
            reason
          }
          delete {
            allowed
            reason
          }
        }
      }
    }
    assignments(first: 50, filter: { target: { id: { eq: $id } }, state: { ne: EXPIRED } }, orderBy: [{ field: CREATED_AT, direction: DESC }]) {
      totalCount
      nodes {
        ...AssignmentRow
      }
    }
  }
`,
  [AssignmentRowFragment],
);

export type PersonDetails = Extract<ResultOf<typeof PersonQuery>['node'], { __typename: 'User' }>;

const heldInWords = (count: number) => (count === 0 ? null : count === 1 ? '1 access' : `${count} accesses`);

/** One person: who they are, what they hold, and what can be done. */
export function PersonView() {
  const viewer = useViewer();
  const { userId } = useParams({ from: '/shell/admin/people/$userId' });
  const [{ data, error, fetching }, reload] = useQuery({ query: PersonQuery, variables: { id: userId } });
  const [editing, setEditing] = useState(false);
  const again = () => reload({ requestPolicy: 'network-only' });
  const person = data?.node?.__typename === 'User' ? data.node : null;
  if (!person) {
    if (fetching)
      return (
        <Page title="Person">
          <Loading />
        </Page>
      );
    return error ? (
      <Page title="Person">
        <Failed error={error} retry={again} />
      </Page>
    ) : (
      <NotFound />
    );
  }
  const attributes = Object.entries((person.attributes ?? {}) as Record<string, string>);
  return (
    <Page
      title={person.name}
      about={[person.jobTitle, person.department].filter(Boolean).join(', ')}
      crumbs={[{ to: '/admin/people', label: 'People' }]}
      badge={<StateBadge words={userStates} state={person.state} />}
      actions={
        <>
          <AuditLink subject={person.id} />
          <PersonActions
            person={person}
            held={heldInWords(data?.assignments.totalCount ?? 0)}
            edit={() => setEditing(true)}
            done={again}
          />
        </>
      }
    >
      <Stack>
        <Section title="Profile">
          <Facts
            rows={[
              ['Kind', userKinds[person.kind]],
              person.state === 'BLOCKED' && [
                'Blocked',
                person.blockReason === 'LIFECYCLE'
                  ? 'They lost their last access; new access unblocks them'
                  : 'By an administrator',
              ],
              person.deletedAt !== null && ['Deleted', <When key="deleted" at={person.deletedAt} as="both" />],
              ['Mail', person.email ?? '–'],
              ...outsiderFacts(person),
              ['Region', person.region ?? '–'],
              [
                'Manager',
                person.manager ? (
                  <TextLink key="manager" to="/admin/people/$userId" params={{ userId: person.manager.id }}>
                    {person.manager.name}
                  </TextLink>
                ) : (
                  '–'
                ),
              ],
              person.kind === 'SERVICE' && [
                'Answers for it',
                person.responsible ? (
                  <Stack key="responsible" gap={4}>
                    <TextLink to="/admin/people/$userId" params={{ userId: person.responsible.id }}>
                      {person.responsible.name}
                    </TextLink>
                    {person.responsible.state !== 'ACTIVE' && (
                      <Text size="sm" c="stop">
                        Is not here any more. The service keeps working; name somebody else.
                      </Text>
                    )}
                  </Stack>
                ) : (
                  <Text key="nobody" c="stop">
                    Nobody yet; name a member who does.
                  </Text>
                ),
              ],
              ...attributes.map(([name, value]) => [name, value] as const),
            ]}
          />
        </Section>
        <Section title="Access">
          {data && data.assignments.nodes.length > 0 ? (
            <AssignmentTable assignments={data.assignments.nodes} withHolder={false} withPackage changed={again} />
          ) : (
            <Text c="dimmed">Holds nothing that you may see.</Text>
          )}
        </Section>
        {readsAll(viewer) && <PersonRoles userId={person.id} />}
      </Stack>
      <PersonDialog opened={editing} close={() => setEditing(false)} person={person} done={again} />
    </Page>
  );
}
