import { useParams } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { NotFound } from '../../../app/NotFound.tsx';
import { graphql } from '../../../graphql/graphql.ts';
import { Page } from '../../../ui/frame/page.tsx';
import { Failed, Loading } from '../../../ui/states/feedback.tsx';
import { OrganizationFragment } from '../organization.ts';
import { fromOrganization, newOrganization } from './draft.ts';
import { OrganizationEditor } from './OrganizationEditor.tsx';

const EditQuery = graphql(
  `
    query OrganizationToEdit($id: ID!) {
      node(id: $id) {
        __typename
        ...OrganizationParts
      }
    }
  `,
  [OrganizationFragment],
);

/** An organization in its editor; `new` makes one. */
export function OrganizationEditView() {
  const { organizationId: id } = useParams({ from: '/shell/admin/organizations/$organizationId/edit' });
  const fresh = id === 'new';
  const [{ data, error, fetching, stale }, reload] = useQuery({ query: EditQuery, variables: { id }, pause: fresh });
  if (fresh) return <OrganizationEditor key="new" organization={null} initial={newOrganization()} />;
  const organization = data?.node?.__typename === 'ConnectedOrganization' ? data.node : null;
  if (organization)
    return <OrganizationEditor key={organization.version} organization={organization} initial={fromOrganization(organization)} />;
  if (!fetching && !stale && !error) return <NotFound />;
  return (
    <Page title="Organization">
      {error ? <Failed error={error} retry={() => reload({ requestPolicy: 'network-only' })} /> : <Loading />}
    </Page>
  );
}
