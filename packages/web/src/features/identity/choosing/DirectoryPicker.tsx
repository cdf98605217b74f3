import { Select } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../../../graphql/graphql.ts';
import { PersonFragment } from '../../../ui/frame/person.tsx';
import { useDebounced } from '../../../ui/lists/use-debounced.ts';

const SearchDirectory = graphql(
  `
    query SearchDirectory($text: String!, $people: Boolean!, $groups: Boolean!) {
      people: searchDirectory(text: $text, kinds: [USER], first: 20) @include(if: $people) {
        nodes {
          __typename
          ...Person
          ... on User {
            kind
          }
        }
      }
      groups: searchDirectory(text: $text, kinds: [GROUP], first: 20) @include(if: $groups) {
        nodes {
          __typename
          ... on Group {
            id
            name
            description
          }
        }
      }
    }
  `,
  [PersonFragment],
);

const FirstGroups = graphql(`
  query FirstGroups {
    groups(first: 20, orderBy: [{ field: NAME }]) {
      nodes {
        id
        name
        description
      }
    }
  }
`);

const SearchGuests = graphql(
  `
    query SearchGuests($filter: UserFilter, $text: String!) {
      users(first: 20, filter: $filter, search: $text) {
        nodes {
          ...Person
        }
      }
    }
  `,
  [PersonFragment],
);

/** Who of the people of the directory is a choice; where nothing is said, everybody. */
export type Among = 'MEMBERS' | { guestsOf: string };

/** Somebody of the directory: a person or a group. */
export interface Party {
  kind: 'USER' | 'GROUP';
  id: string;
  name: string;
}

interface DirectoryPickerProps {
  label: string;
  description?: ReactNode;
  placeholder?: string;
  kinds: 'PEOPLE' | 'GROUPS' | 'BOTH';
  among?: Among | undefined;
  value: Party | null;
  onChange: (party: Party | null) => void;
  error?: ReactNode;
  required?: boolean;
  /** Ids that are no choice here. */
  without?: readonly string[];
  /** Ids that are found and no choice here, with the reason. */
  taken?: ReadonlyMap<string, string>;
  /** Told whenever something else is found. */
  onFound?: (ids: readonly string[]) => void;
  /** The label is said, not shown. */
  hideLabel?: boolean;
}

interface Found extends Party {
  about: string;
}

const foundGroup = ({ id, name, description }: { id: string; name: string; description: string | null }): Found => ({
  kind: 'GROUP',
  id,
  name,
  about: `Group${description ? ` · ${description}` : ''}`,
});

const foundPerson = ({ id, name, jobTitle, department, email }: ResultOf<typeof PersonFragment>): Found => ({
  kind: 'USER',
  id,
  name,
  about: [jobTitle, department, email].filter(Boolean).join(' · '),
});

interface Ask {
  kinds: DirectoryPickerProps['kinds'];
  among: Among | undefined;
  typed: string;
  /** What was typed, once it has settled. */
  text: string;
  /** The name of what is chosen already. */
  chosen: string | undefined;
}

/** What the directory knows by a text; where only groups are a choice, until then those of the first that fit. */
function useFound({ kinds, among, typed, text, chosen }: Ask): { found: Found[]; fetching: boolean; wanted: boolean } {
  const wanted = text !== '' && text !== chosen;
  // One that was made meanwhile, in another tab, is found too.
  const requestPolicy = 'cache-and-network';
  const organization = typeof among === 'object' ? among.guestsOf : null;
  const [first] = useQuery({ query: FirstGroups, pause: kinds !== 'GROUPS', requestPolicy });
  const [{ data, fetching }] = useQuery({
    query: SearchDirectory,
    variables: { text, people: kinds !== 'GROUPS' && organization === null, groups: kinds !== 'PEOPLE' },
    pause: !wanted,
    requestPolicy,
  });
  const guestsOf = {
    organization: { id: { eq: organization } },
    kind: { eq: 'GUEST' as const },
    state: { eq: 'ACTIVE' as const },
  };
  const [guests] = useQuery({
    query: SearchGuests,
    variables: { text, filter: guestsOf },
    pause: !wanted || organization === null,
    requestPolicy,
  });
  if (kinds === 'GROUPS' && (!wanted || fetching || typed !== text)) {
    const begun = typed === chosen ? '' : typed.toLowerCase();
    const fit = (first.data?.groups.nodes ?? []).filter(({ name }) => name.toLowerCase().includes(begun));
    return { found: fit.map(foundGroup), fetching: fetching || first.fetching || typed !== text, wanted };
  }
  if (!wanted) return { found: [], fetching: false, wanted };
  const inside = (data?.people?.nodes ?? []).flatMap((one) =>
    one.__typename === 'User' && (among !== 'MEMBERS' || one.kind === 'MEMBER') ? foundPerson(one) : [],
  );
  const people = organization === null ? inside : (guests.data?.users.nodes ?? []).map(foundPerson);
  const groups = (data?.groups?.nodes ?? []).flatMap((one) => (one.__typename === 'Group' ? foundGroup(one) : []));
  return { found: [...people, ...groups], fetching: fetching || guests.fetching, wanted };
}

/** Finds people and groups of the directory while somebody types. */
export function DirectoryPicker({
  kinds,
  among,
  value,
  onChange,
  without = [],
  taken,
  onFound,
  placeholder = 'Type a name',
  hideLabel = false,
  label,
  ...field
}: DirectoryPickerProps) {
  const [typed, setTyped] = useState(value?.name ?? '');
  const text = useDebounced(typed.trim());
  const { found, fetching, wanted } = useFound({ kinds, among, typed: typed.trim(), text, chosen: value?.name });
  const ids = found.map(({ id }) => id).join();
  useEffect(() => {
    if (ids) onFound?.(ids.split(','));
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- told of what is found, not of who listens
  }, [ids]);
  const options = new Map<string, Party>([
    ...(value ? [[value.id, value] as const] : []),
    ...found.filter(({ id }) => !without.includes(id)).map((one) => [one.id, one] as const),
  ]);
  const none = wanted ? 'Nothing is called that' : kinds === 'GROUPS' ? 'There is no group yet' : 'Type a name to search';
  const nothingFound = fetching ? 'Looking …' : none;
  const about = new Map(found.map((one) => [one.id, one.about]));
  return (
    <Select
      {...field}
      {...(hideLabel ? { 'aria-label': label } : { label })}
      searchable
      clearable
      // What is wrong stands where the choices would open.
      openOnFocus={!field.error}
      // Why something is no choice must be readable.
      styles={{ option: { opacity: 1 } }}
      placeholder={placeholder}
      data={[...options.values()].map(({ id, name }) => ({ value: id, label: name, disabled: taken?.has(id) ?? false }))}
      filter={({ options: all }) => all}
      value={value?.id ?? null}
      onChange={(id) => onChange(id ? (options.get(id) ?? null) : null)}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={nothingFound}
      clearButtonProps={{ 'aria-label': 'Choose nothing' }}
      renderOption={({ option }) => (
        <span style={{ color: option.disabled ? 'var(--mantine-color-dimmed)' : undefined }}>
          {option.label}
          <span style={{ display: 'block', fontSize: '0.8rem', color: 'var(--mantine-color-dimmed)' }}>
            {taken?.get(option.value) ?? about.get(option.value)}
          </span>
        </span>
      )}
    />
  );
}
