import { useViewer } from '../../../app/viewer.tsx';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { usePages } from '../../../graphql/use-pages.ts';
import { Page } from '../../../ui/frame/page.tsx';
import { PageList } from '../../../ui/lists/page-list.tsx';
import { DeploymentRoleFragment } from './deployment-role.ts';
import { GiveRole } from './GiveRole.tsx';
import { RoleHolders } from './RoleHolders.tsx';
import { DEPLOYMENT_ROLES } from './role-kinds.ts';

const RolesQuery = graphql(
  `
    query DeploymentRoles($after: String) {
      deploymentRoles(first: 50, after: $after, orderBy: [{ field: ROLE }, { field: CREATED_AT }]) {
        nodes {
          ...DeploymentRoleParts
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [DeploymentRoleFragment],
);

const Assign = graphql(
  `
    mutation AssignDeploymentRole($input: AssignDeploymentRoleInput!) {
      assignDeploymentRole(input: $input) {
        deploymentRole {
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
    mutation RemoveDeploymentRole($input: RemoveDeploymentRoleInput!) {
      removeDeploymentRole(input: $input) {
        deletedId
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

/** Who holds which role over the whole deployment. */
export function DeploymentRolesView() {
  const { viewerCan } = useViewer();
  const pages = usePages(RolesQuery, {}, (data) => data.deploymentRoles);
  const assign = useAction(Assign);
  const remove = useAction(Remove);
  const held = (nodes: NonNullable<typeof pages.nodes>) => (
    <RoleHolders
      kind={DEPLOYMENT_ROLES}
      holdings={nodes}
      may={viewerCan.manageRoles.allowed}
      take={{ ...remove, run: async (id) => (await remove.run({ input: { id, idempotencyKey: intentKey() } }))?.ok ?? false }}
      done={pages.reload}
    />
  );
  return (
    <Page
      title="Roles"
      about="Who may do what everywhere, themself or through a group. The roles of one catalog are given on its page."
      actions={
        viewerCan.manageRoles.allowed && (
          <GiveRole
            primary
            kind={DEPLOYMENT_ROLES}
            give={{ ...assign, run: async (given) => (await assign.run({ input: given }))?.ok ?? false }}
            done={pages.reload}
          />
        )
      }
    >
      <PageList pages={pages} noun={['role held', 'roles held']} empty={held([])}>
        {held}
      </PageList>
    </Page>
  );
}
