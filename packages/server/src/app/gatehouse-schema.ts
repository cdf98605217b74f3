import { type GraphQLSchema } from 'graphql';
import { schemaOf } from '../kernel/graphql/schema.ts';
import { MODULES } from './modules.ts';

let built: GraphQLSchema | null = null;

/** The schema of Gatehouse, built once per process. */
export function gatehouseSchema(): GraphQLSchema {
  return (built ??= schemaOf(MODULES));
}
