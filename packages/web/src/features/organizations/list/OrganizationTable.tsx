import { Group, Stack, Text } from '@mantine/core';
import { DataTable } from '../../../ui/lists/DataTable.tsx';
import { TextLink } from '../../../ui/frame/page.tsx';
import { ToneBadge } from '../../../ui/states/badge.tsx';
import { StateBadge } from '../../../ui/states/state-badge.tsx';
import { organizationStates } from '../../../ui/words/words.ts';
import { ConfirmOrganization } from '../ConfirmOrganization.tsx';
import { issuerInWords, sponsorName, type Organization, type Sponsor } from '../organization.ts';

type Row = Organization & { people: number };

/** As many of a list as a row shows. */
const FEW = 3;

/** Organizations with what tells them apart: a name can be anybody's, a domain or an issuer cannot. */
export function OrganizationTable({ organizations, changed }: { organizations: readonly Row[]; changed: () => void }) {
  return (
    <DataTable
      label="Organizations"
      rows={organizations}
      columns={[
        {
          name: 'Name',
          width: '18%',
          cell: (row) => (
            <TextLink to="/admin/organizations/$organizationId" params={{ organizationId: row.id }}>
              {row.name}
            </TextLink>
          ),
        },
        {
          name: 'State',
          width: '16%',
          cell: (row) => (
            <Group gap="xs">
              <StateBadge words={organizationStates} state={row.state} />
              <ConfirmOrganization organization={row} done={changed} small />
            </Group>
          ),
        },
        { name: 'Domains', cell: (row) => <Some all={row.domains.map(({ domain }) => domain)} none="No domain" /> },
        { name: 'Sign-in', cell: (row) => <Some all={row.issuers.map(issuerInWords)} none="Code by mail" /> },
        { name: 'Sponsors', cell: (row) => <Sponsors sponsors={row.sponsors} /> },
        { name: 'People', width: '5.5rem', cell: (row) => row.people },
      ]}
    />
  );
}

/** The first of a list, below each other, and how many more there are. */
function Some({ all, none }: { all: readonly string[]; none: string }) {
  if (all.length === 0)
    return (
      <Text inherit c="dimmed">
        {none}
      </Text>
    );
  return (
    <Stack gap={2}>
      {all.slice(0, FEW).map((one) => (
        <span key={one} style={{ overflowWrap: 'anywhere' }}>
          {one}
        </span>
      ))}
      {all.length > FEW && (
        <Text size="sm" c="dimmed">
          and {all.length - FEW} more
        </Text>
      )}
    </Stack>
  );
}

function Sponsors({ sponsors }: { sponsors: readonly Sponsor[] }) {
  return (
    <Stack gap={4} align="flex-start">
      {sponsors.length > 0 && <Some all={[...new Set(sponsors.map(sponsorName))]} none="" />}
      {!sponsors.some(({ active }) => active) && <ToneBadge tone="bad">No active sponsor</ToneBadge>}
    </Stack>
  );
}
