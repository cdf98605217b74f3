import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { FormDialog } from '../../../ui/forms/FormDialog.tsx';

const Create = graphql(
  `
    mutation CreateGroup($input: CreateGroupInput!) {
      createGroup(input: $input) {
        group {
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
    mutation UpdateGroup($input: UpdateGroupInput!) {
      updateGroup(input: $input) {
        group {
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

interface GroupDialogProps {
  opened: boolean;
  close: () => void;
  /** Null: a new one. */
  group: { id: string; version: number; name: string; description: string | null } | null;
  done: (id: string) => void;
}

/** Makes or renames a group. */
export function GroupDialog(props: GroupDialogProps) {
  return props.opened ? <Form {...props} /> : null;
}

function Form({ opened, close, group, done }: GroupDialogProps) {
  const [name, setName] = useState(group?.name ?? '');
  const [description, setDescription] = useState(group?.description ?? '');
  const create = useAction(Create);
  const update = useAction(Update);
  const submit = async () => {
    const fields = { name: name.trim(), description: description.trim() || null };
    const result = group
      ? await update.run({ input: { id: group.id, expectedVersion: group.version, ...fields } })
      : await create.run({ input: { ...fields, idempotencyKey: intentKey() } });
    if (!result?.ok) return;
    close();
    if (result.payload.group) done(result.payload.group.id);
  };
  return (
    <FormDialog
      opened={opened}
      close={close}
      title={group ? `Change ${group.name}` : 'New group'}
      confirm={group ? 'Save' : 'Create'}
      busy={create.busy || update.busy}
      errors={[...create.errors, ...update.errors]}
      submit={submit}
      ready={name.trim() !== ''}
    >
      <TextInput
        label="Name"
        required
        data-autofocus
        maxLength={200}
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
    </FormDialog>
  );
}
