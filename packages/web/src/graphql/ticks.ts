import { graphql } from './graphql.ts';

/** That something in the inbox changed. */
export const InboxTicks = graphql(`
  subscription InboxTicks($after: String) {
    inboxChanged(after: $after) {
      cursor
      kind
      objectId
    }
  }
`);

/** That something in the queue of approvals changed. */
export const QueueTicks = graphql(`
  subscription QueueTicks($after: String) {
    approvalQueueChanged(after: $after) {
      cursor
      kind
      objectId
    }
  }
`);

/** That somebody's own access changed. */
export const MyAccessTicks = graphql(`
  subscription MyAccessTicks($after: String) {
    myAccessChanged(after: $after) {
      cursor
      kind
      objectId
    }
  }
`);

/** That one request changed. */
export const RequestTicks = graphql(`
  subscription RequestTicks($id: ID!, $after: String) {
    accessRequestChanged(id: $id, after: $after) {
      cursor
      kind
      objectId
    }
  }
`);
