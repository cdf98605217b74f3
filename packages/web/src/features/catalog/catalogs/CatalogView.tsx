import { Button, Stack } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { NotFound } from '../../../app/NotFound.tsx';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { Failed, Loading } from '../../../ui/states/feedback.tsx';
import { Page, Section } from '../../../ui/frame/page.tsx';
import { ReasonDialog } from '../../../ui/forms/ReasonDialog.tsx';
import { StateBadge } from '../../../ui/states/state-badge.tsx';
import { catalogStates } from '../../../ui/words/words.ts';
import { PackageDialog } from '../packages/PackageDialog.tsx';
import { CatalogDialog } from './CatalogDialog.tsx';
import { CatalogPackages } from './CatalogPackages.tsx';
import { CatalogResources } from './CatalogResources.tsx';
import { CatalogRoles, RoleHolderFragment } from './CatalogRoles.tsx';

const CatalogQuery = graphql(
  `
    query CatalogPage($id: ID!) {
      node(id: $id) {
        __typename
        ... on Catalog {
          id
          version
          name
          description
          state
          externallyVisible
          resources(first: 1) {
            totalCount
          }
          roles {
            ...RoleHolder
          }
          viewerCan {
            edit {
              allowed
              reason
            }
            delete {
              allowed
              reason
            }
            delegate {
              allowed
              reason
            }
            addResource {
              allowed
              reason
            }
            removeResource {
              allowed
              reason
            }
            createPackage {
              allowed
              reason
            }
          }
        }
      }
    }
  `,
  [RoleHolderFragment],
);

const Delete = graphql(
  `
    mutation DeleteCatalog($input: DeleteInput!) {
      deleteCatalog(input: $input) {
        deletedId
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

/** One catalog: its packages, its resources, and who is in charge. */
export function CatalogView() {
  const { catalogId } = useParams({ from: '/shell/admin/catalogs/$catalogId' });
  const navigate = useNavigate();
  const [{ data, error, fetching }, reload] = useQuery({ query: CatalogQuery, variables: { id: catalogId } });
  const [dialog, setDialog] = useState<'EDIT' | 'DELETE' | 'PACKAGE' | 'RESOURCE' | null>(null);
  const remove = useAction(Delete);
  const again = () => reload({ requestPolicy: 'network-only' });
  const catalog = data?.node?.__typename === 'Catalog' ? data.node : null;
  if (!catalog) {
    if (fetching)
      return (
        <Page title="Catalog">
          <Loading />
        </Page>
      );
    return error ? (
      <Page title="Catalog">
        <Failed error={error} retry={again} />
      </Page>
    ) : (
      <NotFound />
    );
  }
  const can = catalog.viewerCan;
  // First what packages are made of, then packages.
  const resourceFirst = can.addResource.allowed && catalog.resources.totalCount === 0;
  const createPackage = can.createPackage.allowed ? () => setDialog('PACKAGE') : null;
  return (
    <Page
      title={catalog.name}
      about={catalog.description}
      wide
      crumbs={[{ to: '/admin/catalogs', label: 'Catalogs' }]}
      badge={<StateBadge words={catalogStates} state={catalog.state} />}
      actions={
        <>
          {can.edit.allowed && (
            <Button variant="default" onClick={() => setDialog('EDIT')}>
              Change
            </Button>
          )}
          {can.delete.allowed && (
            <Button variant="default" onClick={() => setDialog('DELETE')}>
              Delete
            </Button>
          )}
          {createPackage && (
            <Button variant={resourceFirst ? 'default' : 'filled'} onClick={createPackage}>
              New package
            </Button>
          )}
          {resourceFirst && <Button onClick={() => setDialog('RESOURCE')}>Add a resource</Button>}
        </>
      }
    >
      <Stack>
        <Section title="Packages">
          <CatalogPackages catalogId={catalog.id} create={createPackage} />
        </Section>
        <CatalogResources
          catalogId={catalog.id}
          mayAdd={can.addResource.allowed}
          mayRemove={can.removeResource.allowed}
          adding={dialog === 'RESOURCE'}
          setAdding={(adding) => setDialog(adding ? 'RESOURCE' : null)}
          changed={again}
        />
        <Section title="Who is in charge">
          <CatalogRoles catalogId={catalog.id} roles={catalog.roles} may={can.delegate.allowed} done={again} />
        </Section>
      </Stack>
      <CatalogDialog opened={dialog === 'EDIT'} close={() => setDialog(null)} catalog={catalog} done={again} />
      <PackageDialog
        opened={dialog === 'PACKAGE'}
        close={() => setDialog(null)}
        catalogId={catalog.id}
        accessPackage={null}
        done={(id) => void navigate({ to: '/admin/packages/$packageId', params: { packageId: id } })}
      />
      <ReasonDialog
        opened={dialog === 'DELETE'}
        close={() => setDialog(null)}
        title={`Delete ${catalog.name}?`}
        about="Only an empty catalog can be deleted: no packages may be left in it."
        confirm="Delete"
        reasonLabel={null}
        busy={remove.busy}
        errors={remove.errors}
        send={async () => {
          const result = await remove.run({
            input: { id: catalog.id, expectedVersion: catalog.version, idempotencyKey: intentKey() },
          });
          if (result?.ok) void navigate({ to: '/admin/catalogs' });
          return result?.ok ?? false;
        }}
      />
    </Page>
  );
}
