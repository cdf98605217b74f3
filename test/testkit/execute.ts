import { loadViewer } from '@gatehouse/server/kernel/authz/load-viewer';
import { type Viewer } from '@gatehouse/server/kernel/authz/viewer';
import { operationFor } from '@gatehouse/server/kernel/graphql/context';
import { presentError } from '@gatehouse/server/kernel/graphql/errors';
import { gatehouseSchema } from '@gatehouse/server/app/gatehouse-schema';
import { confined } from '@gatehouse/schema/rules/token-scope';
import { SYSTEM_VIEWER } from '@gatehouse/server/kernel/authz/system-viewer';
import { type App } from '@gatehouse/server/kernel/operation';
import {
  execute,
  parse,
  subscribe,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
} from 'graphql';
import { TestSubscription } from './subscription.ts';

/** As whom a document runs: a user, the system, or (absent, null) nobody. */
export type As = { id: string } | 'system' | null;

export interface RunOptions {
  as?: As;
  /** What the token in use allows; WRITE, as in a browser, where nothing is said. */
  tokenScope?: Viewer['tokenScope'];
  /** The catalogs the token in use is confined to; not confined where nothing is said. */
  catalogIds?: readonly string[];
  /** What they like to read in, the language liked best first. */
  languages?: readonly string[];
}

/** An answer, its errors as a client would see them. */
export interface Result<T> {
  data: T | null;
  errors?: readonly GraphQLFormattedError[];
}

/** The viewer that a user is just now, with groups and roles. @throws where they may not sign in */
export async function viewerAs(app: App, { as = null, tokenScope, catalogIds }: RunOptions = {}): Promise<Viewer | null> {
  if (as === null) return null;
  if (as === 'system') return SYSTEM_VIEWER;
  const found = await loadViewer(app.orm.em.fork(), { by: 'user', userId: as.id }, app.now());
  if (!found) throw new Error(`${as.id} is no active user.`);
  const viewer = { ...found.viewer, tokenScope: tokenScope ?? found.viewer.tokenScope };
  return catalogIds ? confined(viewer, catalogIds) : viewer;
}

/** Runs a query or mutation. */
export async function runDocument<T>(
  app: App,
  source: string,
  variables: object = {},
  options: RunOptions = {},
): Promise<Result<T>> {
  return runAs(app, source, variables, await viewerAs(app, options), options.languages);
}

/** Runs a query or mutation as somebody whose groups and roles are known already. */
export async function runAs<T>(
  app: App,
  source: string,
  variables: object,
  viewer: Viewer | null,
  languages: readonly string[] = [],
): Promise<Result<T>> {
  const contextValue = { ...operationFor(app, viewer), languages };
  const known = documents.get(source) ?? checked(source);
  documents.set(source, known);
  const { data, errors } = known.document
    ? await execute({ schema: gatehouseSchema(), document: known.document, variableValues: { ...variables }, contextValue })
    : { data: null, errors: known.faults };
  const seen = errors?.map((error) => presentError(error.toJSON(), error, contextValue));
  // Through JSON, so that a test compares what a client would get and not our own objects.
  return JSON.parse(JSON.stringify({ data: data ?? null, ...(seen && { errors: seen }) })) as Result<T>;
}

/** Documents that were parsed and validated once: a suite runs the same few thousands of times. */
const documents = new Map<string, { document: DocumentNode | null; faults: readonly GraphQLError[] }>();

function checked(source: string): { document: DocumentNode | null; faults: readonly GraphQLError[] } {
  try {
    const document = parse(source);
    const faults = validate(gatehouseSchema(), document);
    return { document: faults.length === 0 ? document : null, faults };
  } catch (error) {
    return { document: null, faults: [error as GraphQLError] };
  }
}

/** Opens a subscription. @throws where it is refused */
export async function subscribeDocument<T>(
  app: App,
  source: string,
  variables: object = {},
  options: RunOptions = {},
): Promise<TestSubscription<T>> {
  const schema = gatehouseSchema();
  const document = parse(source);
  const [fault] = validate(schema, document);
  if (fault) throw fault;
  const contextValue = operationFor(app, await viewerAs(app, options));
  const events = await subscribe({ schema, document, variableValues: { ...variables }, contextValue });
  if (!(Symbol.asyncIterator in events)) throw (events as ExecutionResult).errors![0]!;
  return new TestSubscription<T>(events);
}
