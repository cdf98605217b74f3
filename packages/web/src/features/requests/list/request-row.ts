import { graphql, type FragmentOf } from '../../../graphql/graphql.ts';

export const RequestRowFragment = graphql(`
  fragment RequestRow on AccessRequest {
    id
    type
    cause
    state
    source
    createdAt
    closedAt
    requester {
      id
      name
    }
    target {
      id
      name
    }
    accessPackage {
      id
      name
    }
    stages {
      id
      order
      state
      decideBy
    }
  }
`);

export type RequestRow = FragmentOf<typeof RequestRowFragment>;
