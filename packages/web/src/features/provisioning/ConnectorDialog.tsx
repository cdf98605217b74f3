import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { UserErrorFragment, type Refusal } from '../../graphql/errors.ts';
import { graphql, type FragmentOf } from '../../graphql/graphql.ts';
import { intentKey, useAction } from '../../graphql/use-action.ts';
import { inWords } from '../../ui/forms/length.ts';
import { FormDialog } from '../../ui/forms/FormDialog.tsx';
import type { ConnectorKind } from '../catalog/connector-kinds.ts';
import { SettingsFields } from './SettingsFields.tsx';
import { beginSettings, toSettings } from './settings-draft.ts';
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
  /** The kinds that there are. */
  kinds: readonly ConnectorKind[];
  close: () => void;
  done: () => void;
}

/** Makes or changes a connector. */
export function ConnectorDialog({ connector, kinds, close, done }: ConnectorDialogProps) {
  const [name, setName] = useState(connector?.name ?? '');
  const [kind, setKind] = useState(connector?.kind ?? kinds[0]?.kind ?? '');
  const of = kinds.find((one) => one.kind === kind);
  const settings = of?.settings ?? [];
  const [draft, setDraft] = useState(() => beginSettings(settings, connector?.settings));
  const [forgotten, setForgotten] = useState<ReadonlySet<string>>(new Set());
  const [environment, setEnvironment] = useState(connector?.environment ?? '');
  const [isDefault, setDefault] = useState(connector?.isDefault ?? false);
  const [keeps, setKeeps] = useState(connector?.adoptedGrantEnd !== 'REMOVE');
  const [givesAgain, setGivesAgain] = useState(connector?.lostGrants === 'GIVE_AGAIN');
  const [leftOver, setLeftOver] = useState(connector?.leftOverFor ?? 'P1D');
  const create = useAction(Create);
  const update = useAction(Update);
  const errors = [...create.errors, ...update.errors];
  // What the server says about a setting stands at its field.
  const settingOf = ({ path }: Refusal) =>
    settings.find(({ name, secret }) => path?.[0] === (secret ? 'secrets' : 'settings') && path[1] === name)?.name;
  const choose = (chosen: string) => {
    setKind(chosen);
    setDraft(beginSettings(kinds.find((one) => one.kind === chosen)?.settings ?? [], null));
  };
  const submit = async () => {
    const fields = {
      name: name.trim(),
      environment: environment.trim() || null,
      isDefault,
      adoptedGrantEnd: keeps ? ('KEEP' as const) : ('REMOVE' as const),
      lostGrants: givesAgain ? ('GIVE_AGAIN' as const) : ('REPORT' as const),
      ...(!of?.forgetsAtOnce && { leftOverFor: leftOver }),
      ...toSettings(settings, draft, forgotten),
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
      errors={errors.filter((error) => settingOf(error) === undefined)}
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
          description={of?.description}
          value={kind}
          data={kinds.map((one) => ({ value: one.kind, label: one.title }))}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      )}
      <SettingsFields
        settings={settings}
        draft={draft}
        set={(setting, value) => setDraft({ ...draft, [setting]: value })}
        secretsSet={connector?.secretsSet ?? []}
        forgotten={forgotten}
        forget={(setting, yes) =>
          setForgotten(new Set(yes ? [...forgotten, setting] : [...forgotten].filter((one) => one !== setting)))
        }
        at={(setting) => errors.find((error) => settingOf(error) === setting)?.message}
      />
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
      {!of?.forgetsAtOnce && (
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
