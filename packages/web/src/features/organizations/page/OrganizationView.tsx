import { Button, Stack, Text } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { NotFound } from '../../../app/NotFound.tsx';
import { useViewer } from '../../../app/viewer.tsx';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { Page, Section, TextLink } from '../../../ui/frame/page.tsx';
import { ReasonDialog } from '../../../ui/forms/ReasonDialog.tsx';
import { Failed, Loading } from '../../../ui/states/feedback.tsx';
import { StateBadge } from '../../../ui/states/state-badge.tsx';
import { organizationStates } from '../../../ui/words/words.ts';
import { AuditLink } from '../../audit/AuditLink.tsx';
import { ConfirmOrganization } from '../ConfirmOrganization.tsx';
import { DeleteOrganization } from '../mutations.ts';
import { OrganizationFragment, type Organization } from '../organization.ts';
import { OrganizationPeople } from '../people/OrganizationPeople.tsx';
import { OrganizationDomains } from './OrganizationDomains.tsx';
import { OrganizationSponsors } from './OrganizationSponsors.tsx';

const OrganizationQuery = graphql(
  `
    query OrganizationPage($id: ID!) {
      node(id: $id) {
        __typename
        ...OrganizationParts
      }
      assignmentPolicies(
        first: 50
        filter: { currentVersion: { parties: { some: { organization: { id: { eq: $id } } } } } }
        orderBy: [{ field: NAME }]
      ) {
        nodes {
          id
          name
          accessPackage {
            id
            name
          }
        }
        totalCount
      }
    }
  `,
  [OrganizationFragment],
);

/** One organization: how its people prove who they are, who vouches for them, and who they are. */
export function OrganizationView() {
  const { organizationId } = useParams({ from: '/shell/admin/organizations/$organizationId' });
  const [{ data, error, fetching }, reload] = useQuery({ query: OrganizationQuery, variables: { id: organizationId } });
  const again = () => reload({ requestPolicy: 'network-only' });
  const organization = data?.node?.__typename === 'ConnectedOrganization' ? data.node : null;
  const keeps = useViewer().viewerCan.readOrganizations.allowed;
  if (!organization) {
    if (!fetching && !error) return <NotFound />;
    return <Page title="Organization">{error ? <Failed error={error} retry={again} /> : <Loading />}</Page>;
  }
  return (
    <Page
      title={organization.name}
      about={organization.description}
      crumbs={[
        keeps ? { to: '/admin/organizations', label: 'Organizations' } : { to: '/organizations', label: 'My organizations' },
      ]}
      badge={<StateBadge words={organizationStates} state={organization.state} />}
      actions={<Actions organization={organization} changed={again} />}
    >
      <Stack>
        {organization.state === 'PROPOSED' && (
          <Text c="dimmed">
            One of its people was given access, and nobody has confirmed it yet: policies for all configured organizations are not
            for it.
          </Text>
        )}
        <OrganizationDomains organization={organization} />
        <OrganizationSponsors organization={organization} />
        <OrganizationPeople organizationId={organization.id} />
        <Policies policies={data?.assignmentPolicies.nodes ?? []} />
      </Stack>
    </Page>
  );
}

function Actions({ organization, changed }: { organization: Organization; changed: () => void }) {
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  const remove = useAction(DeleteOrganization);
  const { id, version, name, viewerCan } = organization;
  return (
    <>
      <AuditLink subject={id} />
      <ConfirmOrganization organization={organization} done={changed} />
      {viewerCan.edit.allowed && (
        <Button
          variant="default"
          component={Link}
          to="/admin/organizations/$organizationId/edit"
          params={{ organizationId: id } as never}
        >
          Change
        </Button>
      )}
      {viewerCan.delete.allowed && (
        <Button variant="default" onClick={() => setDeleting(true)}>
          Delete
        </Button>
      )}
      <ReasonDialog
        opened={deleting}
        close={() => setDeleting(false)}
        title={`Delete ${name}?`}
        about="Only an organization that no policy names and whose people hold and ask for nothing can be deleted. Its people stay known here, of no organization."
        confirm="Delete"
        reasonLabel={null}
        busy={remove.busy}
        errors={remove.errors}
        send={async () => {
          const result = await remove.run({ input: { id, expectedVersion: version, idempotencyKey: intentKey() } });
          if (result?.ok) void navigate({ to: '/admin/organizations' });
          return result?.ok ?? false;
        }}
      />
    </>
  );
}

interface PoliciesProps {
  policies: readonly { id: string; name: string; accessPackage: { id: string; name: string } }[];
}

/** Where policies name it, as far as the reader sees them. */
function Policies({ policies }: PoliciesProps) {
  return (
    <Section title="Policies that name it">
      {policies.length === 0 && (
        <Text c="dimmed">
          None that you see. Its people may still ask for what is open to all configured organizations, or to everybody from
          outside.
        </Text>
      )}
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {policies.map(({ id, name, accessPackage }) => (
          <li key={id}>
            <TextLink to="/admin/packages/$packageId/policies/$policyId" params={{ packageId: accessPackage.id, policyId: id }}>
              {accessPackage.name}: {name}
            </TextLink>
          </li>
        ))}
      </Stack>
    </Section>
  );
}
