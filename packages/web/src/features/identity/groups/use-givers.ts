import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { graphql } from '../../../graphql/graphql.ts';

/** A package that makes somebody a member. */
export interface Giver {
  id: string;
  name: string;
}

const GiversQuery = graphql(`
  query GroupGivers($groupId: ID!, $after: String) {
    assignments(
      first: 100
      after: $after
      filter: {
        state: { notIn: [EXPIRED, DELIVERY_FAILED] }
        grants: {
          some: {
            state: { eq: ACTIVE }
            resourceRole: {
              externalId: { eq: "member" }
              resource: { group: { id: { eq: $groupId } } }
            }
          }
        }
      }
    ) {
      nodes {
        id
        target {
          id
        }
        accessPackage {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** The packages that give each direct member their membership, by the member, as far as the reader sees them; null until they are known. */
export function useGivers(groupId: string): ReadonlyMap<string, readonly Giver[]> | null {
  const client = useClient();
  const [found, setFound] = useState<ReadonlyMap<string, readonly Giver[]> | null>(null);
  useEffect(() => {
    let left = false;
    const page = (after: string | null) =>
      client.query(GiversQuery, { groupId, after }, { requestPolicy: 'network-only' }).toPromise();
    const load = async () => {
      const givers = new Map<string, Giver[]>();
      let after: string | null = null;
      do {
        const { data }: Awaited<ReturnType<typeof page>> = await page(after);
        if (left || !data) return;
        for (const { target, accessPackage } of data.assignments.nodes)
          givers.set(target.id, [...(givers.get(target.id) ?? []), accessPackage]);
        after = data.assignments.pageInfo.hasNextPage ? data.assignments.pageInfo.endCursor : null;
      } while (after);
      setFound(givers);
    };
    void load();
    return () => {
      left = true;
    };
  }, [client, groupId]);
  return found;
}
