import { graphql, type FragmentOf } from '../../graphql/graphql.ts';

/** A policy with all it says, for its editor. */
export const PolicyFragment = graphql(`
  fragment PolicyDetails on AssignmentPolicy {
    id
    version
    name
    description
    state
    priority
    accessPackage {
      id
      name
      viewerCan {
        editPolicies {
          allowed
          reason
        }
      }
    }
    currentVersion {
      id
      number
      awaitsConfirmation
      author {
        id
        name
      }
      viewerCan {
        confirm {
          allowed
          reason
        }
      }
      scope
      parties {
        id
        part
        user {
          id
          name
        }
        group {
          id
          name
        }
        organization {
          id
          name
          domains {
            id
            domain
          }
        }
        domain
      }
      selfAdd
      selfExtend
      selfRemove
      managerOnBehalf
      customSchedule
      justificationRequired
      onBehalfPreApproves
      proofs
      proofWithin
      expiration
      endsAt
      timeZone
      duration
      extensionAllowed
      extensionNeedsApproval
      extensionWindow
      extensionCeiling
      nearExpiryNotices
      stages {
        id
        occasion
        order
        decideWithin
        escalateAfter
        reminders
        quorum
        approverJustificationRequired
        showApprovers
        approvers {
          id
          role
          kind
          managerLevel
          user {
            id
            name
          }
          group {
            id
            name
          }
        }
      }
      questions {
        id
        order
        kind
        text
        required
        pattern
        changeable
        translations {
          language
          text
        }
        choices {
          value
          text
          translations {
            language
            text
          }
        }
      }
    }
  }
`);

export type PolicyDetails = FragmentOf<typeof PolicyFragment>;
export type PolicyVersion = PolicyDetails['currentVersion'];
