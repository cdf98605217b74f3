import 'reflect-metadata';
import { type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { broughtBy, type Module } from '../module.ts';
import { bindReads } from '../read/bind.ts';
import { provideReads } from '../read/models.ts';
import { guardRoots } from './guard.ts';
import { NO_TOPICS } from './no-topics.ts';
import { limitRoots } from './deadline.ts';
import { nullableRoots } from './nullable-roots.ts';
import { refusalsAsData } from './payload-errors.ts';
import { validateInput } from './validate-input.ts';

/** What the roots are; type-graphql has no place for it. */
const ROOTS = {
  Query:
    'Everything that can be read. What you may not see looks as if it were not there. A field that fails is null, with its error in `errors`; the fields beside it keep their answers.',
  Mutation:
    'Everything that can be done, one field after the other. A refusal is data: see `errors` of each payload. A field that you may not use, or that fails, is null, with its error in the `errors` of the answer; what the fields beside it did stays done, and is told.',
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
  nullableRoots(schema);
  bindReads(schema);
  refusalsAsData(schema);
  limitRoots(schema);
  guardRoots(schema);
  return schema;
}
