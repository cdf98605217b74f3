import { graphql, type FragmentOf } from '../../graphql/graphql.ts';
import { GrantFragment } from '../requests/page/request.ts';

/** Somebody's access under one package. */
export const AssignmentFragment = graphql(
  `
    fragment AssignmentDetails on Assignment {
      id
      state
      startsAt
      expiresAt
      duration
      deliveredAt
      endedAt
      lostAt
      reasons {
        id
        request {
          id
          viewerCan {
            reprocess {
              allowed
              reason
            }
          }
        }
      }
      accessPackage {
        id
        name
        description
        catalog {
          id
          name
        }
      }
      policy {
        id
        name
        currentVersion {
          id
          expiration
          endsAt
          duration
          extensionAllowed
          extensionNeedsApproval
          extensionCeiling
        }
      }
      grants {
        ...GrantParts
      }
      viewerCan {
        extend {
          allowed
          reason
          from
        }
        giveUp {
          allowed
          reason
        }
        editAnswers {
          allowed
          reason
        }
      }
    }
  `,
  [GrantFragment],
);

export type AssignmentDetails = FragmentOf<typeof AssignmentFragment>;
