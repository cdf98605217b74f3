import { UserErrorFragment } from '../../graphql/errors.ts';
import { graphql } from '../../graphql/graphql.ts';

/** Connects an organization. */
export const CreateOrganization = graphql(
  `
    mutation CreateConnectedOrganization($input: CreateConnectedOrganizationInput!) {
      createConnectedOrganization(input: $input) {
        connectedOrganization {
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

/** Changes an organization. */
export const UpdateOrganization = graphql(
  `
    mutation UpdateConnectedOrganization($input: UpdateConnectedOrganizationInput!) {
      updateConnectedOrganization(input: $input) {
        connectedOrganization {
          id
          version
          state
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

/** Deletes an organization that nothing rests on. */
export const DeleteOrganization = graphql(
  `
    mutation DeleteConnectedOrganization($input: DeleteInput!) {
      deleteConnectedOrganization(input: $input) {
        deletedId
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);
