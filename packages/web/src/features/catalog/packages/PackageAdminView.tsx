import { Button, Tabs } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { NotFound } from '../../../app/NotFound.tsx';
import { graphql, type ResultOf } from '../../../graphql/graphql.ts';
import { ToneBadge } from '../../../ui/states/badge.tsx';
import { Failed, Loading } from '../../../ui/states/feedback.tsx';
import { Page } from '../../../ui/frame/page.tsx';
import { StateBadge } from '../../../ui/states/state-badge.tsx';
import { packageStandings } from '../../../ui/words/words.ts';
import { PolicyList, PolicyRowFragment } from '../../policies/PolicyList.tsx';
import { PackageRoleFragment } from '../asking/PackageContents.tsx';
import { AssignDialog } from './AssignDialog.tsx';
import { ContentsEditor } from './ContentsEditor.tsx';
import { PackageDialog } from './PackageDialog.tsx';
import { PackageGaps } from './PackageGaps.tsx';
import { PackageEnd } from './PackageEnd.tsx';
import { PackageHolders } from './PackageHolders.tsx';
import { firstTab, PACKAGE_TABS, type PackageTab } from './package-tab.ts';

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
      assignments(first: 1, filter: { accessPackage: { id: { eq: $id } } }) {
        nodes {
          id
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
  const [{ data, error, fetching, stale }, reload] = useQuery({ query: PackageQuery, variables: { id: packageId } });
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
  const given = data?.assignments.nodes.length !== 0;
  return <PackageAdmin key={found.id} found={found} given={given} stale={stale} again={again} />;
}

interface PackageAdminProps {
  found: AdminPackage;
  /** Was it ever given to somebody? */
  given: boolean;
  /** Is it what was read before, while the server is asked again? */
  stale: boolean;
  again: () => void;
}

function PackageAdmin({ found, given, stale, again }: PackageAdminProps) {
  const { tab } = useSearch({ from: '/shell/admin/packages/$packageId' });
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<'EDIT' | 'ASSIGN' | null>(null);
  // As the server said on arrival: mending a gap does not change the tab under the reader's hands.
  const [arrived, setArrived] = useState<PackageTab | null>(null);
  const first = arrived ?? firstTab(found.gaps, given);
  if (!stale && !arrived) setArrived(first);
  const toTab = (next: PackageTab) =>
    void navigate({ to: '/admin/packages/$packageId', params: { packageId: found.id }, search: { tab: next }, replace: true });
  const can = found.viewerCan;
  const assign = can.assign.allowed && found.policies.length > 0 ? () => setDialog('ASSIGN') : null;
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
          <StateBadge words={packageStandings} state={found.standing} />
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
          {assign && <Button onClick={assign}>Assign</Button>}
        </>
      }
    >
      <PackageGaps accessPackage={found} />
      <Tabs
        value={tab ?? first}
        onChange={(value) => toTab(PACKAGE_TABS.find((one) => one === value) ?? first)}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="holders">Holders</Tabs.Tab>
          <Tabs.Tab value="policies">Policies ({found.policies.length})</Tabs.Tab>
          <Tabs.Tab value="contents">Contents ({found.roles.length})</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="holders">
          <PackageHolders packageId={found.id} name={found.name} assign={assign} />
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
