import { graphql } from '../../../graphql/graphql.ts';

/** A role over the deployment with whoever holds it. */
export const DeploymentRoleFragment = graphql(`
  fragment DeploymentRoleParts on DeploymentRoleAssignment {
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
