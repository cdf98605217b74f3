import { graphql } from '../../../../graphql/graphql.ts';
import { QueueItemFragment } from './queue-item.ts';

/** A page of what waits, the oldest first. */
export const QueueQuery = graphql(
  `
    query ApprovalQueue($first: Int!, $after: String, $filter: ApprovalStageFilter) {
      approvals(first: $first, after: $after, filter: $filter) {
        nodes {
          ...QueueItem
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [QueueItemFragment],
);

/** How much of what waits fits a filter. */
export const CountQuery = graphql(`
  query ApprovalCount($filter: ApprovalStageFilter) {
    approvals(first: 1, filter: $filter) {
      totalCount
    }
  }
`);

/** One stage, whatever became of it. */
export const StageQuery = graphql(
  `
    query SettledStage($id: ID!) {
      node(id: $id) {
        __typename
        ...QueueItem
      }
    }
  `,
  [QueueItemFragment],
);

/** What comes into the queue and leaves it. */
export const QueueEvents = graphql(
  `
    subscription ApprovalQueue($after: String) {
      approvalQueueChanged(after: $after) {
        cursor
        kind
        objectId
        approvalStage {
          ...QueueItem
        }
      }
    }
  `,
  [QueueItemFragment],
);
