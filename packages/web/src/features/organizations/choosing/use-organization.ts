import { useQuery } from 'urql';
import { graphql } from '../../../graphql/graphql.ts';
import { OrganizationFragment } from '../organization.ts';

const OneOrganization = graphql(
  `
    query OneOrganization($id: ID!) {
      node(id: $id) {
        __typename
        ...OrganizationParts
      }
    }
  `,
  [OrganizationFragment],
);

/** The organization with an id that stands in the address, once it has come, ready to be shown as chosen. */
export function useOrganization(id: string | undefined) {
  const [{ data }] = useQuery({ query: OneOrganization, variables: { id: id ?? '' }, pause: id === undefined });
  if (id === undefined || data?.node?.__typename !== 'ConnectedOrganization' || data.node.id !== id) return null;
  const { name, domains, sponsors } = data.node;
  return { id, name, sponsors, domains: domains.map(({ domain }) => domain) };
}
