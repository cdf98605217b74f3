import { NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { FormDialog } from '../../../ui/forms/FormDialog.tsx';
import { useMissing } from '../../../ui/forms/use-missing.ts';

const Create = graphql(
  `
    mutation CreateAccessPackage($input: CreateAccessPackageInput!) {
      createAccessPackage(input: $input) {
        accessPackage {
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
    mutation UpdateAccessPackage($input: UpdateAccessPackageInput!) {
      updateAccessPackage(input: $input) {
        accessPackage {
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

type Visibility = 'NOBODY' | 'MEMBERS' | 'EVERYONE';

interface PackageDialogProps {
  opened: boolean;
  close: () => void;
  catalogId: string;
  /** Null: a new one. */
  accessPackage: {
    id: string;
    version: number;
    name: string;
    description: string | null;
    hidden: boolean;
    contentsVisibility: Visibility;
  } | null;
  done: (id: string) => void;
}

/** Makes or changes a package. Whether it is listed has to be chosen. */
export function PackageDialog(props: PackageDialogProps) {
  return props.opened ? <Form {...props} /> : null;
}

function Form({ opened, close, catalogId, accessPackage, done }: PackageDialogProps) {
  const [name, setName] = useState(accessPackage?.name ?? '');
  const [description, setDescription] = useState(accessPackage?.description ?? '');
  const [hidden, setHidden] = useState<boolean | null>(accessPackage?.hidden ?? null);
  const [contents, setContents] = useState<Visibility>(accessPackage?.contentsVisibility ?? 'MEMBERS');
  const missing = useMissing({
    name: name.trim() === '' && 'A name is needed.',
    hidden: hidden === null && 'Choose one of the two.',
  });
  const create = useAction(Create);
  const update = useAction(Update);
  const submit = async () => {
    if (!missing.complete() || hidden === null) return;
    const fields = { name: name.trim(), description: description.trim() || null, hidden, contentsVisibility: contents };
    const result = accessPackage
      ? await update.run({ input: { id: accessPackage.id, expectedVersion: accessPackage.version, ...fields } })
      : await create.run({ input: { catalogId, ...fields, idempotencyKey: intentKey() } });
    if (!result?.ok) return;
    close();
    if (result.payload.accessPackage) done(result.payload.accessPackage.id);
  };
  return (
    <FormDialog
      opened={opened}
      close={close}
      title={accessPackage ? `Change ${accessPackage.name}` : 'New package'}
      confirm={accessPackage ? 'Save' : 'Create'}
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
        description="People read this when they browse."
        autosize
        minRows={2}
        maxLength={4000}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <Radio.Group
        label="Who finds it"
        required
        error={missing.at('hidden')}
        value={hidden === null ? '' : String(hidden)}
        onChange={(value) => setHidden(value === 'true')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="false" label="Listed to everybody who may ask for it" />
          <Radio value="true" label="Unlisted: only those who have its link" />
        </Stack>
      </Radio.Group>
      <NativeSelect
        label="Who sees what is in it before they hold it"
        value={contents}
        data={[
          { value: 'MEMBERS', label: 'Members' },
          { value: 'EVERYONE', label: 'Everyone who may see the package' },
          { value: 'NOBODY', label: 'Nobody' },
        ]}
        onChange={(event) => setContents(event.currentTarget.value as Visibility)}
      />
    </FormDialog>
  );
}
