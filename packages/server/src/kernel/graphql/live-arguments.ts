import {
  getOperationAST,
  GraphQLError,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { type Operation } from '../operation.ts';
import { presentError, type ErrorScope } from './errors.ts';
import { measuredCost, tooCostly } from './cost.ts';
import { faultsIn, readDocument } from './documents.ts';
import { faultyVariables } from './variables.ts';

type Measured = Pick<Operation, 'cost'>;

/** An operation as it comes over a socket or a stream. */
export interface LiveRequest {
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
}

/**
 * Parses, validates and measures an operation with the same limits as over HTTP.
 * @returns what to execute, or what is wrong with it
 */
export function liveArguments(
  schema: GraphQLSchema,
  request: LiveRequest,
  contextValue: Operation,
): ExecutionArgs | readonly GraphQLError[] {
  let document: DocumentNode;
  try {
    document = readDocument(request.query);
  } catch (error) {
    return [asGraphQLError(error)];
  }
  const faults = faultsIn(schema, document);
  if (faults.length > 0) return faults.map(withoutHints);
  const operation = getOperationAST(document, request.operationName);
  if (!operation) return [new GraphQLError('The document has no such operation.')];
  const faulty = faultyVariables(schema, operation, request.variables);
  if (faulty) return [faulty];
  contextValue.cost = measuredCost(schema, document, operation, request.variables, contextValue.viewer);
  const refusal = tooCostly(contextValue.cost);
  if (refusal) return [refusal];
  return { schema, document, operationName: request.operationName, variableValues: request.variables, contextValue };
}

/** An answer or an event as a client gets it over a socket or a stream: with what its document costs. */
export function toldLive(result: ExecutionResult, scope: ErrorScope, operation: Measured | undefined) {
  const errors = result.errors && { errors: presentErrors(result.errors, scope) as never };
  const extensions = result.extensions ?? toldCost(operation);
  return { ...result, ...errors, ...(extensions && { extensions }) };
}

/** What an answer says beside its data and errors, once its document was measured. */
export function toldCost(operation: Measured | undefined) {
  return operation?.cost && { cost: operation.cost };
}

/** Errors as a client gets them over a socket or a stream. */
export function presentErrors(errors: readonly GraphQLError[], scope: ErrorScope): GraphQLFormattedError[] {
  return errors.map((error) => presentError(error.toJSON(), error, scope));
}

function asGraphQLError(error: unknown): GraphQLError {
  return error instanceof GraphQLError ? error : new GraphQLError(String(error));
}

/** The same reticence as over HTTP: no "Did you mean …?" about what was not asked. */
function withoutHints(fault: GraphQLError): GraphQLError {
  return new GraphQLError(fault.message.replace(/ ?Did you mean.*$/s, ''), {
    nodes: fault.nodes,
    source: fault.source,
    positions: fault.positions,
  });
}
