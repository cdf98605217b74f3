import { Alert, Button, Checkbox, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import { IconServer } from '@tabler/icons-react';
import { useState } from 'react';
import { useClient, useQuery } from 'urql';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql, type ResultOf } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { Empty, Failed, Loading, Refusals } from '../../../ui/states/feedback.tsx';
import { Section } from '../../../ui/frame/page.tsx';
import { ReasonDialog } from '../../../ui/forms/ReasonDialog.tsx';
import { resourceKinds } from '../../../ui/words/words.ts';
import { PackageContents } from '../asking/PackageContents.tsx';
import type { AdminPackage } from './PackageAdminView.tsx';

const OfferedQuery = graphql(`
  query OfferedRoles($id: ID!) {
    node(id: $id) {
      __typename
      ... on Catalog {
        id
        resources(first: 100) {
          nodes {
            id
            name
            kind
            roles {
              id
              name
              mode
            }
          }
        }
      }
    }
  }
`);

const PreviewQuery = graphql(`
  query RolesPreview($id: ID!, $roles: [AccessPackageRoleInput!]!) {
    accessPackageRolesPreview(accessPackageId: $id, roles: $roles) {
      assignments
      grantsAdded
      grantsRemoved
      confirmationRequired
      confirmation
    }
  }
`);

const SetRoles = graphql(
  `
    mutation SetAccessPackageRoles($input: SetAccessPackageRolesInput!) {
      setAccessPackageRoles(input: $input) {
        accessPackage {
          id
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

type Preview = ResultOf<typeof PreviewQuery>['accessPackageRolesPreview'];

/** What is in a package, to be changed by those who may, after seeing what that does to its holders. */
export function ContentsEditor({ accessPackage, done }: { accessPackage: AdminPackage; done: () => void }) {
  if (!accessPackage.viewerCan.edit.allowed) {
    return (
      <Section title="Contents">
        <PackageContents roles={accessPackage.roles} />
      </Section>
    );
  }
  return <Editor key={accessPackage.version} accessPackage={accessPackage} done={done} />;
}

function Editor({ accessPackage, done }: { accessPackage: AdminPackage; done: () => void }) {
  const client = useClient();
  const [{ data, error }] = useQuery({ query: OfferedQuery, variables: { id: accessPackage.catalog.id } });
  const given = accessPackage.roles.map((role) => role.resourceRole.id);
  const [chosen, setChosen] = useState<readonly string[]>(given);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const save = useAction(SetRoles);
  const scopes = new Map(accessPackage.roles.map((role) => [role.resourceRole.id, role.scope]));
  const roles = chosen.map((resourceRoleId) => ({ resourceRoleId, scope: scopes.get(resourceRoleId) || null }));
  const changed = chosen.length !== given.length || chosen.some((id) => !given.includes(id));
  const resources = data?.node?.__typename === 'Catalog' ? data.node.resources.nodes : null;

  const look = async () => {
    const result = await client
      .query(PreviewQuery, { id: accessPackage.id, roles }, { requestPolicy: 'network-only' })
      .toPromise();
    setFailed(result.error ? (result.error.graphQLErrors[0]?.message ?? 'The preview could not be made.') : null);
    const found = result.data?.accessPackageRolesPreview ?? null;
    // Where nobody holds it there is nothing to think about.
    if (found?.assignments === 0 && !found.confirmationRequired) await send(found);
    else setPreview(found);
  };
  const send = async (seen: Preview | null) => {
    const result = await save.run({
      input: {
        id: accessPackage.id,
        expectedVersion: accessPackage.version,
        roles,
        confirmation: seen?.confirmation ?? null,
        idempotencyKey: intentKey(),
      },
    });
    if (!result?.ok) return false;
    notifications.show({ message: 'The contents were changed.' });
    done();
    return true;
  };
  return (
    <Section title="Contents">
      <Stack>
        {!resources && (error ? <Failed error={error} /> : <Loading rows={2} />)}
        {resources?.length === 0 && (
          <Empty
            title="The catalog has no resources yet"
            icon={<IconServer />}
            action={
              <Button
                component={Link}
                to="/admin/catalogs/$catalogId"
                params={{ catalogId: accessPackage.catalog.id } as never}
                hash="resources"
              >
                Go to {accessPackage.catalog.name}
              </Button>
            }
          >
            What a package gives are rights on the resources of its catalog: add some there first.
          </Empty>
        )}
        {resources?.map((resource) => (
          <Checkbox.Group
            key={resource.id}
            label={`${resource.name} (${resourceKinds[resource.kind].toLowerCase()})`}
            value={[...chosen]}
            onChange={setChosen}
          >
            <Group gap="lg" mt={6}>
              {resource.roles.map((role) => (
                <Checkbox
                  key={role.id}
                  value={role.id}
                  label={role.mode === 'ELIGIBLE' ? `${role.name}, to be activated` : role.name}
                />
              ))}
            </Group>
          </Checkbox.Group>
        ))}
        {failed && (
          <Alert color="red" role="alert">
            {failed}
          </Alert>
        )}
        <Refusals errors={preview ? [] : save.errors} />
        {resources && resources.length > 0 && (
          <Group>
            <Button disabled={!changed} loading={save.busy} onClick={() => void look()}>
              Save contents
            </Button>
            {changed && (
              <Button variant="default" onClick={() => setChosen(given)}>
                Undo
              </Button>
            )}
          </Group>
        )}
      </Stack>
      <ReasonDialog
        opened={preview !== null}
        close={() => setPreview(null)}
        title="Change the contents?"
        about={
          preview &&
          `${preview.assignments} ${preview.assignments === 1 ? 'person holds' : 'people hold'} this package: ${preview.grantsAdded} rights are given and ${preview.grantsRemoved} are taken away, in the background.`
        }
        confirm="Change"
        danger={(preview?.grantsRemoved ?? 0) > 0}
        reasonLabel={null}
        busy={save.busy}
        errors={save.errors}
        send={() => send(preview)}
      />
    </Section>
  );
}
