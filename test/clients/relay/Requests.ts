import { graphql } from 'relay-runtime';

// What a dashboard made with Relay would write. The compiler reads this file; it is never run.

export const query = graphql`
  query RequestsQuery($count: Int!, $id: ID!) {
    ...Requests_list @arguments(count: $count)
    node(id: $id) {
      ...Requests_one @alias(as: "request")
    }
  }
`;

export const list = graphql`
  fragment Requests_list on Query
  @argumentDefinitions(count: { type: "Int!" }, cursor: { type: "String" })
  @refetchable(queryName: "RequestsListQuery") {
    accessRequests(first: $count, after: $cursor) @connection(key: "Requests_accessRequests") {
      edges {
        node {
          id
          state
        }
      }
    }
  }
`;

export const one = graphql`
  fragment Requests_one on AccessRequest @refetchable(queryName: "RequestsOneQuery") {
    id
    state
    createdAt
  }
`;

export const changed = graphql`
  subscription RequestsChangedSubscription($id: ID!, $after: String) {
    accessRequestChanged(id: $id, after: $after) {
      cursor
      kind
      accessRequest {
        ...Requests_one
      }
    }
  }
`;

export const cancel = graphql`
  mutation RequestsCancelMutation($input: CancelAccessRequestInput!) {
    cancelAccessRequest(input: $input) {
      accessRequest {
        state
      }
      errors {
        code
        message
      }
    }
  }
`;
