import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './graphql-env.d.ts';

/** Root fields that are null without an error, where there is none. */
type Optional = 'viewer' | 'node' | 'requestOptions' | 'policyScopePreview';

/** A type of the roots as the dashboard gets it: an answer that lacks a field because of an error never arrives, see whole.ts. */
type Whole<Root extends { fields: Record<string, { type: unknown }> }> = Omit<Root, 'fields'> & {
  fields: {
    [Name in keyof Root['fields']]: Name extends Optional
      ? Root['fields'][Name]
      : Omit<Root['fields'][Name], 'type'> & { type: { kind: 'NON_NULL'; name: never; ofType: Root['fields'][Name]['type'] } };
  };
};

type Types = Omit<introspection['types'], 'Query' | 'Mutation'> & {
  Query: Whole<introspection['types']['Query']>;
  Mutation: Whole<introspection['types']['Mutation']>;
};

/**
 * Writes a query, mutation, subscription or fragment; its types come from the committed SDL (`pnpm run types` renews
 * them). Fragments stand beside the component that needs them and are passed on as they are.
 */
export const graphql = initGraphQLTada<{
  introspection: Omit<introspection, 'types'> & { types: Types };
  disableMasking: true;
  scalars: { DateTime: string; Duration: string; EmailAddress: string; URL: string; JSON: unknown };
}>();

export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';
