import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './graphql-env.d.ts';

/**
 * Writes a query, mutation, subscription or fragment; its types come from the committed SDL (`pnpm run types` renews
 * them). Fragments stand beside the component that needs them and are passed on as they are.
 */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: { DateTime: string; Duration: string; EmailAddress: string; URL: string; JSON: unknown };
}>();

export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';
