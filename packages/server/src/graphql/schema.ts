import 'reflect-metadata';
import { type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { bindReads } from '../read/bind.ts';
import { guardRoots } from './guard.ts';
import { NO_TOPICS } from './no-topics.ts';
import { limitRoots } from './deadline.ts';
import { refusalsAsData } from './payload-errors.ts';
import { RESOLVERS } from './resolvers.ts';
import { validateInput } from './validate-input.ts';

let built: GraphQLSchema | null = null;

/**
 * The schema, ready to execute: root fields guarded and limited in time, refusals as data, reads bound. Built once per
 * process, because type-graphql keeps its metadata per process too.
 * @throws where a root field declares no permission, or a type is not well formed
 */
export function gatehouseSchema(): GraphQLSchema {
  if (built) return built;
  const schema = buildSchemaSync({ resolvers: [...RESOLVERS] as never, validateFn: validateInput, pubSub: NO_TOPICS });
  bindReads(schema);
  refusalsAsData(schema);
  limitRoots(schema);
  guardRoots(schema);
  built = schema;
  return schema;
}
