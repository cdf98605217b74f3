import { graphql, type FragmentOf } from '../../../graphql/graphql.ts';

/** A version of what people have to accept. */
export const TermsFragment = graphql(`
  fragment TermsParts on Terms {
    id
    text
  }
`);

export type Terms = FragmentOf<typeof TermsFragment>;
