import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../../graphql/graphql.ts';

const KindsQuery = graphql(`
  query ConnectorKinds {
    connectorKinds {
      kind
      title
      description
      forgetsAtOnce
      settings {
        name
        title
        description
        type
        required
        secret
        choices
        fallback
        least
        most
      }
      resourceKinds {
        kind
        idHelp
        listed
        ownGroups
        rights {
          externalId
          name
        }
      }
    }
  }
`);

/** A kind of target that this deployment can reach. */
export type ConnectorKind = ResultOf<typeof KindsQuery>['connectorKinds'][number];
/** One thing a kind of target must be told. */
export type ConnectorSetting = ConnectorKind['settings'][number];

/** The kinds of targets, by what people call them; null until they are known. */
export function useConnectorKinds(): readonly ConnectorKind[] | null {
  const [{ data }] = useQuery({ query: KindsQuery });
  return data ? data.connectorKinds.toSorted((a, b) => a.title.localeCompare(b.title)) : null;
}
