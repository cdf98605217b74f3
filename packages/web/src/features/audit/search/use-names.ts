import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { graphql } from '../../../graphql/graphql.ts';

/** As many as `nodes` takes at once. */
const AT_ONCE = 100;

const NamesQuery = graphql(`
  query Names($ids: [ID!]!) {
    nodes(ids: $ids) {
      id
      ... on User {
        name
      }
      ... on Group {
        name
      }
      ... on AccessPackage {
        name
      }
      ... on Catalog {
        name
      }
      ... on AssignmentPolicy {
        name
      }
      ... on Resource {
        name
      }
      ... on Connector {
        name
      }
    }
  }
`);

/**
 * The names behind ids: evidence holds ids alone, so that a name can be forgotten. What is gone, or not to be seen, has none.
 */
export function useNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const client = useClient();
  // Null: it was asked for, and there is none.
  const [known, setKnown] = useState<ReadonlyMap<string, string | null>>(new Map());
  const missing = [...new Set(ids)].filter((id) => !known.has(id)).slice(0, AT_ONCE);
  const key = missing.join(' ');
  useEffect(() => {
    if (key === '') return;
    const asked = key.split(' ');
    let left = false;
    void client
      .query(NamesQuery, { ids: asked })
      .toPromise()
      .then(({ data }) => {
        if (left || !data) return;
        const found = asked.map((id, at): [string, string | null] => {
          const node = data.nodes[at];
          return [id, node && 'name' in node ? node.name : null];
        });
        setKnown((before) => new Map([...before, ...found]));
      });
    return () => {
      left = true;
    };
  }, [client, key]);
  return new Map([...known].filter((entry): entry is [string, string] => entry[1] !== null));
}
