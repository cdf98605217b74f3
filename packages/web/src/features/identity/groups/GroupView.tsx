import { Button, Stack, Text } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { NotFound } from '../../../app/NotFound.tsx';
import { useViewer } from '../../../app/viewer.tsx';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { Failed, Loading } from '../../../ui/states/feedback.tsx';
import { Page, Section, TextLink } from '../../../ui/frame/page.tsx';
import { ReasonDialog } from '../../../ui/forms/ReasonDialog.tsx';
import { ResourceDialog } from '../../catalog/resources/ResourceDialog.tsx';
import { GroupDialog } from './GroupDialog.tsx';
import { GroupMembers } from './GroupMembers.tsx';

const GroupQuery = graphql(`
    query GroupPage($id: ID!) {
      node(id: $id) {
        __typename
        ... on Group {
          id
          version
          name
          description
          source
          resources {
            id
            name
          }
          nested: members(first: 1, filter: { memberGroup: { isNull: false } }) {
            totalCount
          }
          people(first: 1) {
            totalCount
          }
        }
      }
    }
  `);

const Delete = graphql(
  `
    mutation DeleteGroup($input: DeleteInput!) {
      deleteGroup(input: $input) {
        deletedId
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

/** One group and who is in it. */
export function GroupView() {
  const viewer = useViewer();
  const { groupId } = useParams({ from: '/shell/admin/groups/$groupId' });
  const navigate = useNavigate();
  const [{ data, error, fetching }, reload] = useQuery({ query: GroupQuery, variables: { id: groupId } });
  const [dialog, setDialog] = useState<'EDIT' | 'DELETE' | 'RESOURCE' | null>(null);
  const remove = useAction(Delete);
  const again = () => reload({ requestPolicy: 'network-only' });
  const group = data?.node?.__typename === 'Group' ? data.node : null;
  if (!group) {
    if (fetching)
      return (
        <Page title="Group">
          <Loading />
        </Page>
      );
    return error ? (
      <Page title="Group">
        <Failed error={error} retry={again} />
      </Page>
    ) : (
      <NotFound />
    );
  }
  const may = viewer.viewerCan.manageGroups.allowed;
  const ours = group.source === 'gatehouse';
  const [resource] = group.resources;
  return (
    <Page
      title={group.name}
      about={group.description}
      crumbs={[{ to: '/admin/groups', label: 'Groups' }]}
      actions={
        may && (
          <>
            {ours && !resource && viewer.viewerCan.manageResources.allowed && (
              <Button variant="default" onClick={() => setDialog('RESOURCE')}>
                Make it a resource
              </Button>
            )}
            <Button variant="default" onClick={() => setDialog('EDIT')}>
              Change
            </Button>
            <Button variant="default" onClick={() => setDialog('DELETE')}>
              Delete
            </Button>
          </>
        )
      }
    >
      <Stack>
        {!ours && <Text c="dimmed">Its membership is mastered by {group.source}; change it there.</Text>}
        {resource && (
          <Text c="dimmed">
            Packages may give it: it is the resource{' '}
            <TextLink to="/admin/resources" search={{ q: resource.name }}>
              {resource.name}
            </TextLink>
            .
          </Text>
        )}
        <Section title="Direct members">
          {group.nested.totalCount > 0 && <InAll people={group.people.totalCount} />}
          <GroupMembers groupId={group.id} may={may && ours} ours={ours} done={again} />
        </Section>
      </Stack>
      <GroupDialog opened={dialog === 'EDIT'} close={() => setDialog(null)} group={group} done={again} />
      {dialog === 'RESOURCE' && (
        <ResourceDialog
          resource={null}
          of={{ kind: 'GROUP', id: group.id, name: group.name }}
          close={() => setDialog(null)}
          done={(name) => void navigate({ to: '/admin/resources', search: { q: name } })}
        />
      )}
      <ReasonDialog
        opened={dialog === 'DELETE'}
        close={() => setDialog(null)}
        title={`Delete ${group.name}?`}
        about="A group that policies, approvals or resources still name cannot be deleted."
        confirm="Delete"
        reasonLabel={null}
        busy={remove.busy}
        errors={remove.errors}
        send={async () => {
          const result = await remove.run({
            input: { id: group.id, expectedVersion: group.version, idempotencyKey: intentKey() },
          });
          if (result?.ok) void navigate({ to: '/admin/groups' });
          return result?.ok ?? false;
        }}
      />
    </Page>
  );
}

/** How many people that makes, where groups are among the members. */
function InAll({ people }: { people: number }) {
  return (
    <Text size="sm" c="dimmed" mb="sm">
      {people === 0
        ? 'The groups in it are empty: nobody is in it.'
        : `${people === 1 ? 'One person' : `${people} people`} in all, with those of the groups in it.`}
    </Text>
  );
}
