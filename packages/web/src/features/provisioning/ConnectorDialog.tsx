import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { UserErrorFragment } from '../../graphql/errors.ts';
import { graphql, type FragmentOf } from '../../graphql/graphql.ts';
import { intentKey, useAction } from '../../graphql/use-action.ts';
import { inWords } from '../../ui/length.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import type { ConnectorFragment } from './Connectors.tsx';

const Create = graphql(
  `
    mutation CreateConnector($input: CreateConnectorInput!) {
      createConnector(input: $input) {
        connector {
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
    mutation UpdateConnector($input: UpdateConnectorInput!) {
      updateConnector(input: $input) {
        connector {
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

/** Lengths to choose from, with the one that is set. */
function leftOvers(set: string) {
  const known = ['PT0S', 'PT15M', 'PT1H', 'P1D', 'P7D'];
  return [...known, ...(known.includes(set) ? [] : [set])].map((value) => ({
    value,
    label: value === 'PT0S' ? 'Not at all' : inWords(value),
  }));
}

interface ConnectorDialogProps {
  /** Null: a new one. */
  connector: FragmentOf<typeof ConnectorFragment> | null;
  close: () => void;
  done: () => void;
}

/** Makes or changes a connector. */
export function ConnectorDialog({ connector, close, done }: ConnectorDialogProps) {
  const [name, setName] = useState(connector?.name ?? '');
  const [kind, setKind] = useState(connector?.kind ?? 'manual');
  const [environment, setEnvironment] = useState(connector?.environment ?? '');
  const [isDefault, setDefault] = useState(connector?.isDefault ?? false);
  const [keeps, setKeeps] = useState(connector?.adoptedGrantEnd !== 'REMOVE');
  const [givesAgain, setGivesAgain] = useState(connector?.lostGrants === 'GIVE_AGAIN');
  const [leftOver, setLeftOver] = useState(connector?.leftOverFor ?? 'P1D');
  const create = useAction(Create);
  const update = useAction(Update);
  const submit = async () => {
    const fields = {
      name: name.trim(),
      environment: environment.trim() || null,
      isDefault,
      adoptedGrantEnd: keeps ? ('KEEP' as const) : ('REMOVE' as const),
      lostGrants: givesAgain ? ('GIVE_AGAIN' as const) : ('REPORT' as const),
      ...(kind !== 'directory' && { leftOverFor: leftOver }),
    };
    const result = connector
      ? await update.run({ input: { id: connector.id, expectedVersion: connector.version, ...fields } })
      : await create.run({ input: { ...fields, kind, idempotencyKey: intentKey() } });
    if (!result?.ok) return;
    close();
    done();
  };
  return (
    <FormDialog
      opened
      close={close}
      title={connector ? `Change ${connector.name}` : 'New connector'}
      confirm={connector ? 'Save' : 'Create'}
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
      {!connector && (
        <NativeSelect
          label="How it is reached"
          value={kind}
          data={[
            { value: 'manual', label: 'By hand: a person does it and says so' },
            { value: 'directory', label: 'The built-in directory' },
          ]}
          onChange={(event) => setKind(event.currentTarget.value)}
        />
      )}
      <TextInput
        label="Environment"
        description="Such as a region, where there are several of one kind."
        value={environment}
        onChange={(event) => setEnvironment(event.currentTarget.value)}
      />
      <Switch label="Default of its kind" checked={isDefault} onChange={(event) => setDefault(event.currentTarget.checked)} />
      <Switch
        label="Keep rights that were there before"
        description="A right that somebody had before Gatehouse gave it stays when the access ends."
        checked={keeps}
        onChange={(event) => setKeeps(event.currentTarget.checked)}
      />
      <Switch
        label="Give lost rights again at once"
        description="A right that somebody takes away in the target itself is given again; otherwise it is shown as lost, and given again by hand."
        checked={givesAgain}
        onChange={(event) => setGivesAgain(event.currentTarget.checked)}
      />
      {kind !== 'directory' && (
        <NativeSelect
          label="How long this target may be slow to forget"
          description="A right found there sooner after Gatehouse took it away is still its own; longer after, somebody else gave it, and it stays at the end."
          value={leftOver}
          data={leftOvers(leftOver)}
          onChange={(event) => setLeftOver(event.currentTarget.value)}
        />
      )}
    </FormDialog>
  );
}
