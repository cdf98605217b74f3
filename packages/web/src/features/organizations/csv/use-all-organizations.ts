import { useClient } from 'urql';
import { graphql } from '../../../graphql/graphql.ts';
import type { organizationFilter } from '../list/organization-filter.ts';
import { OrganizationFragment, type Organization } from '../organization.ts';

const AllOrganizations = graphql(
  `
    query AllOrganizations($filter: ConnectedOrganizationFilter, $after: String) {
      connectedOrganizations(first: 100, after: $after, filter: $filter, orderBy: [{ field: NAME }]) {
        nodes {
          ...OrganizationParts
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [OrganizationFragment],
);

/** Reads every organization that a filter finds, page by page; null where that failed. */
export function useAllOrganizations() {
  const client = useClient();
  return async (filter: ReturnType<typeof organizationFilter>): Promise<Organization[] | null> => {
    const all: Organization[] = [];
    let after: string | null = null;
    do {
      const { data }: Awaited<ReturnType<typeof page>> = await page(filter, after);
      if (!data) return null;
      const { nodes, pageInfo } = data.connectedOrganizations;
      all.push(...nodes);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    return all;
  };
  function page(filter: ReturnType<typeof organizationFilter>, after: string | null) {
    return client.query(AllOrganizations, { filter, after }, { requestPolicy: 'network-only' }).toPromise();
  }
}
