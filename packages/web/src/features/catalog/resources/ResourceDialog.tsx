import { Alert, Button, CloseButton, Group, Input, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import type { ResourceKind } from '@gatehouse/schema/rules/vocabulary';
import { useViewer } from '../../../app/viewer.tsx';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql, type FragmentOf } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { TextLink } from '../../../ui/page.tsx';
import { choices, resourceKinds } from '../../../ui/words.ts';
import type { Party } from '../../identity/DirectoryPicker.tsx';
import { PartiesField } from '../../identity/PartiesField.tsx';
import type { ResourceFragment } from './ResourcesView.tsx';

const ConnectorsQuery = graphql(`
  query ConnectorChoices {
    connectors(first: 100, orderBy: [{ field: NAME }]) {
      nodes {
        id
        name
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

interface RoleDraft {
  key: string;
  id: string | null;
  name: string;
  externalId: string;
  mode: 'ACTIVE' | 'ELIGIBLE';
}

interface ResourceDialogProps {
  /** Null: a new one. */
  resource: FragmentOf<typeof ResourceFragment> | null;
  close: () => void;
  done: () => void;
}

/** Makes or changes a resource, with the rights it grants and its owners. */
export function ResourceDialog({ resource, close, done }: ResourceDialogProps) {
  const [{ data }] = useQuery({ query: ConnectorsQuery, pause: resource !== null });
  const [connectorId, setConnector] = useState('');
  const [kind, setKind] = useState<ResourceKind>(resource?.kind ?? 'APPLICATION');
  const [texts, setTexts] = useState({
    name: resource?.name ?? '',
    externalId: resource?.externalId ?? '',
    description: resource?.description ?? '',
    launchUrl: resource?.launchUrl ?? '',
  });
  const [roles, setRoles] = useState<RoleDraft[]>(() => (resource?.roles ?? []).map((role) => ({ key: role.id, ...role })));
  const [owners, setOwners] = useState<Party[]>(() =>
    (resource?.owners ?? []).flatMap(({ user, group }): Party[] =>
      user ? [{ kind: 'USER', ...user }] : group ? [{ kind: 'GROUP', ...group }] : [],
    ),
  );
  const create = useAction(Create);
  const update = useAction(Update);
  const connectors = data?.connectors.nodes ?? [];
  const nowhere = data?.connectors.nodes.length === 0;
  const text = (field: keyof typeof texts) => ({
    value: texts[field],
    onChange: (event: { currentTarget: { value: string } }) => setTexts({ ...texts, [field]: event.currentTarget.value }),
  });

  const submit = async () => {
    const fields = {
      name: texts.name.trim(),
      description: texts.description.trim() || null,
      launchUrl: texts.launchUrl.trim() || null,
      roles: roles.map(({ id, name, externalId, mode }) => ({
        id,
        name: name.trim(),
        externalId: externalId.trim() || name.trim(),
        mode,
      })),
      ownerUserIds: owners.filter((owner) => owner.kind === 'USER').map(({ id }) => id),
      ownerGroupIds: owners.filter((owner) => owner.kind === 'GROUP').map(({ id }) => id),
    };
    const result = resource
      ? await update.run({ input: { id: resource.id, expectedVersion: resource.version, ...fields } })
      : await create.run({
          input: {
            ...fields,
            connectorId: connectorId || (connectors[0]?.id ?? ''),
            kind,
            externalId: texts.externalId.trim(),
            idempotencyKey: intentKey(),
          },
        });
    if (!result?.ok) return;
    close();
    done();
  };
  return (
    <FormDialog
      opened
      close={close}
      size="lg"
      title={resource ? `Change ${resource.name}` : 'New resource'}
      confirm={resource ? 'Save' : 'Create'}
      busy={create.busy || update.busy}
      errors={[...create.errors, ...update.errors]}
      submit={submit}
      ready={!nowhere && texts.name.trim() !== '' && roles.some((role) => role.name.trim() !== '')}
    >
      {nowhere && <TargetFirst />}
      <TextInput label="Name" required data-autofocus maxLength={200} {...text('name')} />
      {!resource && (
        <>
          <NativeSelect
            label="Target"
            disabled={nowhere}
            value={connectorId || (connectors[0]?.id ?? '')}
            data={connectors.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => setConnector(event.currentTarget.value)}
          />
          <NativeSelect
            label="Kind"
            value={kind}
            data={choices(resourceKinds)}
            onChange={(event) => setKind(event.currentTarget.value as ResourceKind)}
          />
          <TextInput
            label="What the target calls it"
            description="For a group of the directory, the id of that group."
            required
            {...text('externalId')}
          />
        </>
      )}
      <Textarea label="What it is for" autosize minRows={1} {...text('description')} />
      <TextInput label="Where it is opened" type="url" placeholder="https://" {...text('launchUrl')} />
      <RolesField roles={roles} setRoles={setRoles} />
      <PartiesField label="Who answers for it" kinds="BOTH" value={owners} onChange={setOwners} />
    </FormDialog>
  );
}

/** There is nothing yet in which a resource could be. */
function TargetFirst() {
  const may = useViewer().viewerCan.manageConnectors.allowed;
  return (
    <Alert icon={<IconInfoCircle />} color="gate" variant="light" title="A target system is needed first">
      A resource is a part of a system in which access is made true, and no such system is connected yet.{' '}
      {may ? (
        <>
          Add one under{' '}
          <TextLink to="/admin/targets" search={{ tab: 'connectors' }}>
            Targets, Connectors
          </TextLink>
          .
        </>
      ) : (
        'An administrator connects one.'
      )}
    </Alert>
  );
}

function RolesField({ roles, setRoles }: { roles: RoleDraft[]; setRoles: (roles: RoleDraft[]) => void }) {
  const set = (key: string, part: Partial<RoleDraft>) =>
    setRoles(roles.map((role) => (role.key === key ? { ...role, ...part } : role)));
  return (
    <Input.Wrapper
      labelElement="div"
      label="Rights it grants"
      description="At least one: the name people read, and what the target calls it where that differs."
    >
      <Stack gap="xs" mt={6}>
        {roles.map((role, index) => (
          <Group key={role.key} gap="xs">
            <TextInput
              aria-label={`Right ${index + 1}: name`}
              placeholder="Member"
              style={{ flex: 1 }}
              value={role.name}
              onChange={(event) => set(role.key, { name: event.currentTarget.value })}
            />
            <TextInput
              aria-label={`Right ${index + 1}: what the target calls it`}
              placeholder="member"
              style={{ flex: 1 }}
              value={role.externalId}
              onChange={(event) => set(role.key, { externalId: event.currentTarget.value })}
            />
            <NativeSelect
              aria-label={`Right ${index + 1}: how it is given`}
              value={role.mode}
              data={[
                { value: 'ACTIVE', label: 'At once' },
                { value: 'ELIGIBLE', label: 'To be activated' },
              ]}
              onChange={(event) => set(role.key, { mode: event.currentTarget.value === 'ELIGIBLE' ? 'ELIGIBLE' : 'ACTIVE' })}
            />
            <CloseButton
              size={36}
              aria-label={`Remove right ${index + 1}`}
              onClick={() => setRoles(roles.filter((one) => one.key !== role.key))}
            />
          </Group>
        ))}
        <Button
          variant="default"
          size="xs"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setRoles([...roles, { key: crypto.randomUUID(), id: null, name: '', externalId: '', mode: 'ACTIVE' }])}
        >
          Add a right
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}
