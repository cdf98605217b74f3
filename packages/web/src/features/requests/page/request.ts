import { GateFragment } from '../../../graphql/errors.ts';
import { graphql, type FragmentOf } from '../../../graphql/graphql.ts';
import { PersonFragment } from '../../../ui/frame/person.tsx';
import { AnswerChangesFragment } from '../AnswerChanges.tsx';

export const GrantFragment = graphql(`
  fragment GrantParts on Grant {
    id
    state
    origin
    lastError
    nextTryAt
    lostAt
    activeAt
    resourceRole {
      id
      name
      resource {
        id
        name
        kind
        launchUrl
        connector {
          id
          name
        }
      }
    }
  }
`);

/** A request with everything that happened to it. */
export const RequestFragment = graphql(
  `
    fragment RequestDetails on AccessRequest {
      id
      type
      cause
      state
      source
      createdAt
      closedAt
      justification
      proof {
        provider
        acr
        amr
        provedAt
      }
      undoUntil
      heldFor
      canceled
      bypassedApproval
      requester {
        ...Person
      }
      target {
        ...Person
      }
      accessPackage {
        id
        name
        catalog {
          id
          name
        }
      }
      policy {
        id
        name
      }
      answers {
        id
        value
        question {
          id
          text
        }
      }
      ...AnswerChanges
      schedule {
        startsAt
        expiresAt
        duration
      }
      gates {
 ...GateParts
 }
      stages {
        id
        order
        state
        quorum
        openedAt
        decideBy
        escalatesAt
        escalatedAt
        closedAt
        skipReason
        approvers {
          id
          name
          role
          leftAt
        }
        decisions {
          id
          decision
          justification
          at
          shortenedTo
          takenBackAt
          by {
            id
            name
          }
        }
      }
      assignment {
        id
        state
        startsAt
        expiresAt
        deliveredAt
        endedAt
        lostAt
        grants {
          ...GrantParts
        }
      }
      comments {
        id
        text
        createdAt
        author {
          id
          name
        }
      }
      deliveryErrors
      viewerCan {
        cancel {
          allowed
          reason
        }
        comment {
          allowed
          reason
        }
        reprocess {
          allowed
          reason
        }
        revokeApproval {
          allowed
          reason
        }
      }
    }
  `,
  [GateFragment, PersonFragment, GrantFragment, AnswerChangesFragment],
);

export type RequestDetails = FragmentOf<typeof RequestFragment>;
export type StageDetails = RequestDetails['stages'][number];
export type GrantParts = FragmentOf<typeof GrantFragment>;
