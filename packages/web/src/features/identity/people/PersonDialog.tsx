import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { FormDialog } from '../../../ui/forms/FormDialog.tsx';
import { choices, userKinds } from '../../../ui/words/words.ts';
import { PersonPicker, type Picked } from '../choosing/PersonPicker.tsx';

const Create = graphql(
  `
    mutation CreateUser($input: CreateUserInput!) {
      createUser(input: $input) {
        user {
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
    mutation UpdateUser($input: UpdateUserInput!) {
      updateUser(input: $input) {
        user {
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

/** What the form knows about a person. */
export interface EditedPerson {
  id: string;
  version: number;
  kind: keyof typeof userKinds;
  name: string;
  email: string | null;
  department: string | null;
  jobTitle: string | null;
  region: string | null;
  manager: Picked | null;
  responsible: Picked | null;
}

interface PersonDialogProps {
  opened: boolean;
  close: () => void;
  /** Null: somebody new. */
  person: EditedPerson | null;
  done: (id: string) => void;
}

/** Makes or changes a person. */
export function PersonDialog(props: PersonDialogProps) {
  return props.opened ? <Form {...props} /> : null;
}

const TEXTS = [
  ['email', 'Mail', 'email'],
  ['jobTitle', 'Job title', 'text'],
  ['department', 'Department', 'text'],
  ['region', 'Region', 'text'],
] as const;

function Form({ opened, close, person, done }: PersonDialogProps) {
  const [name, setName] = useState(person?.name ?? '');
  const [kind, setKind] = useState(person?.kind ?? 'MEMBER');
  const [texts, setTexts] = useState({
    email: person?.email ?? '',
    jobTitle: person?.jobTitle ?? '',
    department: person?.department ?? '',
    region: person?.region ?? '',
  });
  const [manager, setManager] = useState<Picked | null>(person?.manager ?? null);
  const [responsible, setResponsible] = useState<Picked | null>(person?.responsible ?? null);
  const isService = kind === 'SERVICE';
  const create = useAction(Create);
  const update = useAction(Update);

  const submit = async () => {
    const fields = {
      name: name.trim(),
      email: texts.email.trim() || null,
      jobTitle: texts.jobTitle.trim() || null,
      department: texts.department.trim() || null,
      region: texts.region.trim() || null,
      managerId: manager?.id ?? null,
      ...(isService && responsible && { responsibleId: responsible.id }),
    };
    const result = person
      ? await update.run({ input: { id: person.id, expectedVersion: person.version, ...fields } })
      : await create.run({ input: { ...fields, kind, idempotencyKey: intentKey() } });
    if (!result?.ok) return;
    close();
    const id = result.payload.user?.id;
    if (id) done(id);
  };
  return (
    <FormDialog
      opened={opened}
      close={close}
      title={person ? `Change ${person.name}` : 'New person'}
      confirm={person ? 'Save' : 'Create'}
      busy={create.busy || update.busy}
      errors={[...create.errors, ...update.errors]}
      submit={submit}
      ready={name.trim() !== '' && (!isService || person !== null || responsible !== null)}
    >
      <TextInput
        label="Name"
        required
        data-autofocus
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {!person && (
        <NativeSelect
          label="Kind"
          value={kind}
          data={choices(userKinds)}
          onChange={(event) => setKind(event.currentTarget.value as keyof typeof userKinds)}
        />
      )}
      {isService && (
        <PersonPicker
          label="Who answers for it"
          description="An active member. They ask for its access and make its tokens, and decide nothing for it."
          required={!person}
          value={responsible}
          onChange={setResponsible}
        />
      )}
      {TEXTS.map(([field, label, type]) => (
        <TextInput
          key={field}
          label={label}
          type={type}
          maxLength={200}
          value={texts[field]}
          onChange={(event) => setTexts({ ...texts, [field]: event.currentTarget.value })}
        />
      ))}
      <PersonPicker label="Manager" value={manager} onChange={setManager} without={person ? [person.id] : []} />
    </FormDialog>
  );
}
