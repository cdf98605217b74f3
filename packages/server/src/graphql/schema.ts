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

/** What the roots are; type-graphql has no place for it. */
const ROOTS = {
  Query: 'Everything that can be read. What you may not see looks as if it were not there.',
  Mutation: 'Everything that can be done. A refusal is data: see `errors` of each payload.',
  Subscription: 'What can be followed live. Every event is authorized anew.',
};

let built: GraphQLSchema | null = null;

/**
 * The schema, ready to execute: root fields guarded and limited in time, refusals as data, reads bound. Built once per
 * process, because type-graphql keeps its metadata per process too.
 * @throws where a root field declares no permission, or a type is not well formed
 */
export function gatehouseSchema(): GraphQLSchema {
  if (built) return built;
  const schema = buildSchemaSync({ resolvers: [...RESOLVERS] as never, validateFn: validateInput, pubSub: NO_TOPICS });
  for (const [name, description] of Object.entries(ROOTS)) Object.assign(schema.getType(name) ?? {}, { description });
  bindReads(schema);
  refusalsAsData(schema);
  limitRoots(schema);
  guardRoots(schema);
  built = schema;
  return schema;
}
