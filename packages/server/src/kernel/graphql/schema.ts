import 'reflect-metadata';
import { type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { broughtBy, type Module } from '../module.ts';
import { bindReads } from '../read/bind.ts';
import { provideReads } from '../read/models.ts';
import { guardRoots } from './guard.ts';
import { NO_TOPICS } from './no-topics.ts';
import { limitRoots } from './deadline.ts';
import { refusalsAsData } from './payload-errors.ts';
import { validateInput } from './validate-input.ts';

/** What the roots are; type-graphql has no place for it. */
const ROOTS = {
  Query: 'Everything that can be read. What you may not see looks as if it were not there.',
  Mutation: 'Everything that can be done. A refusal is data: see `errors` of each payload.',
  Subscription: 'What can be followed live. Every event is authorized anew.',
};

/**
 * The schema, ready to execute: root fields guarded and limited in time, refusals as data, reads bound.
 * type-graphql keeps its metadata per process: what is built second knows the types of the first.
 * @throws where a root field declares no permission, or a type is not well formed
 */
export function schemaOf(modules: readonly Module[]): GraphQLSchema {
  provideReads(broughtBy(modules, 'reads'));
  const resolvers = broughtBy(modules, 'resolvers') as never;
  const schema = buildSchemaSync({ resolvers, validateFn: validateInput, pubSub: NO_TOPICS });
  for (const [name, description] of Object.entries(ROOTS)) Object.assign(schema.getType(name) ?? {}, { description });
  bindReads(schema);
  refusalsAsData(schema);
  limitRoots(schema);
  guardRoots(schema);
  return schema;
}
