import { Button, Tabs } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { NotFound } from '../../../app/NotFound.tsx';
import { graphql, type ResultOf } from '../../../graphql/graphql.ts';
import { ToneBadge } from '../../../ui/badge.tsx';
import { Failed, Loading } from '../../../ui/feedback.tsx';
import { Page } from '../../../ui/page.tsx';
import { PolicyList, PolicyRowFragment } from '../../policies/PolicyList.tsx';
import { PackageRoleFragment } from '../PackageContents.tsx';
import { AssignDialog } from './AssignDialog.tsx';
import { ContentsEditor } from './ContentsEditor.tsx';
import { PackageDialog } from './PackageDialog.tsx';
import { PackageEnd } from './PackageEnd.tsx';
import { PackageHolders } from './PackageHolders.tsx';
import { PackageStandingBadge } from './PackageStandingBadge.tsx';

const PackageQuery = graphql(
  `
    query PackageAdmin($id: ID!) {
      node(id: $id) {
        __typename
        ... on AccessPackage {
          id
          version
          name
          description
          state
          standing
          gaps
          hidden
          contentsVisibility
          link
          catalog {
            id
            name
          }
          roles {
            ...PackageRole
          }
          policies {
            ...PolicyRow
          }
          viewerCan {
            edit {
              allowed
              reason
            }
            retire {
              allowed
              reason
            }
            delete {
              allowed
              reason
            }
            editPolicies {
              allowed
              reason
            }
            assign {
              allowed
              reason
            }
            bypassApproval {
              allowed
              reason
            }
          }
        }
      }
    }
  `,
  [PackageRoleFragment, PolicyRowFragment],
);

export type AdminPackage = Extract<ResultOf<typeof PackageQuery>['node'], { __typename: 'AccessPackage' }>;

/** One package as those see it who are in charge: holders, policies, contents. */
export function PackageAdminView() {
  const { packageId } = useParams({ from: '/shell/admin/packages/$packageId' });
  const { tab } = useSearch({ from: '/shell/admin/packages/$packageId' });
  const navigate = useNavigate();
  const [{ data, error, fetching }, reload] = useQuery({ query: PackageQuery, variables: { id: packageId } });
  const [dialog, setDialog] = useState<'EDIT' | 'ASSIGN' | null>(null);
  const again = () => reload({ requestPolicy: 'network-only' });
  const found = data?.node?.__typename === 'AccessPackage' ? data.node : null;
  if (!found) {
    if (fetching)
      return (
        <Page title="Package">
          <Loading />
        </Page>
      );
    return error ? (
      <Page title="Package">
        <Failed error={error} retry={again} />
      </Page>
    ) : (
      <NotFound />
    );
  }
  const can = found.viewerCan;
  return (
    <Page
      title={found.name}
      about={found.description}
      wide
      crumbs={[
        { to: '/admin/catalogs', label: 'Catalogs' },
        { to: '/admin/catalogs/$catalogId', params: { catalogId: found.catalog.id }, label: found.catalog.name },
      ]}
      badge={
        <>
          <PackageStandingBadge standing={found.standing} gaps={found.gaps} />
          {found.hidden && <ToneBadge tone="neutral">Unlisted</ToneBadge>}
        </>
      }
      actions={
        <>
          {can.edit.allowed && (
            <Button variant="default" onClick={() => setDialog('EDIT')}>
              Change
            </Button>
          )}
          <PackageEnd accessPackage={found} done={again} />
          {can.assign.allowed && found.policies.length > 0 && <Button onClick={() => setDialog('ASSIGN')}>Assign</Button>}
        </>
      }
    >
      <Tabs
        value={tab ?? 'holders'}
        onChange={(value) =>
          void navigate({
            to: '/admin/packages/$packageId',
            params: { packageId },
            search: { tab: value === 'policies' || value === 'contents' ? value : undefined },
            replace: true,
          })
        }
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="holders">Holders</Tabs.Tab>
          <Tabs.Tab value="policies">Policies ({found.policies.length})</Tabs.Tab>
          <Tabs.Tab value="contents">Contents ({found.roles.length})</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="holders">
          <PackageHolders packageId={found.id} name={found.name} />
        </Tabs.Panel>
        <Tabs.Panel value="policies">
          <PolicyList packageId={found.id} policies={found.policies} may={can.editPolicies.allowed} />
        </Tabs.Panel>
        <Tabs.Panel value="contents">
          <ContentsEditor accessPackage={found} done={again} />
        </Tabs.Panel>
      </Tabs>
      <PackageDialog
        opened={dialog === 'EDIT'}
        close={() => setDialog(null)}
        catalogId={found.catalog.id}
        accessPackage={found}
        done={again}
      />
      {dialog === 'ASSIGN' && <AssignDialog accessPackage={found} close={() => setDialog(null)} />}
    </Page>
  );
}
