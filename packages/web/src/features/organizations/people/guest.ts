import { graphql, type FragmentOf } from '../../../graphql/graphql.ts';

/** Somebody from outside, as lists show them. */
export const GuestFragment = graphql(`
  fragment GuestRow on User {
    id
    name
    email
    state
    governed
    emailProvedAt
    organization {
      id
      name
    }
  }
`);

export type Guest = FragmentOf<typeof GuestFragment>;
