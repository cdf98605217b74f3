import { Button, Checkbox, CloseButton, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql, type FragmentOf } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { ToneBadge } from '../../../ui/badge.tsx';
import { Refusals } from '../../../ui/feedback.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { catalogRoles, choices } from '../../../ui/words.ts';
import styles from '../../../ui/row-list.module.css';
import { DirectoryPicker, type Party } from '../../identity/DirectoryPicker.tsx';

export const RoleHolderFragment = graphql(`
  fragment RoleHolder on CatalogRoleAssignment {
    id
    role
    mayBypassApproval
    user {
      id
      name
    }
    group {
      id
      name
    }
  }
`);

const Assign = graphql(
  `
    mutation AssignCatalogRole($input: AssignCatalogRoleInput!) {
      assignCatalogRole(input: $input) {
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
    mutation RemoveCatalogRole($input: RemoveCatalogRoleInput!) {
      removeCatalogRole(input: $input) {
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

interface CatalogRolesProps {
  catalogId: string;
  roles: readonly FragmentOf<typeof RoleHolderFragment>[];
  may: boolean;
  done: () => void;
}

/** Who holds which role in a catalog. */
export function CatalogRoles({ catalogId, roles, may, done }: CatalogRolesProps) {
  const [adding, setAdding] = useState(false);
  const remove = useAction(Remove);
  const take = async (id: string) => {
    const result = await remove.run({ input: { id, idempotencyKey: intentKey() } });
    if (result?.ok) done();
  };
  return (
    <Stack align="flex-start">
      {may && (
        <Button variant="default" size="sm" onClick={() => setAdding(true)}>
          Give a role
        </Button>
      )}
      <Refusals errors={remove.errors} />
      {roles.length === 0 && <Text c="dimmed">Nobody that you may see.</Text>}
      <ul className={styles.list} style={{ width: '100%' }}>
        {roles.map(({ id, role, user, group, mayBypassApproval }) => (
          <li key={id} className={styles.row}>
            <div className={styles.words}>
              <Text fw={600}>{user?.name ?? group?.name}</Text>
              <Text size="sm" c="dimmed">
                {catalogRoles[role]}
                {group && ', through the group'}
              </Text>
            </div>
            {mayBypassApproval && <ToneBadge tone="waiting">May bypass approval</ToneBadge>}
            {may && (
              <CloseButton
                aria-label={`Take ${catalogRoles[role]} from ${user?.name ?? group?.name}`}
                onClick={() => void take(id)}
              />
            )}
          </li>
        ))}
      </ul>
      {adding && <AssignDialog catalogId={catalogId} close={() => setAdding(false)} done={done} />}
    </Stack>
  );
}

const MEANINGS: Readonly<Record<keyof typeof catalogRoles, string>> = {
  OWNER: 'Everything in the catalog, and giving its roles.',
  READER: 'Sees the catalog and everything in it.',
  PACKAGE_MANAGER: 'Makes and changes packages and policies, and assigns.',
  ASSIGNMENT_MANAGER: 'Assigns, takes away, tries again and cancels.',
};

function AssignDialog({ catalogId, close, done }: { catalogId: string; close: () => void; done: () => void }) {
  const [role, setRole] = useState<keyof typeof catalogRoles>('PACKAGE_MANAGER');
  const [party, setParty] = useState<Party | null>(null);
  const [bypass, setBypass] = useState(false);
  const assign = useAction(Assign);
  const submit = async () => {
    if (!party) return;
    const result = await assign.run({
      input: {
        catalogId,
        role,
        userId: party.kind === 'USER' ? party.id : null,
        groupId: party.kind === 'GROUP' ? party.id : null,
        mayBypassApproval: bypass,
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
      title="Give a role"
      confirm="Give"
      busy={assign.busy}
      errors={assign.errors}
      submit={submit}
      ready={party !== null}
    >
      <DirectoryPicker
        label="To whom"
        description="A person, or everyone in a group."
        kinds="BOTH"
        value={party}
        onChange={setParty}
        required
      />
      <NativeSelect
        label="Role"
        description={MEANINGS[role]}
        value={role}
        data={choices(catalogRoles)}
        onChange={(event) => setRole(event.currentTarget.value as keyof typeof catalogRoles)}
      />
      <Checkbox
        label="May assign past approval"
        description="A right of its own, always audited. Nobody gives it to themself."
        checked={bypass}
        onChange={(event) => setBypass(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
