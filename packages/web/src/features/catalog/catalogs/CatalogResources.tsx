import { Button, CloseButton, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { Failed, Loading, Refusals } from '../../../ui/feedback.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { Section } from '../../../ui/page.tsx';
import { resourceKinds } from '../../../ui/words.ts';
import { useDebounced } from '../../../ui/use-debounced.ts';
import styles from '../../../ui/row-list.module.css';

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

const SearchResources = graphql(`
  query SearchResources($filter: ResourceFilter) {
    resources(first: 20, filter: $filter, orderBy: [{ field: NAME }]) {
      nodes {
        id
        name
        kind
      }
    }
  }
`);

const Add = graphql(
  `
    mutation AddResource($input: AddResourceInput!) {
      addResource(input: $input) {
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
}

/** The resources that packages of a catalog may use. */
export function CatalogResources({ catalogId, mayAdd, mayRemove }: CatalogResourcesProps) {
  const [{ data, error }, reload] = useQuery({ query: ResourcesQuery, variables: { id: catalogId } });
  const [adding, setAdding] = useState(false);
  const remove = useAction(Remove);
  const again = () => reload({ requestPolicy: 'network-only' });
  const resources = data?.node?.__typename === 'Catalog' ? data.node.resources.nodes : null;
  const take = async (resourceId: string) => {
    const result = await remove.run({ input: { catalogId, resourceId, idempotencyKey: intentKey() } });
    if (result?.ok) again();
  };
  return (
    <Section
      title="Resources"
      actions={
        mayAdd && (
          <Button size="sm" variant="default" onClick={() => setAdding(true)}>
            Add a resource
          </Button>
        )
      }
    >
      {!resources && (error ? <Failed error={error} retry={again} /> : <Loading rows={2} />)}
      <Refusals errors={remove.errors} />
      {resources?.length === 0 && (
        <Text c="dimmed">No resource yet. Packages are made of rights on resources of their catalog.</Text>
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
      {adding && <AddDialog catalogId={catalogId} close={() => setAdding(false)} done={again} />}
    </Section>
  );
}

function AddDialog({ catalogId, close, done }: { catalogId: string; close: () => void; done: () => void }) {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const text = useDebounced(typed.trim());
  const [{ data, fetching }] = useQuery({
    query: SearchResources,
    variables: { filter: text ? { name: { contains: text } } : {} },
  });
  const add = useAction(Add);
  const submit = async () => {
    if (!chosen) return;
    const result = await add.run({ input: { catalogId, resourceId: chosen, idempotencyKey: intentKey() } });
    if (!result?.ok) return;
    close();
    done();
  };
  return (
    <FormDialog
      opened
      close={close}
      title="Add a resource"
      confirm="Add"
      busy={add.busy}
      errors={add.errors}
      submit={submit}
      ready={chosen !== null}
    >
      <Select
        label="Resource"
        description="Owners add what they own; administrators add anything."
        searchable
        data-autofocus
        data={(data?.resources.nodes ?? []).map(({ id, name, kind }) => ({
          value: id,
          label: `${name} (${resourceKinds[kind].toLowerCase()})`,
        }))}
        filter={({ options }) => options}
        value={chosen}
        onChange={setChosen}
        searchValue={typed}
        onSearchChange={setTyped}
        nothingFoundMessage={fetching ? 'Looking …' : 'No resource is called that'}
      />
    </FormDialog>
  );
}
