import { Stack } from '@mantine/core';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql, type FragmentOf } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { GiveRole } from '../../identity/roles/GiveRole.tsx';
import { RoleHolders } from '../../identity/roles/RoleHolders.tsx';
import { CATALOG_ROLES } from '../../identity/roles/role-kinds.ts';

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
  const assign = useAction(Assign);
  const remove = useAction(Remove);
  return (
    <Stack align="flex-start">
      {may && (
        <GiveRole
          kind={CATALOG_ROLES}
          give={{ ...assign, run: async (given) => (await assign.run({ input: { catalogId, ...given } }))?.ok ?? false }}
          done={done}
        />
      )}
      <RoleHolders
        kind={CATALOG_ROLES}
        holdings={roles}
        may={may}
        take={{ ...remove, run: async (id) => (await remove.run({ input: { id, idempotencyKey: intentKey() } }))?.ok ?? false }}
        done={done}
      />
    </Stack>
  );
}
