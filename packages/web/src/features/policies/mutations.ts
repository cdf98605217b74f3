import { UserErrorFragment } from '../../graphql/errors.ts';
import { graphql } from '../../graphql/graphql.ts';

/** Makes a policy. */
export const CreatePolicy = graphql(
  `
    mutation CreateAssignmentPolicy($input: CreateAssignmentPolicyInput!) {
      createAssignmentPolicy(input: $input) {
        assignmentPolicy {
          id
        }
        warnings {
          code
          message
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

/** Replaces what a policy says. */
export const UpdatePolicy = graphql(
  `
    mutation UpdateAssignmentPolicy($input: UpdateAssignmentPolicyInput!) {
      updateAssignmentPolicy(input: $input) {
        assignmentPolicy {
          id
        }
        warnings {
          code
          message
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

/** Confirms what somebody else wrote. */
export const ConfirmPolicyVersion = graphql(
  `
    mutation ConfirmPolicyVersion($input: ConfirmPolicyVersionInput!) {
      confirmPolicyVersion(input: $input) {
        assignmentPolicy {
          id
          currentVersion {
            id
            awaitsConfirmation
            viewerCan {
              confirm {
                allowed
                reason
              }
            }
          }
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

/** Deletes a policy that nothing rests on. */
export const DeletePolicy = graphql(
  `
    mutation DeleteAssignmentPolicy($input: DeleteInput!) {
      deleteAssignmentPolicy(input: $input) {
        deletedId
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

/** Takes a package out of the lists. */
export const HidePackage = graphql(
  `
    mutation HidePackage($input: UpdateAccessPackageInput!) {
      updateAccessPackage(input: $input) {
        accessPackage {
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
