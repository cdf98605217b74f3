import { UserErrorFragment } from '../../../../graphql/errors.ts';
import { graphql } from '../../../../graphql/graphql.ts';

/** Decides one stage. */
export const Decide = graphql(
  `
    mutation DecideApproval($input: DecideApprovalInput!) {
      decideApproval(input: $input) {
        accessRequest {
          id
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

/** Decides several stages alike. */
export const DecideMany = graphql(
  `
    mutation DecideApprovals($input: DecideApprovalsInput!) {
      decideApprovals(input: $input) {
        accessRequests {
          id
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

/** Takes decisions back inside their undo window. */
export const TakeBack = graphql(
  `
    mutation TakeBackDecisions($input: TakeBackDecisionsInput!) {
      takeBackDecisions(input: $input) {
        accessRequests {
          id
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

/** Hands a stage to somebody else. */
export const Reassign = graphql(
  `
    mutation ReassignApproval($input: ReassignApprovalInput!) {
      reassignApproval(input: $input) {
        accessRequest {
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

/** Writes into the thread of a request. */
export const Comment = graphql(
  `
    mutation CommentOnRequest($input: CommentOnRequestInput!) {
      commentOnRequest(input: $input) {
        accessRequest {
          id
          comments {
            id
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
