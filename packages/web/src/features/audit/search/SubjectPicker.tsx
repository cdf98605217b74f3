import { Select } from '@mantine/core';
import { isIdShaped } from '@gatehouse/schema/rules/id-shape';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../../graphql/graphql.ts';
import { useDebounced } from '../../../ui/lists/use-debounced.ts';

const SearchSubjects = graphql(`
  query SearchSubjects($text: String!) {
    users(first: 8, search: $text) {
      nodes {
        id
        name
      }
    }
    accessPackages(first: 8, search: $text) {
      nodes {
        id
        name
      }
    }
    catalogs(first: 8, filter: { name: { contains: $text } }) {
      nodes {
        id
        name
      }
    }
  }
`);

interface Subject {
  id: string;
  name: string;
}

interface SubjectPickerProps {
  value: Subject | null;
  onChange: (id: string | undefined) => void;
}

/** Finds whom or what events are about: people, packages and catalogs by their name, anything by its id. */
export function SubjectPicker({ value, onChange }: SubjectPickerProps) {
  const [typed, setTyped] = useState(value?.name ?? '');
  const text = useDebounced(typed.trim());
  const byId = isIdShaped(text);
  const wanted = text !== '' && text !== value?.name && !byId;
  const [{ data, fetching }] = useQuery({ query: SearchSubjects, variables: { text }, pause: !wanted });
  const found: [string, readonly Subject[]][] = wanted
    ? [
        ['People', data?.users.nodes ?? []],
        ['Packages', data?.accessPackages.nodes ?? []],
        ['Catalogs', data?.catalogs.nodes ?? []],
      ]
    : byId && text !== value?.id
      ? [['Whatever has this id', [{ id: text, name: text }]]]
      : [];
  const shown = found.flatMap(([, items]) => items.map(({ id }) => id));
  const groups = [...(value && !shown.includes(value.id) ? [['Chosen', [value]] as const] : []), ...found];
  const options = groups
    .filter(([, items]) => items.length > 0)
    .map(([group, items]) => ({ group, items: items.map(({ id, name }) => ({ value: id, label: name, disabled: false })) }));
  // Said beside what is chosen already, too.
  if (wanted && !fetching && shown.length === 0) {
    const label = `No person, package or catalog is called “${text}”, and it is no id.`;
    options.push({ group: 'Not found', items: [{ value: '', label, disabled: true }] });
  }
  return (
    <Select
      label="To whom or what"
      placeholder="Name or id"
      searchable
      clearable
      data={options}
      filter={({ options }) => options}
      value={value?.id ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={
        wanted ? 'Looking …' : 'Type the name of a person, a package or a catalog. Other things are found by their id.'
      }
      comboboxProps={{ width: 280, position: 'bottom-start' }}
      clearButtonProps={{ 'aria-label': 'Choose nothing' }}
    />
  );
}
