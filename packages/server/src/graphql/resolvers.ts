/** Every resolver, by name: what is not listed is not in the schema. One line each, in the order of the nouns. */
import { CatalogResolver } from '../features/catalog/catalog.resolver.ts';
import { ApiTokenResolver } from '../features/identity/api-token.resolver.ts';
import { SessionResolver } from '../features/identity/session.resolver.ts';
import { ViewerResolver } from '../features/identity/viewer.resolver.ts';

export const RESOLVERS = [
  // identity
  ViewerResolver,
  SessionResolver,
  ApiTokenResolver,
  // catalog
  CatalogResolver,
] as const;
