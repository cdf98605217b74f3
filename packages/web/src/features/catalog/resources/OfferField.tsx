import { Select } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import type { ResourceKind } from '@gatehouse/schema/rules/vocabulary';
import { graphql } from '../../../graphql/graphql.ts';
import { useDebounced } from '../../../ui/lists/use-debounced.ts';

const OffersQuery = graphql(`
  query ResourceOffers($connectorId: ID!, $kind: ResourceKind!, $text: String) {
    resourceOffers(connectorId: $connectorId, kind: $kind, text: $text) {
      nodes {
        externalId
        name
        description
        takenBy
      }
      next
      problem
    }
  }
`);

/** A thing in a target. */
export interface Offered {
  id: string;
  name: string;
}

interface OfferFieldProps {
  connectorId: string;
  kind: ResourceKind;
  value: Offered | null;
  onChange: (offered: Offered | null) => void;
  error: string | undefined;
}

/** Finds the thing in the target that becomes a resource; what is one already cannot be chosen again. */
export function OfferField({ connectorId, kind, value, onChange, error }: OfferFieldProps) {
  const [typed, setTyped] = useState(value?.name ?? '');
  const text = useDebounced(typed.trim());
  const [{ data, fetching }] = useQuery({
    query: OffersQuery,
    variables: { connectorId, kind, text: text === value?.name ? '' : text },
  });
  const offers = data?.resourceOffers;
  const found = offers?.nodes ?? [];
  const about = new Map(
    found.map((one) => [one.externalId, one.takenBy ? `Is the resource “${one.takenBy}” already` : one.description]),
  );
  const others = found.map(({ externalId, name, takenBy }) => ({ value: externalId, label: name, disabled: takenBy !== null }));
  return (
    <Select
      label="Which one"
      description={offers?.next ? 'Type to find more than the first ones.' : 'One that the target has, by its name there.'}
      required
      searchable
      clearable
      error={error ?? (offers?.problem ? `The target could not be asked: ${offers.problem}` : undefined)}
      data={value && !about.has(value.id) ? [{ value: value.id, label: value.name }, ...others] : others}
      filter={({ options }) => options}
      value={value?.id ?? null}
      onChange={(id, option) => onChange(id && option ? { id, name: option.label } : null)}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={fetching ? 'Looking …' : 'Nothing there is called that'}
      clearButtonProps={{ 'aria-label': 'Choose nothing' }}
      styles={{ option: { opacity: 1 } }}
      renderOption={({ option }) => (
        <span style={{ color: option.disabled ? 'var(--mantine-color-dimmed)' : undefined }}>
          {option.label}
          <span style={{ display: 'block', fontSize: '0.8rem', color: 'var(--mantine-color-dimmed)' }}>
            {about.get(option.value)}
          </span>
        </span>
      )}
    />
  );
}
