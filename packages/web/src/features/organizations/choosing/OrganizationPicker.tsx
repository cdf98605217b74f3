import { Select } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../../graphql/graphql.ts';
import { useDebounced } from '../../../ui/lists/use-debounced.ts';
import { organizationFilter } from '../list/organization-filter.ts';

const SearchOrganizations = graphql(`
  query SearchOrganizations($filter: ConnectedOrganizationFilter) {
    connectedOrganizations(first: 20, filter: $filter, orderBy: [{ field: NAME }]) {
      nodes {
        id
        name
        domains {
          id
          domain
        }
      }
    }
  }
`);

export interface PickedOrganization {
  id: string;
  name: string;
  /** Its mail domains. */
  domains: readonly string[];
}

interface OrganizationPickerProps {
  label: string;
  description?: ReactNode;
  placeholder?: string;
  value: PickedOrganization | null;
  onChange: (organization: PickedOrganization | null) => void;
  /** Ids that are no choice here. */
  without?: readonly string[];
}

/** Finds a connected organization by its name, a domain or an issuer. */
export function OrganizationPicker({
  value,
  onChange,
  without = [],
  placeholder = 'Type a name or a domain',
  ...field
}: OrganizationPickerProps) {
  const [typed, setTyped] = useState(value?.name ?? '');
  const text = useDebounced(typed.trim());
  const q = text === value?.name ? undefined : text || undefined;
  const [{ data, fetching }] = useQuery({ query: SearchOrganizations, variables: { filter: organizationFilter({ q }) } });
  const found = (data?.connectedOrganizations.nodes ?? []).map(({ domains, ...one }) => ({
    ...one,
    domains: domains.map(({ domain }) => domain),
  }));
  const options = new Map<string, PickedOrganization>(
    [...(value ? [value] : []), ...found].filter(({ id }) => !without.includes(id)).map((one) => [one.id, one] as const),
  );
  return (
    <Select
      {...field}
      searchable
      clearable
      placeholder={placeholder}
      data={[...options.values()].map(({ id, name }) => ({ value: id, label: name }))}
      filter={({ options: all }) => all}
      value={value?.id ?? null}
      onChange={(id) => onChange(id ? (options.get(id) ?? null) : null)}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={fetching ? 'Looking …' : 'No organization is called that'}
      clearButtonProps={{ 'aria-label': 'Choose no organization' }}
      renderOption={({ option }) => (
        <span>
          {option.label}
          <span style={{ display: 'block', fontSize: '0.8rem', color: 'var(--mantine-color-dimmed)' }}>
            {options.get(option.value)?.domains.join(', ')}
          </span>
        </span>
      )}
    />
  );
}
