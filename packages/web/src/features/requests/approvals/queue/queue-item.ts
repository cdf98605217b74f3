import { graphql, type FragmentOf } from '../../../../graphql/graphql.ts';
import { PersonFragment } from '../../../../ui/frame/person.tsx';

/** What a person must know to decide a stage: who, what, why, how long, and what they may do. */
export const QueueItemFragment = graphql(
  `
    fragment QueueItem on ApprovalStage {
      id
      order
      state
      quorum
      justificationRequired
      openedAt
      decideBy
      viewerCan {
        approve {
          allowed
          reason
        }
        deny {
          allowed
          reason
        }
        takeBack {
          allowed
          reason
        }
        reassign {
          allowed
          reason
        }
      }
      decisions {
        id
        decision
        at
        justification
        takenBackAt
        shortenedTo
        by {
          id
          name
        }
      }
      request {
        id
        type
        state
        createdAt
        justification
        proof {
          provider
          acr
          amr
        }
        undoUntil
        requester {
          id
          name
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
        answers {
          id
          value
          question {
            id
            text
          }
        }
        schedule {
          startsAt
          expiresAt
          duration
        }
        assignment {
          id
          expiresAt
        }
        stages {
          id
          order
        }
        comments {
          id
        }
      }
    }
  `,
  [PersonFragment],
);

export type QueueItem = FragmentOf<typeof QueueItemFragment>;
export type StageDecision = QueueItem['decisions'][number];

/** What is asked, as the middle of a sentence: "asks for", "asks to keep". */
export function asks(item: QueueItem): string {
  return item.request.type === 'USER_EXTEND' ? 'asks to keep' : item.request.type === 'ADMIN_ADD' ? 'is to be given' : 'asks for';
}

/** The same as a whole: "Adele Vance asks for Project License". */
export function subject(item: QueueItem): string {
  return `${item.request.target.name} ${asks(item)} ${item.request.accessPackage.name}`;
}

/** The decisions that count: those not taken back. */
export function standing(item: QueueItem): StageDecision[] {
  return item.decisions.filter((decision) => !decision.takenBackAt);
}
