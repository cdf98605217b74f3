import { Button, CloseButton, Text } from '@mantine/core';
import { IconServer } from '@tabler/icons-react';
import { useQuery } from 'urql';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { Empty, Failed, Loading, Refusals } from '../../../ui/states/feedback.tsx';
import { Section } from '../../../ui/frame/page.tsx';
import { resourceKinds } from '../../../ui/words/words.ts';
import styles from '../../../ui/lists/row-list.module.css';
import { AddResourceDialog } from './AddResourceDialog.tsx';

const ResourcesQuery = graphql(`
  query CatalogResources($id: ID!) {
    node(id: $id) {
      __typename
      ... on Catalog {
        id
        resources(first: 100) {
          nodes {
            id
            name
            kind
            description
            connector {
              id
              name
            }
            roles {
              id
              name
            }
          }
          totalCount
        }
      }
    }
  }
`);

const Remove = graphql(
  `
    mutation RemoveResource($input: RemoveResourceInput!) {
      removeResource(input: $input) {
        catalog {
          id
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

interface CatalogResourcesProps {
  catalogId: string;
  mayAdd: boolean;
  mayRemove: boolean;
  /** Is one being added? Asked for from here, and from the head of the page. */
  adding: boolean;
  setAdding: (adding: boolean) => void;
  changed: () => void;
}

/** The resources that packages of a catalog may use. */
export function CatalogResources({ catalogId, mayAdd, mayRemove, adding, setAdding, changed }: CatalogResourcesProps) {
  const [{ data, error }, reload] = useQuery({ query: ResourcesQuery, variables: { id: catalogId } });
  const remove = useAction(Remove);
  const again = () => reload({ requestPolicy: 'network-only' });
  const resources = data?.node?.__typename === 'Catalog' ? data.node.resources.nodes : null;
  const done = () => {
    again();
    changed();
  };
  const take = async (resourceId: string) => {
    const result = await remove.run({ input: { catalogId, resourceId, idempotencyKey: intentKey() } });
    if (result?.ok) done();
  };
  const add = mayAdd && (
    <Button size="sm" variant="default" onClick={() => setAdding(true)}>
      Add a resource
    </Button>
  );
  return (
    <Section id="resources" title="Resources" actions={resources?.length !== 0 && add}>
      {!resources && (error ? <Failed error={error} retry={again} /> : <Loading rows={2} />)}
      <Refusals errors={remove.errors} />
      {resources?.length === 0 && (
        <Empty title="No resource yet" icon={<IconServer />} action={add}>
          Packages are made of rights on resources of their catalog.
        </Empty>
      )}
      <ul className={styles.list}>
        {resources?.map((resource) => (
          <li key={resource.id} className={styles.row}>
            <div className={styles.words}>
              <Text fw={600}>{resource.name}</Text>
              <Text size="sm" c="dimmed">
                {resourceKinds[resource.kind]} in {resource.connector.name} · {resource.roles.map((role) => role.name).join(', ')}
              </Text>
            </div>
            {mayRemove && (
              <CloseButton aria-label={`Take ${resource.name} out of the catalog`} onClick={() => void take(resource.id)} />
            )}
          </li>
        ))}
      </ul>
      {adding && (
        <AddResourceDialog
          catalogId={catalogId}
          inside={(resources ?? []).map(({ id }) => id)}
          close={() => setAdding(false)}
          done={done}
        />
      )}
    </Section>
  );
}
