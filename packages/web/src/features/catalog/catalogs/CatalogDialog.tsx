import { Switch, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { FormDialog } from '../../../ui/forms/FormDialog.tsx';
import { useMissing } from '../../../ui/forms/use-missing.ts';

const Create = graphql(
  `
    mutation CreateCatalog($input: CreateCatalogInput!) {
      createCatalog(input: $input) {
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

const Update = graphql(
  `
    mutation UpdateCatalog($input: UpdateCatalogInput!) {
      updateCatalog(input: $input) {
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

interface CatalogDialogProps {
  opened: boolean;
  close: () => void;
  /** Null: a new one. */
  catalog: {
    id: string;
    version: number;
    name: string;
    description: string | null;
    state: 'PUBLISHED' | 'UNPUBLISHED';
    externallyVisible: boolean;
  } | null;
  done: (id: string) => void;
}

/** Makes or changes a catalog. */
export function CatalogDialog(props: CatalogDialogProps) {
  return props.opened ? <Form {...props} /> : null;
}

function Form({ opened, close, catalog, done }: CatalogDialogProps) {
  const [name, setName] = useState(catalog?.name ?? '');
  const [description, setDescription] = useState(catalog?.description ?? '');
  const [published, setPublished] = useState(catalog?.state !== 'UNPUBLISHED');
  const [external, setExternal] = useState(catalog?.externallyVisible ?? false);
  const missing = useMissing({ name: name.trim() === '' && 'A name is needed.' });
  const create = useAction(Create);
  const update = useAction(Update);
  const submit = async () => {
    if (!missing.complete()) return;
    const fields = {
      name: name.trim(),
      description: description.trim() || null,
      state: published ? ('PUBLISHED' as const) : ('UNPUBLISHED' as const),
      externallyVisible: external,
    };
    const result = catalog
      ? await update.run({ input: { id: catalog.id, expectedVersion: catalog.version, ...fields } })
      : await create.run({ input: { ...fields, idempotencyKey: intentKey() } });
    if (!result?.ok) return;
    close();
    if (result.payload.catalog) done(result.payload.catalog.id);
  };
  return (
    <FormDialog
      opened={opened}
      close={close}
      title={catalog ? `Change ${catalog.name}` : 'New catalog'}
      confirm={catalog ? 'Save' : 'Create'}
      busy={create.busy || update.busy}
      errors={[...create.errors, ...update.errors]}
      submit={submit}
    >
      <TextInput
        label="Name"
        required
        data-autofocus
        maxLength={200}
        error={missing.at('name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label="What it is for"
        autosize
        minRows={2}
        maxLength={4000}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <Switch
        label="Published"
        description="Nothing in an unpublished catalog may be asked for."
        checked={published}
        onChange={(event) => setPublished(event.currentTarget.checked)}
      />
      <Switch
        label="Open to outsiders"
        description="Guests may be given what is in it."
        checked={external}
        onChange={(event) => setExternal(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
