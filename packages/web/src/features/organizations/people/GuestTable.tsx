import { Text } from '@mantine/core';
import { DataTable } from '../../../ui/lists/DataTable.tsx';
import { TextLink } from '../../../ui/frame/page.tsx';
import { StateBadge } from '../../../ui/states/state-badge.tsx';
import { When } from '../../../ui/words/when.tsx';
import { userStates } from '../../../ui/words/words.ts';
import type { Guest } from './guest.ts';

/** People from outside, where it is said of each of which organization unless all are of one. */
export function GuestTable({ guests, withOrganization = false }: { guests: readonly Guest[]; withOrganization?: boolean }) {
  return (
    <DataTable
      label="Guests"
      rows={guests}
      columns={[
        {
          name: 'Name',
          cell: (guest) => (
            <TextLink to="/admin/people/$userId" params={{ userId: guest.id }}>
              {guest.name}
            </TextLink>
          ),
        },
        { name: 'Mail', cell: (guest) => <span style={{ overflowWrap: 'break-word' }}>{guest.email ?? '–'}</span> },
        ...(withOrganization ? [{ name: 'Organization', cell: (guest: Guest) => <Organization guest={guest} /> }] : []),
        { name: 'State', cell: (guest) => <StateBadge words={userStates} state={guest.state} /> },
        { name: 'Account', cell: (guest) => <Account guest={guest} /> },
        {
          name: 'Address proved',
          cell: (guest) =>
            guest.emailProvedAt ? (
              <When at={guest.emailProvedAt} />
            ) : (
              <Text inherit c="dimmed">
                Not yet
              </Text>
            ),
        },
      ]}
    />
  );
}

function Organization({ guest: { organization } }: { guest: Guest }) {
  if (!organization)
    return (
      <Text inherit c="dimmed">
        None
      </Text>
    );
  return (
    <TextLink to="/admin/organizations/$organizationId" params={{ organizationId: organization.id }}>
      {organization.name}
    </TextLink>
  );
}

function Account({ guest: { state, governed } }: { guest: Guest }) {
  if (state === 'PROSPECT')
    return (
      <Text inherit c="dimmed">
        None yet
      </Text>
    );
  return governed ? 'Follows their access' : 'Made by hand';
}
