import { Select } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useViewer } from '../../../app/viewer.tsx';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { FormDialog } from '../../../ui/forms/FormDialog.tsx';
import { TextLink } from '../../../ui/frame/page.tsx';
import { useDebounced } from '../../../ui/lists/use-debounced.ts';
import { useMissing } from '../../../ui/forms/use-missing.ts';
import { resourceKinds } from '../../../ui/words/words.ts';

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

interface AddResourceDialogProps {
  catalogId: string;
  /** What is in it already. */
  inside: readonly string[];
  close: () => void;
  done: () => void;
}

/** Brings a resource into a catalog. */
export function AddResourceDialog({ catalogId, inside, close, done }: AddResourceDialogProps) {
  const mayMake = useViewer().viewerCan.manageResources.allowed;
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const text = useDebounced(typed.trim());
  const [{ data, fetching }] = useQuery({
    query: SearchResources,
    variables: { filter: text ? { name: { contains: text } } : {} },
  });
  const missing = useMissing({ resource: chosen === null && 'Choose a resource.' });
  const add = useAction(Add);
  const submit = async () => {
    if (!missing.complete() || !chosen) return;
    const result = await add.run({ input: { catalogId, resourceId: chosen, idempotencyKey: intentKey() } });
    if (!result?.ok) return;
    close();
    done();
  };
  return (
    <FormDialog opened close={close} title="Add a resource" confirm="Add" busy={add.busy} errors={add.errors} submit={submit}>
      <Select
        label="Resource"
        description={
          mayMake ? (
            <>
              What is not found here is named under <TextLink to="/admin/resources">Resources</TextLink> first.
            </>
          ) : (
            'Owners add what they own; administrators add anything.'
          )
        }
        required
        error={missing.at('resource')}
        searchable
        data-autofocus
        openOnFocus={false}
        data={(data?.resources.nodes ?? []).map(({ id, name, kind }) => ({
          value: id,
          label: `${name} (${resourceKinds[kind].toLowerCase()}${inside.includes(id) ? ', here already' : ''})`,
          disabled: inside.includes(id),
        }))}
        filter={({ options }) => options}
        value={chosen}
        onChange={setChosen}
        searchValue={typed}
        onSearchChange={setTyped}
        nothingFoundMessage={fetching ? 'Looking …' : text ? 'No resource is called that' : 'There is no resource yet'}
      />
    </FormDialog>
  );
}
