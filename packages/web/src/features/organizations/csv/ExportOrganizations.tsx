import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { csv, download } from '../../../ui/lists/csv.ts';
import type { organizationFilter } from '../list/organization-filter.ts';
import type { Organization } from '../organization.ts';
import { COLUMNS } from './plan-rows.ts';
import { useAllOrganizations } from './use-all-organizations.ts';

/** An organization as the import reads it back: with the one issuer of all its domains, where there is such a one. */
function rowOf({ name, domains, issuers, state, description }: Organization): string[] {
  const [issuer] = issuers;
  const shared = issuer && domains.every((one) => one.issuer?.id === issuer.id) ? issuer : null;
  const names = domains.map(({ domain }) => domain).join(' ');
  return [name, names, shared?.issuer ?? '', shared?.clientId ?? '', state, description ?? ''];
}

/** Gives the reader what the filter finds as a file, in the columns that the import reads. */
export function ExportOrganizations({ filter }: { filter: ReturnType<typeof organizationFilter> }) {
  const all = useAllOrganizations();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const found = await all(filter);
    setBusy(false);
    if (found) download('organizations.csv', csv([[...COLUMNS], ...found.map(rowOf)]));
    else notifications.show({ color: 'red', message: 'The organizations could not be read. Try again.' });
  };
  return (
    <Button variant="default" loading={busy} onClick={() => void save()}>
      Save as CSV
    </Button>
  );
}
