import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../../graphql/graphql.ts';
import { TextLink } from '../../../ui/frame/page.tsx';
import { DirectoryPicker, type Party } from '../../identity/choosing/DirectoryPicker.tsx';

const TakenQuery = graphql(`
  query GroupsTaken($filter: ResourceFilter) {
    resources(first: 100, filter: $filter) {
      nodes {
        id
        name
        externalId
      }
    }
  }
`);

interface DirectoryGroupFieldProps {
  connectorId: string;
  value: Party | null;
  onChange: (group: Party | null) => void;
  error: string | undefined;
}

/** Finds the group of the directory that becomes a resource; those that are one already cannot be chosen again. */
export function DirectoryGroupField({ connectorId, ...field }: DirectoryGroupFieldProps) {
  const [found, setFound] = useState<readonly string[]>([]);
  const [{ data }] = useQuery({
    query: TakenQuery,
    variables: { filter: { connector: { id: { eq: connectorId } }, externalId: { in: [...found] } } },
    pause: found.length === 0,
  });
  const taken = new Map(
    (data?.resources.nodes ?? []).map(({ externalId, name }) => [externalId, `Is the resource “${name}” already`] as const),
  );
  return (
    <DirectoryPicker
      {...field}
      label="Which group"
      description={
        <>
          One of the directory, by its name. A new one is made under{' '}
          <TextLink to="/admin/groups" target="_blank">
            Groups (in a new tab)
          </TextLink>
          .
        </>
      }
      kinds="GROUPS"
      required
      taken={taken}
      onFound={setFound}
    />
  );
}
