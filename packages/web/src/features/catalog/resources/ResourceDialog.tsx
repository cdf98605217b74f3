import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import type { ResourceKind } from '@gatehouse/schema/rules/vocabulary';
import { UserErrorFragment, type Refusal } from '../../../graphql/errors.ts';
import { graphql, type FragmentOf } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { FormDialog } from '../../../ui/forms/FormDialog.tsx';
import { useMissing } from '../../../ui/forms/use-missing.ts';
import { choices, resourceKinds } from '../../../ui/words/words.ts';
import type { Party } from '../../identity/choosing/DirectoryPicker.tsx';
import { PartiesField } from '../../identity/choosing/PartiesField.tsx';
import { useConnectorKinds } from '../connector-kinds.ts';
import { DirectoryGroupField } from './DirectoryGroupField.tsx';
import { OfferField, type Offered } from './OfferField.tsx';
import { newRight, toRoles, wrongAddress, type RightDraft } from './resource-draft.ts';
import type { ResourceFragment } from './ResourcesView.tsx';
import { RightsField } from './RightsField.tsx';
import { TargetFirst } from './TargetFirst.tsx';

const ConnectorsQuery = graphql(`
  query ConnectorChoices {
    connectors(first: 100, orderBy: [{ field: NAME }]) {
      nodes {
        id
        name
        kind
      }
    }
  }
`);

const Create = graphql(
  `
    mutation CreateResource($input: CreateResourceInput!) {
      createResource(input: $input) {
        resource {
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
    mutation UpdateResource($input: UpdateResourceInput!) {
      updateResource(input: $input) {
        resource {
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

/** Fields at which the server's refusal is shown. */
const FIELDS = ['name', 'externalId', 'launchUrl'];

interface ResourceDialogProps {
  /** Null: a new one. */
  resource: FragmentOf<typeof ResourceFragment> | null;
  /** The group of the directory that a new one is made of, where that is said already. */
  of?: Party;
  close: () => void;
  done: (name: string) => void;
}

/** Makes or changes a resource, with the rights it grants and its owners. */
export function ResourceDialog({ resource, of, close, done }: ResourceDialogProps) {
  const [{ data }] = useQuery({ query: ConnectorsQuery, pause: resource !== null });
  const kinds = useConnectorKinds();
  const [connectorId, setConnector] = useState('');
  const [chosenKind, setKind] = useState<ResourceKind | null>(resource?.kind ?? (of ? 'GROUP' : null));
  const [group, setGroup] = useState<Offered | null>(of ?? null);
  const [texts, setTexts] = useState({
    name: resource?.name ?? of?.name ?? '',
    externalId: resource?.externalId ?? '',
    description: resource?.description ?? '',
    launchUrl: resource?.launchUrl ?? '',
  });
  const present = () => resource?.roles.map((role) => ({ key: role.id, ...role }));
  const [rights, setRights] = useState<RightDraft[]>(() => present() ?? [newRight()]);
  // Of what is known to have certain rights: null, all of them.
  const [chosenRights, setChosenRights] = useState<RightDraft[] | null>(() => present() ?? null);
  const [owners, setOwners] = useState<Party[]>(() =>
    (resource?.owners ?? []).flatMap(({ user, group: of }): Party[] =>
      user ? [{ kind: 'USER', ...user }] : of ? [{ kind: 'GROUP', ...of }] : [],
    ),
  );
  const create = useAction(Create);
  const update = useAction(Update);

  const connectors = data?.connectors.nodes ?? [];
  const nowhere = data?.connectors.nodes.length === 0;
  const chosen = connectors.find(({ id }) => id === connectorId);
  const thingsIn = (one: { kind: string } | undefined) => kinds?.find(({ kind }) => kind === one?.kind)?.resourceKinds ?? [];
  const ofOurGroups = of && connectors.find((one) => thingsIn(one).some(({ ownGroups }) => ownGroups));
  const connector = resource?.connector ?? chosen ?? ofOurGroups ?? connectors[0];
  // What is most often governed there: what the target offers by itself.
  const kind = chosenKind ?? thingsIn(connector).find(({ listed }) => listed)?.kind ?? 'APPLICATION';
  const thing = thingsIn(connector).find((one) => one.kind === kind);
  const known = thing?.rights ?? null;
  const knownRights = useMemo(() => (known ?? []).map(newRight), [known]);
  const granted = known ? (chosenRights ?? knownRights) : rights;
  const externalId = thing?.listed ? (group?.id ?? '') : texts.externalId.trim();

  const missing = useMissing<string>({
    target: nowhere && 'There is none yet.',
    name: texts.name.trim() === '' && 'A name is needed.',
    externalId:
      !resource &&
      externalId === '' &&
      (thing?.ownGroups ? 'Choose the group.' : thing?.listed ? 'Choose one.' : 'What the target calls it is needed.'),
    launchUrl: wrongAddress(texts.launchUrl),
    rights: granted.length === 0 && 'At least one right is needed.',
    ...Object.fromEntries(granted.map(({ key, name }) => [key, name.trim() === '' && 'A name is needed.'])),
  });
  const errors = [...create.errors, ...update.errors];
  // What the server says about a field stands there; the rest below.
  const fieldOf = ({ path }: Refusal) => {
    const [field = '', index] = path ?? [];
    return FIELDS.includes(field) ? field : field === 'roles' && index !== undefined ? granted[Number(index)]?.key : undefined;
  };
  const at = (field: string) => missing.at(field) ?? errors.find((error) => fieldOf(error) === field)?.message;
  const text = (field: keyof typeof texts) => ({
    value: texts[field],
    onChange: (event: { currentTarget: { value: string } }) => setTexts({ ...texts, [field]: event.currentTarget.value }),
  });
  const choose = (picked: Offered | null) => {
    setGroup(picked);
    // Called as the group is, until somebody says otherwise.
    if (texts.name.trim() === (group?.name ?? '')) setTexts({ ...texts, name: picked?.name ?? '' });
  };

  const submit = async () => {
    if (!missing.complete() || !connector) return;
    const fields = {
      name: texts.name.trim(),
      description: texts.description.trim() || null,
      launchUrl: texts.launchUrl.trim() || null,
      roles: toRoles(granted),
      ownerUserIds: owners.filter((owner) => owner.kind === 'USER').map(({ id }) => id),
      ownerGroupIds: owners.filter((owner) => owner.kind === 'GROUP').map(({ id }) => id),
    };
    const result = resource
      ? await update.run({ input: { id: resource.id, expectedVersion: resource.version, ...fields } })
      : await create.run({ input: { ...fields, connectorId: connector.id, kind, externalId, idempotencyKey: intentKey() } });
    if (!result?.ok) return;
    close();
    done(fields.name);
  };
  return (
    <FormDialog
      opened
      close={close}
      size="lg"
      title={resource ? `Change ${resource.name}` : 'New resource'}
      confirm={resource ? 'Save' : 'Create'}
      busy={create.busy || update.busy}
      errors={errors.filter((error) => fieldOf(error) === undefined)}
      submit={submit}
    >
      {nowhere && <TargetFirst />}
      {!resource && (
        <>
          <NativeSelect
            label="Target"
            description="The system it is in."
            disabled={nowhere}
            error={at('target')}
            data-autofocus
            value={connector?.id ?? ''}
            data={connectors.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => {
              setConnector(event.currentTarget.value);
              setGroup(null);
              setChosenRights(null);
            }}
          />
          <NativeSelect
            label="Kind"
            value={kind}
            data={choices(resourceKinds)}
            onChange={(event) => {
              setKind(event.currentTarget.value as ResourceKind);
              setGroup(null);
              setChosenRights(null);
            }}
          />
          {connector && thing?.ownGroups ? (
            <DirectoryGroupField
              connectorId={connector.id}
              value={group && { kind: 'GROUP', ...group }}
              onChange={choose}
              error={at('externalId')}
            />
          ) : connector && thing?.listed ? (
            <OfferField
              key={`${connector.id} ${kind}`}
              connectorId={connector.id}
              kind={kind}
              value={group}
              onChange={choose}
              error={at('externalId')}
            />
          ) : (
            <TextInput
              label="What the target calls it"
              description={thing?.idHelp}
              required
              maxLength={200}
              error={at('externalId')}
              {...text('externalId')}
            />
          )}
        </>
      )}
      <TextInput
        label="Name"
        description="What people read."
        required
        data-autofocus={resource ? true : undefined}
        maxLength={200}
        error={at('name')}
        {...text('name')}
      />
      <Textarea label="What it is for" autosize minRows={1} {...text('description')} />
      <TextInput label="Where it is opened" type="url" placeholder="https://" error={at('launchUrl')} {...text('launchUrl')} />
      <RightsField rights={granted} setRights={known ? setChosenRights : setRights} known={known} at={at} />
      <PartiesField label="Who answers for it" kinds="BOTH" value={owners} onChange={setOwners} />
    </FormDialog>
  );
}
